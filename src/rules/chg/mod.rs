//! CHG: when may the change be made?

mod window_complete;
mod work_fits_window;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&window_complete::RULE, &work_fits_window::RULE];

/// How a window is written.
const REMEDY: &str = "Write the change window with date, begin, end and time zone into the plan's schedule, such as \
                      `2026-12-01 20:00 – 22:00 UTC`.";

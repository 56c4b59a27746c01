//! EXE: can the rollout be watched and stopped?

mod trigger_measurable;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&trigger_measurable::RULE];

//! BOM: is what is delivered what is listed?

mod versions_agree;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&versions_agree::RULE];

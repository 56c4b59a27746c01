//! XI: do logs go out as a stream?

mod logs_not_in_files;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&logs_not_in_files::RULE];

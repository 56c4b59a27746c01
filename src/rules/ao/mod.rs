//! AO: is what the templates promise there?

mod declared_outputs_exist;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&declared_outputs_exist::RULE];

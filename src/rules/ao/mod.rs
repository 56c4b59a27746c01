//! AO: is what the templates promise there?

mod announced_only_when_there;
mod declared_outputs_exist;
mod declared_sections_exist;

pub(crate) use declared_outputs_exist::{Output, outputs};

use super::Rule;

pub(super) const RULES: &[&Rule] =
    &[&declared_outputs_exist::RULE, &declared_sections_exist::RULE, &announced_only_when_there::RULE];

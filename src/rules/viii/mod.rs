//! VIII: is it said how each process type grows?

mod scaling_stated;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&scaling_stated::RULE];

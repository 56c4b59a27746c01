//! TST: do the tests speak for the release?

mod evaluation_recommends_go;
mod integration_tests_pass;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&integration_tests_pass::RULE, &evaluation_recommends_go::RULE];

//! TST: do the tests speak for the release?

mod end_to_end_and_acceptance_tests_pass;
mod evaluation_recommends_go;
mod integration_tests_pass;
mod level;
mod regression_within_limit;
mod results_of_this_release;
mod scan_within_limits;
mod unit_tests_pass;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[
    &results_of_this_release::RULE,
    &unit_tests_pass::RULE,
    &integration_tests_pass::RULE,
    &end_to_end_and_acceptance_tests_pass::RULE,
    &regression_within_limit::RULE,
    &evaluation_recommends_go::RULE,
    &scan_within_limits::RULE,
];

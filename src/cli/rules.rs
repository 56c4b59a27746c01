//! `holdpoint rules` and `holdpoint explain`.

use std::process::ExitCode;

use holdpoint::report::handbook;
use holdpoint::rules::Rule;

use crate::arguments::{Explain, Format, Rules};
use crate::print;

/// Prints every rule.
pub(crate) fn list(rules: &Rules) -> Result<ExitCode, String> {
    print::out(&match rules.format {
        Format::Json => handbook::rules_json(),
        Format::Text => handbook::rules_text(),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Prints one rule.
pub(crate) fn explain(explain: &Explain) -> Result<ExitCode, String> {
    let unknown = || format!("there is no rule `{}`; `holdpoint rules` lists them", explain.rule);
    let rule = Rule::of(&explain.rule).ok_or_else(unknown)?;
    print::out(&match explain.format {
        Format::Json => handbook::rule_json(rule),
        Format::Text => handbook::rule_text(rule),
    })?;
    Ok(ExitCode::SUCCESS)
}

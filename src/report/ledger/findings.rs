//! What static analysis found.

use std::fmt::Write as _;

use super::meaning::{Meant, at};
use super::{Card, Shown};
use crate::facts::{Analysis, FindingLevel, StaticFinding};

impl Shown for Analysis {
    fn show(&self, card: &mut Card<'_>) {
        let Self { tool, errors, warnings, notes, critical, high, suppressed, findings, at } = self;
        card.subject(&tool.value, *at)
            .say("Errors", *errors)
            .say("Warnings", *warnings)
            .say("Notes", *notes)
            .say("Critical vulnerabilities", *critical)
            .say("High vulnerabilities", *high)
            .say("Suppressed", *suppressed)
            .say("Finding", findings.iter().map(finding).collect::<Vec<_>>());
    }
}

fn finding(finding: &StaticFinding) -> Meant {
    let StaticFinding { rule, level, message, file, line, suppressed } = finding;
    let level = match level {
        FindingLevel::None => "no problem",
        FindingLevel::Note => "note",
        FindingLevel::Warning => "warning",
        FindingLevel::Error => "error",
    };
    let mut text = format!("{level} {}", rule.value);
    if let Some(file) = file {
        let line = line.map(|line| format!(":{line}")).unwrap_or_default();
        let _ = write!(text, ", {file}{line}");
    }
    if let Some(message) = message {
        let _ = write!(text, ": {}", message.value);
    }
    if *suppressed {
        text.push_str(" (suppressed)");
    }
    at(text, rule.at)
}

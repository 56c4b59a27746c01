//! Tests and what they found.

use super::meaning::{at, go, normal};
use super::{Card, Shown};
use crate::facts::{Criterion, Defect, DefectCount, DefectSeverity, Recommendation, TestLevel, TestRun};

fn severity(severity: DefectSeverity) -> &'static str {
    match severity {
        DefectSeverity::P0 => "P0",
        DefectSeverity::P1 => "P1",
        DefectSeverity::P2 => "P2",
        DefectSeverity::P3 => "P3",
        DefectSeverity::P4 => "P4",
    }
}

fn level(level: TestLevel) -> &'static str {
    match level {
        TestLevel::Unit => "unit",
        TestLevel::Integration => "integration",
        TestLevel::EndToEnd => "end-to-end",
        TestLevel::Acceptance => "acceptance",
        TestLevel::Performance => "performance",
        TestLevel::Security => "security",
    }
}

impl Shown for Defect {
    fn show(&self, card: &mut Card<'_>) {
        let Self { id, title, severity: grave, status, open, workaround } = self;
        card.named(id)
            .say("Title", title)
            .say("Severity", grave.as_ref().map(|said| normal(severity(said.value), said.at)))
            .say("Status", status)
            .say("Open", *open)
            .say("Workaround", workaround);
    }
}

impl Shown for DefectCount {
    fn show(&self, card: &mut Card<'_>) {
        let Self { severity: grave, open } = self;
        card.subject(severity(*grave), open.at).say("Open", open);
    }
}

impl Shown for TestRun {
    fn show(&self, card: &mut Card<'_>) {
        let Self { level: of, name, machine, total, passed, failed, skipped, failing } = self;
        card.named(name)
            .say("Level", of.map(level))
            .say("From", if *machine { "machine report" } else { "table" })
            .say("Tests", *total)
            .say("Passed", *passed)
            .say("Failed", *failed)
            .say("Skipped", *skipped)
            .say("Failing", failing);
    }
}

impl Shown for Recommendation {
    fn show(&self, card: &mut Card<'_>) {
        let Self { decision, sentence, conditions } = self;
        let condition = |(text, met): &(crate::facts::Phrase, bool)| {
            at(format!("{} ({})", text.value, if *met { "met" } else { "open" }), text.at)
        };
        card.subject(go(*decision), sentence.at)
            .say("Sentence", sentence)
            .say("Condition", conditions.iter().map(condition).collect::<Vec<_>>());
    }
}

impl Shown for Criterion {
    fn show(&self, card: &mut Card<'_>) {
        let Self { id, text, requirement, test, result, evidence } = self;
        card.named(id)
            .say("Criterion", text)
            .say("Requirement", requirement)
            .say("Test", test)
            .say("Result", result)
            .say("Evidence", evidence);
    }
}

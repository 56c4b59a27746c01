//! Tests and what they found.

use super::meaning::{at, go, normal, number};
use super::{Card, Shown};
use crate::facts::{
    Counts, Criterion, CriterionState, Defect, DefectCount, DefectSeverity, Ending, Recommendation, TestCase,
    TestLevel, TestRun,
};

pub(super) fn severity(severity: DefectSeverity) -> &'static str {
    match severity {
        DefectSeverity::P0 => "P0",
        DefectSeverity::P1 => "P1",
        DefectSeverity::P2 => "P2",
        DefectSeverity::P3 => "P3",
        DefectSeverity::P4 => "P4",
    }
}

impl Shown for Defect {
    fn show(&self, card: &mut Card<'_>) {
        let Self { id, title, severity: grave, status, open, workaround, waiver, waived_by, waived_until } = self;
        card.named(id)
            .say("Title", title)
            .say("Severity", grave.as_ref().map(|said| normal(severity(said.value), said.at)))
            .say("Status", status)
            .say("Open", *open)
            .say("Workaround", workaround)
            .say("Waiver", waiver)
            .say("Waived by", waived_by)
            .say("Waived until", waived_until.map(|day| day.to_string()).as_ref());
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
        let Self {
            level: of,
            name,
            machine,
            total,
            passed,
            failed,
            skipped,
            open,
            rate,
            duration,
            stated,
            counted,
            failing,
        } = self;
        card.named(name)
            .say("Level", of.map(TestLevel::word))
            .say("From", if *machine { "machine report" } else { "table" })
            .say("Tests", *total)
            .say("Passed", *passed)
            .say("Failed", *failed)
            .say("Skipped", *skipped)
            .say("Without a result", (*open > 0).then_some(*open))
            .say("Stated pass rate", rate.map(|rate| format!("{} %", number(rate))).as_ref())
            .say("Duration", duration.map(|duration| format!("{} s", number(duration))).as_ref())
            .say("Stated by the report", stated.map(counts).as_ref())
            .say("Counted from its cases", counted.map(counts).as_ref())
            .say("Failing", failing);
    }
}

fn counts(counts: Counts) -> String {
    let Counts { total, passed, failed, errors, skipped } = counts;
    let named = [("in all", total), ("passed", passed), ("failed", failed), ("errors", errors), ("skipped", skipped)];
    let parts: Vec<String> =
        named.iter().filter_map(|(name, number)| number.map(|number| format!("{number} {name}"))).collect();
    parts.join(", ")
}

impl Shown for TestCase {
    fn show(&self, card: &mut Card<'_>) {
        // Its run is known by the file.
        let Self { run: _, suite, name, ending, message } = self;
        let ending = match ending {
            Ending::Passed => "passed",
            Ending::Skipped => "skipped",
            Ending::Inconclusive => "inconclusive",
            Ending::Failed => "failed",
            Ending::Error => "error",
        };
        card.named(name).say("Suite", suite).say("Ended", ending).say("Message", message);
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
        let Self { id, text, requirement, test, target, measured, result, state, evidence, links } = self;
        let state = state.map(|state| match state {
            CriterionState::Met => "met",
            CriterionState::NotMet => "not met",
            CriterionState::Open => "open",
        });
        card.named(id)
            .say("Criterion", text)
            .say("Requirement", requirement)
            .say("Test", test)
            .say("Target", target)
            .say("Measured", measured)
            .say("Result", result)
            .say("State", state)
            .say("Evidence", evidence)
            .say("Link", links);
    }
}

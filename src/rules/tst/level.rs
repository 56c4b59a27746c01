//! How many tests of a level passed, held against the policy: what each document tells, and all machine reports together.

use std::collections::BTreeMap;

use crate::dossier::SourceId;
use crate::facts::{Phrase, Place, TestLevel, TestRun};
use crate::rules::support::{clip, code, codes, count, few};
use crate::rules::{Case, Findings};

/// Judges the runs of a level; `false` if there is none.
pub(super) fn judge(case: &Case<'_>, level: TestLevel, out: &mut Findings) -> bool {
    let Some(least) = case.policy.pass_percent.of(level) else { return false };
    let own = case.facts.test_runs.iter().filter(|run| run.level == Some(level));
    // Machine reports each tell a part of the tests; a document tells all that it knows.
    let mut groups: BTreeMap<Option<SourceId>, Vec<&TestRun>> = BTreeMap::new();
    for run in own {
        groups.entry((!run.machine).then_some(run.name.at.source)).or_default().push(run);
    }
    for runs in groups.values() {
        judge_group(case, level, least, runs, out);
    }
    !groups.is_empty()
}

fn judge_group(case: &Case<'_>, level: TestLevel, least: f64, runs: &[&TestRun], out: &mut Findings) {
    let tests = format!("{} tests", level.word());
    let mut files: Vec<SourceId> = runs.iter().map(|run| run.name.at.source).collect();
    files.dedup();
    let from = match (files.len(), runs.first()) {
        (1, Some(run)) => case.file(run.name.at),
        _ => "machine reports".to_owned(),
    };
    let subject = format!("{tests} in {from}");
    let places: Vec<Place> = few(runs.iter().map(|run| run.name.at)).collect();
    let Some(result) = Share::of(runs) else {
        let remedy = format!("Give the numbers of the {tests} that were executed, that passed and that failed.");
        let message = match runs {
            [run] => format!("{} says neither how many tests passed nor how many failed.", name(run)),
            _ => format!("{} say neither how many tests passed nor how many failed.", count(runs.len(), "run")),
        };
        out.none(subject, message, remedy).at(places);
        return;
    };
    if result.ran == Some(0) {
        let remedy = format!("Run the {tests} and add their report.");
        out.none(subject, format!("None of the {tests} was executed."), remedy).at(places);
        return;
    }
    let (told, least_told) = (result.told(&tests), percent(least));
    if result.percent + 1e-9 < least {
        let failing: Vec<&Phrase> = runs.iter().flat_map(|run| &run.failing).take(100).collect();
        let names: Vec<String> = failing.iter().map(|phrase| clip(&phrase.value, 60)).collect();
        let names = if names.is_empty() { String::new() } else { format!(" Failed: {}.", codes(&names)) };
        let message = format!("{told}; at least {least_told} must pass.{names}");
        let remedy = format!("Fix the failing {tests} and add the report of the new run.");
        out.fail(subject, message, remedy).at(places).at(few(failing.iter().map(|phrase| phrase.at)));
    } else if let open @ 1.. = runs.iter().map(|run| run.open).sum::<u64>() {
        let message = format!("{told}, and {open} more {} no result yet.", if open == 1 { "has" } else { "have" });
        out.none(subject, message, format!("Run the rest of the {tests}, or say why it is left out.")).at(places);
    } else {
        out.pass(subject, format!("{told}; at least {least_told} must pass.")).at(places);
    }
}

fn name(run: &TestRun) -> String {
    code(&clip(&run.name.value, 60))
}

/// What part of the tests passed.
struct Share {
    passed: Option<u64>,
    ran: Option<u64>,
    percent: f64,
}

impl Share {
    /// Of all runs together; the lowest, where a run states percent only.
    fn of(runs: &[&TestRun]) -> Option<Self> {
        let counted = runs.iter().filter_map(|run| run.passed_of());
        let sums = counted.reduce(|one, other| (one.0.saturating_add(other.0), one.1.saturating_add(other.1)));
        let stated = runs.iter().filter(|run| run.passed_of().is_none()).filter_map(|run| run.rate);
        let lowest = stated.reduce(f64::min);
        let summed = sums.map(|(passed, ran)| Self {
            passed: Some(passed),
            ran: Some(ran),
            percent: if ran == 0 { 0.0 } else { passed as f64 * 100.0 / ran as f64 },
        });
        let alone = lowest.map(|percent| Self { passed: None, ran: None, percent });
        match (summed, alone) {
            (Some(summed), Some(alone)) if alone.percent < summed.percent || summed.ran == Some(0) => Some(alone),
            (summed, alone) => summed.or(alone),
        }
    }

    /// `118 of 120 unit tests passed (98.33 %)`
    fn told(&self, tests: &str) -> String {
        match (self.passed, self.ran) {
            (Some(passed), Some(ran)) => format!("{passed} of {ran} {tests} passed ({})", percent(self.percent)),
            _ => format!("{} of the {tests} passed", percent(self.percent)),
        }
    }
}

/// Never rounded up: 94.996 % is not 95 %.
pub(super) fn percent(value: f64) -> String {
    format!("{} %", ((value + 1e-9) * 100.0).floor() / 100.0)
}

//! CHG-01: the change window has a begin, an end and a time zone.

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use super::REMEDY;
use crate::dossier::SourceId;
use crate::facts::{Kind, Window};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{FullWindow, clip, code, few, list, once};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "CHG-01",
    name: "window-complete",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan, Kind::ChangeRequest],
    checks: "The plan or the change request gives a change window with begin, end and time zone, and it ends after it has \
             begun. The recurring window of an environment (\"Tuesdays, 02:00 to 04:00\") is not the window of a release.",
    why: "Without an end nobody knows when to give up and go back; without a zone two people arrive at two times.",
    settings: &[],
    source: "S18; DP:37, FT:354",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let planned: Vec<&Window> = case.facts.windows.iter().filter(|window| is_planned(case, window)).collect();
    for window in planned.iter().copied().filter(|window| is_reversed(window)) {
        let message = format!("The change window {} ends before it begins.", code(&clip(&window.text.value, 80)));
        out.fail(subject(case, window), message, REMEDY).at([window.text.at]);
    }
    let full = case.full_windows();
    if !full.is_empty() {
        let zone = |full: &FullWindow<'_>| full.window.zone.clone().unwrap_or_default();
        let times =
            once(full.iter().map(|full| format!("{} to {} {}", minute(full.start), minute(full.end), zone(full))));
        out.pass("change window", format!("The change is made from {}.", list(&times)))
            .at(few(full.iter().map(|full| full.window.text.at)));
        return;
    }
    let mut incomplete: BTreeMap<SourceId, Vec<&Window>> = BTreeMap::new();
    for window in planned.iter().copied().filter(|window| !is_reversed(window)) {
        incomplete.entry(window.text.at.source).or_default().push(window);
    }
    for windows in incomplete.values() {
        report(case, windows, out);
    }
    if planned.is_empty() {
        let place = case.start_of(Kind::DeploymentPlan).or_else(|| case.start_of(Kind::ChangeRequest));
        let recurring = case.facts.windows.iter().map(|window| window.text.at);
        out.fail("change window", "Neither plan nor change request says when the change is made.", REMEDY)
            .at(place)
            .at(few(recurring));
    }
}

/// One document, whose windows all lack something: the one that lacks least is named.
fn report(case: &Case<'_>, windows: &[&Window], out: &mut Findings) {
    if let Some(best) = windows.iter().min_by_key(|window| lacks(window).len()) {
        let message = format!("The change window {} lacks {}.", code(&clip(&best.text.value, 80)), list(&lacks(best)));
        out.fail(subject(case, best), message, REMEDY).at(few(windows.iter().map(|window| window.text.at)));
    }
}

fn minute(time: DateTime) -> String {
    time.strftime("%Y-%m-%d %H:%M").to_string()
}

/// Of the release, not of the environment.
fn is_planned(case: &Case<'_>, window: &Window) -> bool {
    [Kind::DeploymentPlan, Kind::ChangeRequest].iter().any(|kind| case.facts.in_kind(window.text.at, *kind))
}

fn is_reversed(window: &Window) -> bool {
    matches!((window.start, window.end), (Some(start), Some(end)) if end <= start)
}

fn lacks(window: &Window) -> Vec<&'static str> {
    let parts =
        [("a begin", window.start.is_none()), ("an end", window.end.is_none()), ("a time zone", window.zone.is_none())];
    parts.into_iter().filter(|(_, lacking)| *lacking).map(|(what, _)| what).collect()
}

fn subject(case: &Case<'_>, window: &Window) -> String {
    format!("change window {} in {}", code(&clip(&window.text.value, 60)), case.file(window.text.at))
}

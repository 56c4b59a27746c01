//! CHG-04: the change is made in no freeze.

use super::{Overlap, REMEDY, overlap};
use crate::facts::{Kind, Window};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{FullWindow, clip, code, count, few};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::{self, Environment, Word};

pub(super) static RULE: Rule = Rule {
    id: "CHG-04",
    name: "window-outside-freeze",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan, Kind::ChangeRequest],
    checks: "The change window has no minute in common with a freeze of the environment that the release goes to, in UTC where \
             both zones are known. A freeze of days holds from the first to the last of them. Not counted are a freeze of the \
             code, one of another environment, one that lies within the window, since it is part of the release, and \
             days of the week. A freeze that names an exception is a condition.",
    why: "In a freeze the people who would help are away, and the business has its busiest days. The calendar knew it weeks \
          before.",
    settings: &["target_environment"],
    source: "DP:37",
    judge,
};

/// Windows that are held against each freeze: a plan has a few.
const MOST: usize = 64;

fn judge(case: &Case<'_>, out: &mut Findings) {
    let freezes: Vec<&Window> = case.facts.freezes.iter().filter(|freeze| is_ours(case, freeze)).collect();
    if freezes.is_empty() {
        out.idle("freeze periods", "No freeze of the environment is named with its begin and end.");
        return;
    }
    let windows = planned(case);
    if windows.is_empty() {
        let message = "No change window is known with begin, end and zone, so it cannot be held against the freezes.";
        out.none("freeze periods", message, REMEDY).at(few(freezes.iter().map(|freeze| freeze.text.at)));
        return;
    }
    let mut apart = Vec::new();
    for freeze in &freezes {
        let worst = windows.iter().filter_map(|full| Some((overlap(full.window, freeze)?, full)));
        match worst.filter(|(found, _)| *found != Overlap::Apart).min_by_key(|(found, _)| *found == Overlap::Unknown) {
            None => apart.push(freeze.text.at),
            Some((found, full)) => report(found, full, freeze, out),
        }
    }
    if !apart.is_empty() {
        let message = format!("The change window lies outside {}.", count(apart.len(), "freeze"));
        out.pass("freeze periods", message).at(few(apart)).at(few(windows.iter().map(|full| full.window.text.at)));
    }
}

/// The windows of plan and change request; those of other documents where these have none.
fn planned<'a>(case: &'a Case<'_>) -> Vec<FullWindow<'a>> {
    let all = case.full_windows();
    let own = |full: &&FullWindow<'_>| {
        let at = full.window.text.at;
        case.in_plan(at) || case.facts.in_kind(at, Kind::ChangeRequest)
    };
    let planned: Vec<FullWindow<'a>> = all.iter().filter(own).copied().take(MOST).collect();
    if planned.is_empty() { all.into_iter().take(MOST).collect() } else { planned }
}

/// With begin and end, and of no other environment.
fn is_ours(case: &Case<'_>, freeze: &Window) -> bool {
    let text = &freeze.text.value;
    let found = vocabulary::find(text);
    let named: Vec<Environment> = found.of(text).all();
    let target = |environment: &Environment| environment.id() == case.policy.target_environment;
    let whole = matches!((freeze.start, freeze.end), (Some(start), Some(end)) if start < end);
    whole && (named.is_empty() || named.iter().any(target))
}

fn report(found: Overlap, full: &FullWindow<'_>, freeze: &Window, out: &mut Findings) {
    let (window, barred) = (code(&clip(&full.window.text.value, 80)), code(&clip(&freeze.text.value, 80)));
    let subject = format!("freeze {barred}");
    let places = [full.window.text.at, freeze.text.at];
    let remedy =
        "Move the change window out of the freeze, or have the exception approved and write it beside the freeze.";
    if found == Overlap::Unknown {
        let message = format!(
            "Whether the change window {window} lies in the freeze {barred} depends on zones that are not known."
        );
        out.none(subject, message, "Write both times in UTC.").at(places);
        return;
    }
    // What is frozen only while the release is made is part of it.
    if overlap(freeze, full.window) == Some(Overlap::Within) {
        out.idle(
            subject,
            format!("The freeze {barred} is kept within the change window {window}: it is part of the release."),
        )
        .at(places);
        return;
    }
    let text = &freeze.text.value;
    let terms = vocabulary::find(text);
    let excepted = terms.of(text).has_any(&[Word::Except, Word::Waived, Word::Approved]);
    let part = if found == Overlap::Within { "lies in" } else { "reaches into" };
    let message = format!("The change window {window} {part} the freeze {barred}.");
    let answered = out.fail(subject, message, remedy).at(places);
    if excepted {
        answered.severity(Severity::Warn);
    }
}

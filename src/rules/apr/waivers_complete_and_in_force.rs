//! APR-07: every waiver says what, why, who and until when, and still holds when the release is rolled out.

use crate::facts::Waiver;
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::list;
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "APR-07",
    name: "waivers-complete-and-in-force",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "Each waiver names the rule or finding, its subject, a reason, who allowed it and its last day, and that \
             day is neither past nor before the end of the change window. A waiver that covers no failure, or that \
             may mean several subjects, is a condition.",
    why: "A waiver is a decision that somebody took for a time. Without its reason, its approver and its end it turns \
          into a rule that nobody made.",
    settings: &["waivers"],
    source: "QG:296-302, QG:323-327",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    if case.facts.waivers.is_empty() {
        out.idle("waivers", "The dossier holds no waiver.");
    }
    for waiver in &case.facts.waivers {
        judge_one(case, waiver, out);
    }
}

/// A waiver, as its findings name it.
pub(super) fn subject(waiver: &Waiver) -> String {
    let rule = if waiver.rule.is_empty() { "a waiver" } else { &waiver.rule };
    match &waiver.subject {
        Some(subject) => format!("waiver of {rule} for {subject}"),
        None => format!("waiver of {rule}"),
    }
}

fn judge_one(case: &Case<'_>, waiver: &Waiver, out: &mut Findings) {
    let subject = subject(waiver);
    let places = [waiver.at];
    if !waiver.missing.is_empty() {
        let parts = list(&waiver.missing);
        let remedy = "Write `<!-- holdpoint:allow RULE \"subject\" until=YYYY-MM-DD by=\"Name\" : reason -->`, or an entry of \
                      `waivers` in `holdpoint.yaml` with all five parts.";
        out.fail(subject, format!("The waiver lacks its {parts}, and so covers nothing."), remedy).at(places);
        return;
    }
    let Some(last) = waiver.until else { return };
    let window = case.full_windows().first().map(|window| (window.end.date(), window.window.text.at));
    let remedy = "Fix what it allows, or have the waiver renewed with a later last day.";
    if last < case.today() {
        out.fail(subject, format!("The waiver ended on {last}; the dossier is judged as of {}.", case.today()), remedy)
            .at(places);
    } else if let Some((end, window)) = window.filter(|(end, _)| last < *end) {
        out.fail(subject, format!("The waiver ends on {last}, before the change window does on {end}."), remedy)
            .at(places)
            .at([window]);
    } else {
        let by = waiver.by.as_deref().unwrap_or_default();
        out.pass(subject, format!("Allowed by {by} until {last}.")).at(places);
    }
}

//! APR-02: each approval says who gave it, and when.

use super::subject;
use crate::facts::{Approval, Kind, Phrase, is_stated};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{clip, count, few, is_dated, list};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::DecisionWord;

pub(super) static RULE: Rule = Rule {
    id: "APR-02",
    name: "approvals-named-and-dated",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "Every approval names a person and gives a date. One that is said to be pending or refused needs no date yet: \
             `approvals-granted` judges it.",
    why: "An approval without a person cannot be asked about, and without a date nobody knows what was approved: the \
          release as it is now, or as it was.",
    settings: &[],
    source: "DP:57",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    // An optional one counts once somebody has decided.
    let counts = |approval: &&Approval| !approval.optional || approval.decision.is_some();
    let approvals: Vec<&Approval> = case.facts.approvals.iter().filter(counts).collect();
    if approvals.is_empty() {
        out.missing(Kind::Approvals);
        return;
    }
    let mut whole = Vec::new();
    for approval in approvals {
        let lacks = lacks(approval);
        if lacks.is_empty() {
            whole.push(approval.at);
        } else {
            report(approval, &lacks, out);
        }
    }
    if !whole.is_empty() {
        out.pass("approvals", format!("{} with name and date.", count(whole.len(), "approval"))).at(few(whole));
    }
}

fn lacks(approval: &Approval) -> Vec<String> {
    let open = matches!(approval.decided, Some(DecisionWord::Pending | DecisionWord::Rejected));
    let mut lacks = Vec::new();
    if !is_stated(approval.name.as_ref()) {
        lacks.push(lack("name", approval.name.as_ref()));
    }
    if !open && !is_dated(approval.date.as_ref()) {
        lacks.push(lack("date", approval.date.as_ref()));
    }
    lacks
}

/// What is missing, and what stands in its place.
fn lack(what: &str, instead: Option<&Phrase>) -> String {
    match instead.map(|phrase| clip(&phrase.value, 40)).filter(|text| !text.is_empty()) {
        Some(text) => format!("the {what} (it says `{}`)", text.replace('`', "")),
        None => format!("the {what}"),
    }
}

fn report(approval: &Approval, lacks: &[String], out: &mut Findings) {
    let subject = subject(approval);
    let message = format!("The {subject} lacks {}.", list(lacks));
    out.fail(
        subject,
        message,
        "Write the name of the person and the date of the approval, such as 2026-12-01, into its row.",
    )
    .at([approval.at]);
}

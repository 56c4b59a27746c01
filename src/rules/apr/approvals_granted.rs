//! APR-03: no approval is pending or refused.

use super::{is_signed, subject};
use crate::facts::{Approval, Kind};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{clip, code, count, few};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::DecisionWord;

pub(super) static RULE: Rule = Rule {
    id: "APR-03",
    name: "approvals-granted",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "Every approval is granted: approved, accepted, obtained, signed. Pending, conditional, refused and \
             unsigned ones fail. A name with a date and no decision beside it counts as a signature.",
    why: "Any approver can stop the release. A row that is still open is a decision that has not been made.",
    settings: &[],
    source: "S18; GC:729, FC:499",
    judge,
};

const REMEDY: &str = "Obtain the decision and record it in the row: `approved`, with the date.";

fn judge(case: &Case<'_>, out: &mut Findings) {
    // An optional one counts once somebody has decided.
    let counts = |approval: &&Approval| !approval.optional || approval.decision.is_some();
    let approvals: Vec<&Approval> = case.facts.approvals.iter().filter(counts).collect();
    if approvals.is_empty() {
        out.missing(Kind::Approvals);
        return;
    }
    let mut granted = Vec::new();
    for approval in approvals {
        if judge_one(approval, out) {
            granted.push(approval.at);
        }
    }
    if !granted.is_empty() {
        out.pass("approvals", format!("{} granted.", count(granted.len(), "approval"))).at(few(granted));
    }
}

/// Whether it is granted; reports it if it is not.
fn judge_one(approval: &Approval, out: &mut Findings) -> bool {
    let subject = subject(approval);
    let places = [approval.at];
    let Some(said) = &approval.decision else {
        if is_signed(approval) {
            return true;
        }
        out.none(subject, "Neither a decision nor a dated name says that this approval is granted.", REMEDY).at(places);
        return false;
    };
    let written = code(&clip(&said.value, 60));
    match approval.decided {
        Some(DecisionWord::Approved) => return true,
        Some(DecisionWord::Pending) => {
            out.fail(&*subject, format!("The {subject} is not given yet: {written}."), REMEDY).at(places)
        }
        Some(DecisionWord::Rejected) => {
            let remedy = "Resolve the objection with this approver and record the new decision, or do not release.";
            out.fail(&*subject, format!("The {subject} is refused: {written}."), remedy).at(places)
        }
        None if !said.is_stated() => out
            .fail(&*subject, format!("The {subject} is not signed: its decision is not filled in."), REMEDY)
            .at(places),
        // A name or initials in the column of signatures.
        None if is_signed(approval) => return true,
        None => out
            .none(&*subject, format!("Whether {written} means that the {subject} is given cannot be told."), REMEDY)
            .at(places),
    };
    false
}

//! staging is production at a smaller scale.

use super::no_matrix;
use super::row::{accepted, both, decision_ids, same, stated};
use crate::facts::{Kind, ParityRow, Place};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{code, count, few};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "X-06",
    name: "staging-matches-production",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::Environment],
    checks: "In each row of the parity matrix staging and the target environment name the same technology and major version. \
             An accepted decision record makes a difference a warning; it does not make it right.",
    why: "Staging is the last place where a release can fail without users. It only tells the truth about production if it is \
          made of the same parts.",
    source: "S72",
    judge,
};

const STAGING: &str = "staging";

fn judge(case: &Case<'_>, out: &mut Findings) {
    if no_matrix(case, out) {
        return;
    }
    let mut equal = Vec::new();
    let mut compared = 0;
    for row in &case.facts.parity {
        compared += usize::from(judge_row(case, row, &mut equal, out));
    }
    if compared == 0 {
        let message = format!("No row of the parity matrix names a technology for both staging and {}.", case.policy.target_environment);
        out.none("parity matrix", message, "Add a column for staging to the parity matrix.")
            .at(few(case.facts.parity.iter().map(|row| row.component.at)));
    } else if !equal.is_empty() {
        let message = format!("{} alike in staging and {}.", count(equal.len(), "component"), case.policy.target_environment);
        out.pass("parity matrix", message).at(few(equal));
    }
}

/// Whether the row names both.
fn judge_row(case: &Case<'_>, row: &ParityRow, equal: &mut Vec<Place>, out: &mut Findings) -> bool {
    let cells = stated(row);
    let of = |name: &str| cells.iter().copied().find(|(environment, _)| *environment == name);
    let (Some(staging), Some(target)) = (of(STAGING), of(&case.policy.target_environment)) else { return false };
    if same(&staging.1.value, &target.1.value) {
        equal.push(row.component.at);
        return true;
    }
    let component = code(&row.component.value);
    let what = both(staging, target);
    let decision = accepted(case, &decision_ids(case, row));
    let by = decision.map_or(String::new(), |decision| format!(", as {} accepts", code(&decision.id)));
    let remedy = format!("Use the technology of {} as {component} in staging, too, at a smaller scale.", case.policy.target_environment);
    let answered = out
        .fail(format!("component {component}"), format!("{component} is another technology in staging: {what}{by}."), remedy)
        .at([staging.1.at, target.1.at])
        .at(decision.map(|decision| decision.at));
    if decision.is_some() {
        answered.severity(Severity::Warn);
    }
    true
}

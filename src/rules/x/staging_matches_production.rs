//! staging is production at a smaller scale.

use super::no_matrix;
use super::row::{Cell, both, decision_ids, same, stated, substitutions};
use crate::facts::{Kind, ParityRow};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{code, count, few, id_key};
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
    settings: &["target_environment"],
    source: "S72",
    judge,
};

const STAGING: &str = "staging";

fn judge(case: &Case<'_>, out: &mut Findings) {
    if no_matrix(case, out) {
        return;
    }
    let compared: Vec<(&ParityRow, Cell<'_>, Cell<'_>)> =
        case.facts.parity.iter().filter_map(|row| sides(case, row)).collect();
    let target = &case.policy.target_environment;
    if compared.is_empty() {
        let message = format!("No row of the parity matrix names a technology for both staging and {target}.");
        out.none("parity matrix", message, "Add a column for staging to the parity matrix.").at(few(case
            .facts
            .parity
            .iter()
            .map(|row| row.component.at)));
        return;
    }
    let (equal, differing): (Vec<_>, Vec<_>) =
        compared.into_iter().partition(|(_, staging, target)| same(&staging.1.value, &target.1.value));
    report(case, &differing, out);
    if !equal.is_empty() {
        let message = format!("{} alike in staging and {target}.", count(equal.len(), "component"));
        out.pass("parity matrix", message).at(few(equal.iter().map(|(row, ..)| row.component.at)));
    }
}

/// The cells of staging and of the target environment, if the row names both.
fn sides<'a>(case: &Case<'_>, row: &'a ParityRow) -> Option<(&'a ParityRow, Cell<'a>, Cell<'a>)> {
    let cells = stated(row);
    let of = |name: &str| cells.iter().copied().find(|(environment, _)| *environment == name);
    Some((row, of(STAGING)?, of(&case.policy.target_environment)?))
}

fn report(case: &Case<'_>, differing: &[(&ParityRow, Cell<'_>, Cell<'_>)], out: &mut Findings) {
    let substitutions = substitutions(case);
    let decisions = case.accepted_decisions();
    for (row, staging, target) in differing {
        let ids = decision_ids(row, &substitutions.about(&row.component));
        let decision = ids.iter().find_map(|id| decisions.get(&id_key(id)));
        let component = code(&row.component.value);
        let by = decision.map_or(String::new(), |decision| format!(", as {} accepts", code(&decision.id)));
        let message = format!("{component} is another technology in staging: {}{by}.", both(*staging, *target));
        let remedy = format!(
            "Use the technology of {} as {component} in staging, too, at a smaller scale.",
            case.policy.target_environment
        );
        let answered = out
            .fail(format!("component {component}"), message, remedy)
            .at([staging.1.at, target.1.at])
            .at(decision.map(|decision| decision.at));
        if decision.is_some() {
            answered.severity(Severity::Warn);
        }
    }
}

//! every environment runs the same technology in the same major version.

use super::no_matrix;
use super::row::{ByComponent, both, decision_ids, difference, stated, substitutions};
use crate::facts::{Kind, ParityRow, Place, Substitution};
use crate::policy::Stage;
use crate::policy::ids::{example, form};
use crate::review::Severity;
use crate::rules::support::{code, codes, count, few};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "X-02",
    name: "same-technology-everywhere",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::Environment],
    checks: "In each row of the parity matrix all environments name the same technology and major version; hosting (RDS, \
             ElastiCache) does not count, and a version that is not written differs from none. A difference is accepted if \
             the row or a recorded substitution of the component names a decision record.",
    why: "A test against another database tests another product: its types, locks and limits differ.",
    settings: &["ids"],
    source: "S70; DE:69-85",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    if no_matrix(case, out) {
        return;
    }
    let substitutions = substitutions(case);
    let mut equal = Vec::new();
    for row in &case.facts.parity {
        judge_row(case, row, &substitutions, &mut equal, out);
    }
    if !equal.is_empty() {
        let message = format!("{} with one technology in every environment.", count(equal.len(), "component"));
        out.pass("parity matrix", message).at(few(equal));
    }
}

fn judge_row(
    case: &Case<'_>,
    row: &ParityRow,
    substitutions: &ByComponent<'_, Substitution>,
    equal: &mut Vec<Place>,
    out: &mut Findings,
) {
    let component = code(&row.component.value);
    let subject = format!("component {component}");
    let cells = stated(row);
    if cells.len() < 2 {
        let remedy = format!("Write what each environment uses as {component} into the parity matrix.");
        out.none(subject, format!("The parity matrix names fewer than two technologies for {component}."), remedy)
            .at([row.component.at]);
        return;
    }
    let Some((left, right)) = difference(&cells) else {
        equal.push(row.component.at);
        return;
    };
    let what = both(left, right);
    let places = [left.1.at, right.1.at];
    let recorded = substitutions.about(&row.component);
    let ids = decision_ids(row, &recorded);
    if !ids.is_empty() {
        out.pass(subject, format!("{component} differs ({what}): a documented substitution, {}.", codes(&ids)))
            .at(places)
            .at(few(recorded.iter().map(|one| one.at)));
    } else if recorded.is_empty() {
        let remedy = format!(
            "Use the same technology as {component} in every environment, or record the substitution with a decision record:\n\n\
             | Component | Dev Uses | Prod Uses | Justification | ADR |\n|---|---|---|---|---|\n| {component} | … | … | why | {} |",
            example(&case.policy.ids.decision)
        );
        out.fail(subject, format!("{component} differs: {what}."), remedy).at(places);
    } else {
        let remedy = format!(
            "Decide the substitution of {component} in a decision record, and write its id (`{}`) into the row.",
            form(&case.policy.ids.decision)
        );
        out.fail(
            subject,
            format!("{component} differs ({what}), and its recorded substitution names no decision record."),
            remedy,
        )
        .at(places)
        .at(few(recorded.iter().map(|one| one.at)));
    }
}

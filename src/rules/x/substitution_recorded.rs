//! every substitution is recorded with its reason and its decision.

use std::collections::BTreeSet;

use super::no_matrix_asked;
use super::row::{ByComponent, both, decision_ids, difference, stated, substitutions};
use crate::facts::{Kind, ParityRow, Place, Substitution, is_stated};
use crate::policy::ids::example;
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{code, codes, count, few, id_key, list};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "X-04",
    name: "substitution-recorded",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::Environment],
    checks: "Every substitution has a row in the table of substitutions with a justification and the id of a decision record. \
             Under the generic profile a row of the matrix that names the decision is record enough, and the decision record is \
             its justification. A difference that nothing declares to be a substitution is left to X-02.",
    why: "A substitution that is only known from a symbol in a table is forgotten, and with it what was not tested.",
    settings: &["profile", "ids"],
    source: "S71; DE:79-85",
    judge,
};

const TABLE: &str = "| Component | Dev Uses | Prod Uses | Justification | ADR |\n|---|---|---|---|---|";

fn judge(case: &Case<'_>, out: &mut Findings) {
    if case.facts.substitutions.is_empty() && no_matrix_asked(case, out) {
        return;
    }
    let by_component = substitutions(case);
    let decisions: BTreeSet<String> = case.facts.decisions.iter().map(|decision| id_key(&decision.id)).collect();
    let mut recorded: Vec<Place> = Vec::new();
    let mut undeclared: Vec<&ParityRow> = Vec::new();
    for row in case.facts.parity.iter().filter(|row| difference(&stated(row)).is_some()) {
        judge_row(case, row, &by_component, &decisions, &mut recorded, &mut undeclared, out);
    }
    let rows = ByComponent::of(&case.facts.parity, |row: &ParityRow| &row.component);
    let differs = |one: &&Substitution| rows.about(&one.component).iter().any(|row| difference(&stated(row)).is_some());
    for one in case.facts.substitutions.iter().filter(|one| !differs(one)) {
        let lacks = lacks(case, &decisions, &[one], &[]);
        if lacks.is_empty() {
            recorded.push(one.at);
        } else {
            incomplete(case, &one.component.value, &lacks, &[one], out);
        }
    }
    for row in &undeclared {
        let component = code(&row.component.value);
        let message = format!("{component} differs, and nothing declares that it is a substitution: see X-02.");
        out.idle(format!("component {component}"), message).at([row.component.at]);
    }
    if !recorded.is_empty() {
        let message = format!("{} recorded with justification and decision.", count(recorded.len(), "substitution"));
        out.pass("substitutions", message).at(few(recorded));
    } else if case.facts.substitutions.is_empty() && undeclared.is_empty() && !declared(case) {
        out.idle("substitutions", "No environment uses another technology than the others.").at(few(case
            .facts
            .parity
            .iter()
            .map(|row| row.component.at)));
    }
}

/// Whether a row that differs names a decision.
fn declared(case: &Case<'_>) -> bool {
    let mut rows = case.facts.parity.iter();
    rows.any(|row| !row.decisions.is_empty() && difference(&stated(row)).is_some())
}

fn judge_row<'a>(
    case: &Case<'_>,
    row: &'a ParityRow,
    by_component: &ByComponent<'a, Substitution>,
    decisions: &BTreeSet<String>,
    recorded: &mut Vec<Place>,
    undeclared: &mut Vec<&'a ParityRow>,
    out: &mut Findings,
) {
    let known = by_component.about(&row.component);
    let ids = decision_ids(row, &known);
    let aiwg = case.policy.profile == Profile::Aiwg;
    if known.is_empty() && ids.is_empty() {
        undeclared.push(row);
    } else if known.is_empty() && aiwg {
        unrecorded(case, row, &ids, out);
    } else {
        let lacks = lacks(case, decisions, &known, &row.decisions);
        if lacks.is_empty() {
            recorded.push(known.first().map_or(row.component.at, |one| one.at));
        } else {
            incomplete(case, &row.component.value, &lacks, &known, out);
        }
    }
}

/// What the records of one component lack together; `decisions` are the keys of those that the dossier holds.
fn lacks(
    case: &Case<'_>,
    decisions: &BTreeSet<String>,
    known: &[&Substitution],
    in_row: &[String],
) -> Vec<&'static str> {
    let mut ids = known.iter().flat_map(|one| &one.decisions).chain(in_row).peekable();
    let decided = ids.peek().is_some();
    let held = |id: &String| decisions.contains(&id_key(id));
    let by_decision = case.policy.profile != Profile::Aiwg && (known.is_empty() || ids.any(held));
    let justified = by_decision || known.iter().any(|one| is_stated(one.justification.as_ref()));
    let parts = [(justified, "a justification"), (decided, "the id of a decision record")];
    parts.into_iter().filter(|(there, _)| !there).map(|(_, part)| part).collect()
}

fn unrecorded(case: &Case<'_>, row: &ParityRow, ids: &[&str], out: &mut Findings) {
    let component = code(&row.component.value);
    let what = difference(&stated(row)).map_or_else(String::new, |(left, right)| both(left, right));
    let message =
        format!("{component} differs ({what}) and names {}, and has no row in the table of substitutions.", codes(ids));
    let remedy = format!(
        "Add the row below the matrix:\n\n{TABLE}\n| {} | … | … | why | {} |",
        row.component.value.replace('|', "/"),
        ids.first().map_or_else(|| example(&case.policy.ids.decision), |id| (*id).to_owned())
    );
    out.fail(format!("component {component}"), message, remedy).at([row.component.at]);
}

fn incomplete(case: &Case<'_>, component: &str, lacks: &[&str], known: &[&Substitution], out: &mut Findings) {
    let name = code(component);
    let message = format!("The recorded substitution of {name} lacks {}.", list(lacks));
    let remedy = format!(
        "Fill in its row:\n\n{TABLE}\n| {} | … | … | why | {} |",
        component.replace('|', "/"),
        example(&case.policy.ids.decision)
    );
    out.fail(format!("component {name}"), message, remedy).at(few(known.iter().map(|one| one.at)));
}

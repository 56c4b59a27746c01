//! the decision behind a substitution exists, is accepted, and is about it.

use super::row::{Cell, difference, is_about, stated};
use crate::facts::{Decision, Kind, ParityRow, Phrase, Place};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{clip, code, same_id};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary;

pub(super) static RULE: Rule = Rule {
    id: "X-05",
    name: "substitution-decision-accepted",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::Environment],
    checks: "Every decision record that is named for a substitution is in the dossier, its status is accepted, and it names the \
             component or one of its technologies.",
    why: "An id in a table is not a decision. Only the record says what was weighed, and whether anyone agreed.",
    source: "S71; DE:85",
    judge,
};

/// A decision that is named for a substitution.
struct Named<'a> {
    id: &'a str,
    component: &'a Phrase,
    at: Place,
    row: Option<&'a ParityRow>,
}

fn judge(case: &Case<'_>, out: &mut Findings) {
    let named = named(case);
    if named.is_empty() {
        out.idle("substitutions", "No substitution names a decision record.")
            .at(case.facts.substitutions.iter().map(|one| one.at).take(1));
        return;
    }
    for one in &named {
        judge_one(case, one, out);
    }
}

/// Those of the recorded substitutions, and those in rows whose cells differ.
fn named<'a>(case: &Case<'a>) -> Vec<Named<'a>> {
    let facts = case.facts;
    let row_of = |component: &Phrase| facts.parity.iter().find(|row| is_about(&row.component, component));
    let recorded = facts.substitutions.iter().flat_map(|one| {
        one.decisions.iter().map(move |id| Named { id, component: &one.component, at: one.at, row: row_of(&one.component) })
    });
    let mut all: Vec<Named<'a>> = recorded.collect();
    for row in facts.parity.iter().filter(|row| difference(&stated(row)).is_some()) {
        for id in &row.decisions {
            if !all.iter().any(|known| same_id(known.id, id) && is_about(known.component, &row.component)) {
                all.push(Named { id, component: &row.component, at: row.component.at, row: Some(row) });
            }
        }
    }
    all
}

fn judge_one(case: &Case<'_>, named: &Named<'_>, out: &mut Findings) {
    let (id, component) = (code(named.id), code(&named.component.value));
    let subject = format!("{id} for {component}");
    let known: Vec<&Decision> = case.facts.decisions.iter().filter(|decision| same_id(&decision.id, named.id)).collect();
    let Some(first) = known.first() else {
        if case.facts.has(Kind::Decision) || !case.facts.decisions.is_empty() {
            let remedy = format!("Add {id} to the dossier, or name the decision that was meant.");
            out.fail(subject, format!("The substitution of {component} names {id}, which is not in the dossier."), remedy).at([named.at]);
        } else {
            out.missing(Kind::Decision);
        }
        return;
    };
    let Some(decision) = known.iter().find(|decision| decision.accepted()) else {
        let status = first.status.as_ref().map_or_else(|| "not stated".to_owned(), |status| code(&clip(&status.value, 40)));
        let remedy = format!("Have {id} accepted, and write `Status: Accepted` into it; until then use the same technology everywhere.");
        out.fail(subject, format!("The substitution of {component} rests on {id}, whose status is {status}."), remedy)
            .at([named.at])
            .at([first.status.as_ref().map_or(first.at, |status| status.at)]);
        return;
    };
    if mentions(decision, named) {
        out.pass(subject, format!("{id} is accepted, and is about {component}.")).at([named.at, decision.at]);
    } else {
        let remedy = format!("Name the decision that is about {component}, or write into {id} what it decides about it.");
        let message = format!("{id} is accepted, and names neither {component} nor its technologies.");
        out.fail(subject, message, remedy).at([named.at, decision.at]);
    }
}

/// Whether the decision names the component, a word of it, or one of its technologies.
fn mentions(decision: &Decision, named: &Named<'_>) -> bool {
    let cells = named.row.map(stated).unwrap_or_default();
    let technologies = cells.iter().flat_map(|(_, cell): &Cell<'_>| {
        cell.value.names.iter().cloned().chain(vocabulary::words(&cell.value.written).into_iter().take(1))
    });
    let component = vocabulary::words(&named.component.value).into_iter().filter(|word| word.chars().count() > 3);
    let written = vocabulary::words(&decision.text);
    technologies.chain(component).any(|name| decision.text.contains(&name) || written.contains(&name))
}

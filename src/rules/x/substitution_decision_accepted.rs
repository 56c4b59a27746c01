//! the decision behind a substitution exists, is accepted, and is about it.

use std::collections::{BTreeMap, BTreeSet};

use super::row::{ByComponent, Cell, difference, key, stated};
use crate::facts::{Decision, Kind, ParityRow, Phrase, Place};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{clip, code, id_key};
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
    settings: &[],
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
        out.idle("substitutions", "No substitution names a decision record.").at(case
            .facts
            .substitutions
            .iter()
            .map(|one| one.at)
            .take(1));
        return;
    }
    let mut decisions: BTreeMap<String, Vec<&Decision>> = BTreeMap::new();
    for decision in &case.facts.decisions {
        decisions.entry(id_key(&decision.id)).or_default().push(decision);
    }
    for one in &named {
        judge_one(case, one, &decisions, out);
    }
}

/// Those of the recorded substitutions, and those in rows whose cells differ.
fn named<'a>(case: &Case<'a>) -> Vec<Named<'a>> {
    let facts = case.facts;
    let rows = ByComponent::of(&facts.parity, |row: &ParityRow| &row.component);
    let recorded = facts.substitutions.iter().flat_map(|one| {
        let row = rows.about(&one.component).first().copied();
        one.decisions.iter().map(move |id| Named { id, component: &one.component, at: one.at, row })
    });
    let in_rows = facts.parity.iter().filter(|row| difference(&stated(row)).is_some()).flat_map(|row| {
        row.decisions.iter().map(move |id| Named {
            id,
            component: &row.component,
            at: row.component.at,
            row: Some(row),
        })
    });
    // A row and the substitution recorded for it name the same decision once.
    let mut seen = BTreeSet::new();
    recorded
        .chain(in_rows)
        .filter(|named| {
            seen.insert((id_key(named.id), named.row.map_or_else(|| key(named.component), |row| key(&row.component))))
        })
        .collect()
}

fn judge_one(case: &Case<'_>, named: &Named<'_>, decisions: &BTreeMap<String, Vec<&Decision>>, out: &mut Findings) {
    let (id, component) = (code(named.id), code(&named.component.value));
    let subject = format!("{id} for {component}");
    let known = decisions.get(&id_key(named.id)).map_or(&[][..], Vec::as_slice);
    let Some(first) = known.first() else {
        if case.facts.has(Kind::Decision) || !case.facts.decisions.is_empty() {
            let remedy = format!("Add {id} to the dossier, or name the decision that was meant.");
            out.fail(
                subject,
                format!("The substitution of {component} names {id}, which is not in the dossier."),
                remedy,
            )
            .at([named.at]);
        } else {
            out.missing(Kind::Decision);
        }
        return;
    };
    let Some(decision) = known.iter().find(|decision| decision.accepted()) else {
        let status =
            first.status.as_ref().map_or_else(|| "not stated".to_owned(), |status| code(&clip(&status.value, 40)));
        let remedy = format!(
            "Have {id} accepted, and write `Status: Accepted` into it; until then use the same technology everywhere."
        );
        out.fail(subject, format!("The substitution of {component} rests on {id}, whose status is {status}."), remedy)
            .at([named.at])
            .at([first.status.as_ref().map_or(first.at, |status| status.at)]);
        return;
    };
    if mentions(decision, named) {
        out.pass(subject, format!("{id} is accepted, and is about {component}.")).at([named.at, decision.at]);
    } else {
        let remedy =
            format!("Name the decision that is about {component}, or write into {id} what it decides about it.");
        let message = format!("{id} is accepted, and names neither {component} nor its technologies.");
        out.fail(subject, message, remedy).at([named.at, decision.at]);
    }
}

/// Whether the decision names the component, in all its words, or one of its technologies.
fn mentions(decision: &Decision, named: &Named<'_>) -> bool {
    let words: BTreeSet<String> = vocabulary::words(&decision.text).into_iter().collect();
    let says = |name: &str| {
        let name = vocabulary::words(name);
        !name.is_empty() && name.iter().all(|word| words.contains(word))
    };
    let cells = named.row.map(stated).unwrap_or_default();
    let technology = |(_, cell): &Cell<'_>| {
        let first = vocabulary::words(&cell.value.written).into_iter().next();
        cell.value.names.iter().any(|name| says(name)) || first.is_some_and(|first| says(&first))
    };
    says(&named.component.value) || cells.iter().any(technology)
}

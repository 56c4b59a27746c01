//! EXE-01: who carries out the rollout is named and can be reached.

use std::collections::{BTreeMap, BTreeSet};

use super::templated;
use crate::facts::{Contact, Kind, Place, Step, is_stated};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{clip, code, codes, count, few};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "EXE-01",
    name: "rollout-team-reachable",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan],
    checks: "Every role that the policy requires (`aiwg`: Integrator, Configuration Manager, Support Lead, Deployment \
             Manager) stands in a roster with a name and a way to reach them. Where the policy names no roles, every \
             row of the plan's own roster has a name or a contact of a team, and the people whom the plan names for \
             its steps have a contact there; a plan without a roster is asked for none.",
    why: "The minutes that a rollout has for a decision are lost when somebody first looks for a telephone number.",
    settings: &["required_roles"],
    source: "S25",
    judge,
};

const TABLE: &str = "Add the roster to the plan:\n\n| Role | Name | Contact |\n|---|---|---|\n\
                     | Deployment Manager | name | telephone or pager |\n| Integrator | name | telephone or pager |\n\
                     | Configuration Manager | name | telephone or pager |\n| Support Lead | name | telephone or pager |";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let own: Vec<&Contact> = case.facts.contacts.iter().filter(|contact| case.in_plan(contact.role.at)).collect();
    if case.policy.required_roles.is_empty() {
        rows(&own, out);
        people(case, &own, out);
        return;
    }
    for role in &case.policy.required_roles {
        required(case, role, out);
    }
}

fn required(case: &Case<'_>, role: &str, out: &mut Findings) {
    let wanted = role.to_lowercase();
    let of_role: Vec<&Contact> =
        case.facts.contacts.iter().filter(|contact| contact.role.value.to_lowercase().contains(&wanted)).collect();
    let subject = format!("role {role}");
    let good = of_role.iter().find(|contact| is_stated(contact.name.as_ref()) && is_reached(contact));
    if let Some(contact) = good {
        let name = contact.name.as_ref().map_or("", |name| name.value.as_str());
        out.pass(subject, format!("{} is the {role}, and can be reached.", code(&clip(name, 60))))
            .at([contact.role.at]);
        return;
    }
    let Some(contact) = of_role.first() else {
        let message = format!("Nobody is named as {role} with a contact.");
        let at = few(case.facts.contacts.iter().map(|contact| contact.role.at));
        let mut places: Vec<Place> = at.collect();
        places.extend(case.start_of(Kind::DeploymentPlan).filter(|_| places.is_empty()));
        out.fail(subject, message, TABLE).at(places);
        return;
    };
    let lacks = if is_stated(contact.name.as_ref()) { "contact" } else { "name" };
    let message = format!("The row of the {role} has no {lacks}.");
    out.fail(subject, message, format!("Write the {lacks} into this row of {}.", case.file(contact.role.at)))
        .at([contact.role.at]);
}

fn is_reached(contact: &Contact) -> bool {
    !contact.ways.is_empty() || is_stated(contact.reach.as_ref())
}

/// Rows of the plan's own roster.
fn rows(roster: &[&Contact], out: &mut Findings) {
    if roster.is_empty() {
        out.idle(
            "roster",
            "The plan has no roster of the people who carry out the rollout, and the policy names no roles.",
        );
        return;
    }
    let mut good = Vec::new();
    // A roster whose rows have no contact at all is a list of roles, in another form.
    let reached = roster.iter().any(|contact| is_reached(contact));
    let named = roster.iter().any(|contact| is_stated(contact.name.as_ref()));
    for contact in roster {
        let role = code(&clip(&contact.role.value, 60));
        let open = contact.name.as_ref().is_some_and(|name| !name.is_stated());
        let lacks = if (named || open) && !is_stated(contact.name.as_ref()) && (open || !is_reached(contact)) {
            "name"
        } else if reached && !is_reached(contact) {
            "contact"
        } else {
            good.push(contact.role.at);
            continue;
        };
        let message = format!("The row {role} of the plan's roster has no {lacks}.");
        out.fail(format!("roster {role}"), message, format!("Write the {lacks} into this row.")).at([contact.role.at]);
    }
    if !reached {
        out.none("contacts of the roster", "The plan's roster has no contacts.", TABLE).at(few(good));
    } else if !good.is_empty() {
        out.pass("roster", format!("{} with a name or a team, and a contact.", count(good.len(), "row"))).at(few(good));
    }
}

/// The people whom steps name.
fn people(case: &Case<'_>, roster: &[&Contact], out: &mut Findings) {
    if !roster.iter().any(|contact| is_reached(contact) && is_stated(contact.name.as_ref())) {
        return;
    }
    let known: BTreeSet<String> = case
        .facts
        .contacts
        .iter()
        .filter(|contact| is_reached(contact))
        .flat_map(|contact| [contact.name.as_ref(), Some(&contact.role)])
        .flatten()
        .map(|phrase| key(&phrase.value))
        .collect();
    let mut missing: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    let mut steps: Vec<Place> = Vec::new();
    for step in case.facts.steps.iter().filter(|step| case.in_plan(step.at) && !step.loose) {
        match unknown(step, &known) {
            Some(name) => missing.entry(name).or_default().push(step.at),
            None => steps.push(step.at),
        }
    }
    let roster = few(roster.iter().map(|contact| contact.role.at));
    if missing.is_empty() {
        if !steps.is_empty() {
            out.pass("people of the steps", "Everybody whom the steps name has a contact.").at(few(steps));
        }
        return;
    }
    let names: Vec<&str> = missing.keys().copied().collect();
    let message =
        format!("The steps name {}, who {} no contact in the plan's roster.", codes(&names), has(names.len()));
    let remedy = format!("Add {} to the roster, with a contact.", codes(&names));
    out.fail("people of the steps", message, remedy)
        .severity(if templated(case) { Severity::Error } else { Severity::Warn })
        .at(few(missing.values().flatten().copied()))
        .at(roster);
}

fn has(amount: usize) -> &'static str {
    if amount == 1 { "has" } else { "have" }
}

/// The person of a step, if the roster does not know them. A step that names only a role or a team names nobody.
fn unknown<'a>(step: &'a Step, known: &BTreeSet<String>) -> Option<&'a str> {
    let party = &step.party;
    let name = party.name.as_deref().filter(|_| party.reach.is_none())?;
    // Only a first name, or initials: it may be anybody's of the roster.
    let own = key(name);
    let part = |known: &String| known.contains(&own) || own.contains(known.as_str()) || last(known) == last(&own);
    let full = name.split_whitespace().count() >= 2 && name.split([',', '/', '&', '+']).count() == 1;
    (full && !known.iter().any(part)).then_some(name)
}

fn key(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn last(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or_default()
}

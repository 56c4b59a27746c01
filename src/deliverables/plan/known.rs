//! What the dossier says of the release, its environments, tasks, people and risks: rows for the tables of the plan.

use std::collections::{BTreeMap, BTreeSet};

use super::running;
use super::table::{Row, code, plain};
use crate::deliverables::cite::{Clerk, Statement};
use crate::facts::{AdminTask, Contact, Phrase, Place, RiskLevel, TaskRoom, is_stated};

/// Rows of the deployments table.
pub(super) fn deployments(clerk: &Clerk<'_>) -> Vec<Row> {
    let facts = &clerk.reading.facts;
    let policy = &clerk.review.policy;
    let mut known: BTreeMap<&str, Option<Place>> = BTreeMap::new();
    for name in policy.environments.iter().chain([&policy.target_environment]) {
        known.insert(name, None);
    }
    let told = facts.environments.iter().map(|told| (told.name, told.written.at));
    let cells = facts.parity.iter().flat_map(|row| &row.cells).map(|(name, cell)| (name.as_str(), cell.at));
    let values =
        facts.variables.iter().flat_map(|variable| &variable.values).map(|(name, cell)| (name.as_str(), cell.at));
    for (name, at) in told.chain(cells).chain(values) {
        known.entry(name).or_insert(None).get_or_insert(at);
    }
    let mut names: Vec<(&str, Option<Place>)> = known.into_iter().collect();
    names.sort_by_key(|(name, _)| (order(name), *name));
    let row = |(name, at): (&str, Option<Place>)| {
        let target = name == policy.target_environment;
        let shown = capital(name);
        let address = facts.environments.iter().filter(|told| told.name == name).find_map(|told| told.address.as_ref());
        let own = |said: Statement| if target { said } else { Statement::default() };
        Row::default()
            .with("Environment", at.map_or_else(|| plain(&shown), |at| clerk.state(shown.as_str(), at)))
            .with("URL", address.map_or_else(Statement::default, |said| clerk.state(said.value.as_str(), said.at)))
            .with("Artifact", own(running::images(clerk)))
            .with("Scaling profile", own(running::scale(clerk)))
    };
    names.into_iter().map(row).collect()
}

fn order(environment: &str) -> usize {
    ["development", "test", "staging", "production"].iter().position(|name| *name == environment).unwrap_or(2)
}

/// The first letter large.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Rows of the catalog of admin tasks: what all documents say of each of these tasks.
pub(super) fn tasks(clerk: &Clerk<'_>, wanted: impl Fn(&[&AdminTask]) -> bool) -> Vec<Row> {
    let mut by_id: BTreeMap<String, Vec<&AdminTask>> = BTreeMap::new();
    for task in &clerk.reading.facts.admin_tasks {
        by_id.entry(task.id.to_uppercase()).or_default().push(task);
    }
    by_id.values().filter(|entries| wanted(entries)).map(|entries| task(clerk, entries)).collect()
}

fn task(clerk: &Clerk<'_>, entries: &[&AdminTask]) -> Row {
    let best = |field: fn(&AdminTask) -> Option<&Phrase>| {
        let mut said = entries.iter().filter_map(|task| field(task)).filter(|phrase| is_stated(Some(phrase)));
        said.next().map_or_else(Statement::default, |phrase| clerk.state(phrase.value.as_str(), phrase.at))
    };
    let id = entries.first().map_or_else(Statement::default, |task| clerk.state(task.id.as_str(), task.at));
    let mut name = best(|task| task.title.as_ref());
    let bare = name.text.strip_prefix(&id.text).map(|rest| rest.trim_start_matches([':', ' ', '–', '—']).to_owned());
    name.text = bare.unwrap_or(name.text);
    Row::default()
        .with("Task ID", id)
        .with("Name", name)
        .with("Category", best(|task| task.category.as_ref()))
        .with("Invoked by", best(|task| task.invoked_by.as_ref()))
        .with("Approval", best(|task| task.approval.as_ref().map(|approval| &approval.text)))
        .with("Rollback", best(|task| task.rollback.as_ref()))
}

/// Whether a document of this room names a task.
pub(super) fn is_in(room: TaskRoom) -> impl Fn(&[&AdminTask]) -> bool {
    move |entries| entries.iter().any(|task| task.room == room)
}

/// The contact of a role.
fn contact<'a>(clerk: &Clerk<'a>, role: &str) -> Option<&'a Contact> {
    let role = role.to_lowercase();
    let of_role = |contact: &&Contact| contact.role.value.to_lowercase() == role && is_stated(contact.name.as_ref());
    clerk.reading.facts.contacts.iter().find(of_role)
}

/// A row for a role, with name and contact where a roster gives them.
pub(super) fn person(clerk: &Clerk<'_>, role: &str) -> Row {
    let known = contact(clerk, role);
    Row::default()
        .with("Role", plain(role))
        .with("Name", clerk.say(known.and_then(|contact| contact.name.as_ref()), &[]))
        .with("Contact", clerk.say(known.and_then(|contact| contact.reach.as_ref()), &[]))
}

/// The risks that are open, from the medium ones up.
pub(super) fn risks(clerk: &Clerk<'_>) -> Vec<Row> {
    let grave = clerk
        .reading
        .facts
        .risks
        .iter()
        .filter(|risk| risk.open && risk.level.as_ref().is_none_or(|level| level.value >= RiskLevel::Medium));
    grave
        .map(|risk| {
            let say = |phrase: Option<&Phrase>| clerk.say(phrase, &[]);
            Row::default()
                .with("Risk ID", say(Some(&risk.id)))
                .with("Risk", say(risk.description.as_ref()))
                .with("Mitigation", say(risk.mitigation.as_ref()))
                .with("Owner", say(risk.owner.as_ref()))
                .with("Status", say(risk.status.as_ref()))
        })
        .collect()
}

/// The variables that the configuration sets, each once.
pub(super) fn variables(clerk: &Clerk<'_>) -> Vec<Row> {
    let mut known: BTreeMap<&str, (Place, Vec<&str>)> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for setting in clerk.reading.facts.settings.iter().filter(|setting| super::variables::is_name(&setting.name.value))
    {
        let (_, owners) = known.entry(&setting.name.value).or_insert((setting.name.at, Vec::new()));
        if let Some(owner) = setting.owner.as_deref().filter(|owner| !owner.contains("{{")) {
            if !seen.insert((setting.name.value.as_str(), owner)) {
                continue;
            }
            owners.push(owner);
        }
    }
    let row = |(name, (at, owners)): (&str, (Place, Vec<&str>))| {
        Row::default().with("Variable", code(clerk.state(name, at))).with("Set for", plain(&owners.join(", ")))
    };
    known.into_iter().map(row).collect()
}

/// The first window that a change request names.
pub(super) fn window(clerk: &Clerk<'_>) -> Statement {
    let full = clerk.reading.facts.windows.iter().find(|window| window.utc.is_some() && window.text.is_stated());
    full.map_or_else(Statement::default, |window| clerk.state(window.text.value.as_str(), window.text.at))
}

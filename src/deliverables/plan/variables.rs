//! Variables: what is known of one, the lines of an example file, and the catalog of a dossier that has none.

use std::collections::{BTreeMap, BTreeSet};

use super::book::Book;
use super::original::{Insertion, Original};
use super::table::{Row, Skeleton, code};
use crate::deliverables::cite::Clerk;
use crate::deliverables::plain as on_one_line;
use crate::facts::{Kind, Origin, Place, Setting, Variable};
use crate::rules::skeletons;
use crate::vocabulary;
use crate::vocabulary::secrets::{is_reference, is_secret_name};

/// What an example file lacks: the variables of the catalog that no example file names.
pub(super) fn example(clerk: &Clerk<'_>, original: &Original<'_>, end: usize) -> Vec<Insertion> {
    let facts = &clerk.reading.facts;
    let named = clerk.missing("III-03");
    let all = facts.examples.is_empty() && clerk.asked(&["III-03"]).is_some();
    let wanted = facts.variables.iter().filter(|variable| {
        is_name(&variable.name.value) && !variable.unset && (all || named.contains_key(&variable.name.value))
    });
    let mut lines = Vec::new();
    let (mut added, mut seen) = (Vec::new(), BTreeSet::new());
    for variable in wanted {
        if seen.insert(variable.name.value.as_str()) {
            added.push(variable.name.value.as_str());
            lines.extend(entry(clerk, variable));
        }
    }
    if lines.is_empty() {
        return Vec::new();
    }
    let about = format!("Variables of the catalog: {}. III-03.", added.join(", "));
    vec![original.block(end, &lines, about)]
}

/// The lines of a variable: what it is for, and its name, with the value of development where that is no secret.
fn entry(clerk: &Clerk<'_>, variable: &Variable) -> Vec<String> {
    let purpose = variable.note.as_ref().filter(|note| note.is_stated()).map(|note| on_one_line(&note.value));
    let need = match (variable.required, &variable.condition) {
        (Some(true), _) => Some("required".to_owned()),
        (_, Some(condition)) if condition.is_stated() => Some(on_one_line(&condition.value)),
        (Some(false), _) => Some("optional".to_owned()),
        _ => None,
    };
    let comment = match (purpose, need) {
        (Some(purpose), Some(need)) => format!("{purpose} ({need}; {})", clerk.cite(variable.name.at)),
        (Some(said), None) | (None, Some(said)) => format!("{said} ({})", clerk.cite(variable.name.at)),
        (None, None) => clerk.cite(variable.name.at),
    };
    let value = variable
        .values
        .get("development")
        .filter(|value| value.is_stated())
        .map(|value| value.value.trim_matches(['`', ' ']));
    let harmless = |value: &&str| {
        let plain = |letter: char| letter.is_ascii_alphanumeric() || ".:/_-@,+".contains(letter);
        let secret = variable.secret == Some(true) || is_secret_name(&variable.name.value) || is_reference(value);
        !secret && value.chars().all(plain)
    };
    let value = value.filter(harmless).unwrap_or_default();
    vec![format!("# {}", on_one_line(&comment)), format!("{}={value}", variable.name.value)]
}

/// Whether a process can be given a variable of this name.
pub(super) fn is_name(name: &str) -> bool {
    let good = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') && name.chars().all(good)
}

/// An example file where there is none: the variables of the catalog, else those that the configuration sets.
pub(super) fn new_example(clerk: &Clerk<'_>) -> Vec<String> {
    let facts = &clerk.reading.facts;
    let asked = clerk.asked(&["III-03"]).is_some();
    if !asked || facts.has(Kind::EnvExample) || !facts.examples.is_empty() {
        return Vec::new();
    }
    let mut lines = Vec::new();
    let mut seen = BTreeSet::new();
    for variable in facts.variables.iter().filter(|variable| is_name(&variable.name.value) && !variable.unset) {
        if seen.insert(variable.name.value.as_str()) {
            lines.extend(entry(clerk, variable));
        }
    }
    if facts.variables.is_empty() {
        for (name, at) in configured(clerk) {
            lines.extend([format!("# {}", on_one_line(&clerk.cite(at))), format!("{name}=")]);
        }
    }
    lines
}

/// The names that the configuration sets or an example has, and where first.
fn configured<'a>(clerk: &Clerk<'a>) -> BTreeMap<&'a str, Place> {
    let facts = &clerk.reading.facts;
    let counts = |setting: &&Setting| !matches!(setting.origin, Origin::Pipeline | Origin::Image | Origin::Document);
    let set = facts.settings.iter().filter(counts).map(|setting| &setting.name);
    let examples = facts.examples.iter().map(|example| &example.name);
    let mut names = BTreeMap::new();
    for name in examples.chain(set).filter(|name| is_name(&name.value)) {
        names.entry(name.value.as_str()).or_insert(name.at);
    }
    names
}

/// The environment definition of a dossier that has none: catalog and matrix, if something asks for them.
pub(super) fn new_definition(clerk: &Clerk<'_>, name: &str) -> Vec<String> {
    let facts = &clerk.reading.facts;
    let names = configured(clerk);
    let asked = clerk.asked(&["III-01", "III-02", "III-03", "III-04", "III-05", "X-01"]).is_some();
    if facts.has(Kind::Environment) || !facts.variables.is_empty() || names.is_empty() || !asked {
        return Vec::new();
    }
    let catalog = Skeleton::of(skeletons::VARIABLES);
    let book = Book::of(clerk);
    let rows: Vec<Row> = names
        .iter()
        .map(|(name, at)| {
            let known = book.row(clerk, name, catalog.header.iter().map(String::as_str));
            known.with("Variable", code(clerk.state(*name, *at))).with("Purpose", book.purpose(clerk, name))
        })
        .collect();
    let mut lines = vec![format!("# Deployment Environments: {name}"), String::new()];
    lines.extend(["## Environment Variable Catalog".to_owned(), String::new()]);
    lines.extend(catalog.filled(&rows, "III-01"));
    lines.extend([String::new(), "## Tech Stack Parity Matrix".to_owned(), String::new()]);
    lines.extend(Skeleton::of(skeletons::PARITY).filled(&backing(clerk), "X-01"));
    lines
}

/// Backing services by the images that run them: a row for each technology.
fn backing(clerk: &Clerk<'_>) -> Vec<Row> {
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for workload in &clerk.reading.facts.workloads {
        for image in workload.containers.iter().filter_map(|container| container.image.as_ref()) {
            let bare = image.value.split('@').next().unwrap_or_default();
            let short = bare.rsplit('/').next().unwrap_or_default().replace(':', " ");
            let technology = short.split(' ').next().unwrap_or_default();
            if !vocabulary::knows_technology(technology) {
                continue;
            }
            let said = clerk.state(short.as_str(), image.at);
            let component = clerk.state(super::known::capital(technology), image.at);
            let mut row = rows.remove(technology).unwrap_or_default();
            if !row.said("Component").is_said() {
                row = row.with("Component", component);
            }
            let column = match workload.environment {
                Some("development") => "Dev",
                Some("staging") => "Staging",
                Some("production") => "Production",
                _ => "",
            };
            if !column.is_empty() && !row.said(column).is_said() {
                row = row.with(column, said);
            }
            rows.insert(technology.to_owned(), row);
        }
    }
    rows.into_values().collect()
}

/// The catalog of admin tasks of a dossier that has none, for the tasks that its documents name.
pub(super) fn new_tasks(clerk: &Clerk<'_>, name: &str) -> Vec<String> {
    let facts = &clerk.reading.facts;
    let catalog = super::known::is_in(crate::facts::TaskRoom::Catalog);
    let named = facts.admin_tasks.iter().any(|task| catalog(&[task]));
    let mut rows: Vec<Row> = Vec::new();
    if clerk.asked(&["XII-02"]).is_some() {
        rows.extend(super::known::tasks(clerk, |_| true));
    }
    rows.extend(super::stubs::unnamed(clerk).iter().map(super::stubs::Stub::row));
    if named || rows.is_empty() || facts.has(Kind::AdminCatalog) {
        return Vec::new();
    }
    let mut lines = vec![format!("# Admin Processes: {name}"), String::new()];
    lines.extend(["## Admin Task Catalog".to_owned(), String::new()]);
    lines.extend(Skeleton::of(skeletons::ADMIN_TASKS).filled(&rows, "XII-03"));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_are_written() {
        assert!(is_name("DB_URL") && !is_name("A_*") && !is_name("1A") && !is_name("A B"));
    }
}

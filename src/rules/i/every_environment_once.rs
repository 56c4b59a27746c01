//! I-02: every environment stands once in the deployments table.

use std::collections::BTreeMap;

use super::TABLE;
use crate::facts::{Deployment, Kind, Place};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{code, codes, count, few};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary;

pub(super) static RULE: Rule = Rule {
    id: "I-02",
    name: "every-environment-once",
    severity: Severity::Warn,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan],
    checks: "No environment has two rows in the deployments table, and none is left out that the policy lists \
             (`environments`). Under the aiwg profile the table also has those of the parity matrix and of the variable \
             catalog, and these have those of the table.",
    why: "An environment that one document knows and another does not is deployed by memory, or forgotten.",
    settings: &["environments", "profile"],
    source: "DP:25; FG:666",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let rows = &case.facts.deployments;
    if rows.is_empty() {
        if case.policy.profile == Profile::Aiwg {
            out.none("deployments table", "The deployment plan has no Deployments Table to compare with.", TABLE)
                .at(case.start_of(Kind::DeploymentPlan));
        } else {
            out.idle("deployments table", "The deployment plan has no table of deployments; its form asks for none.");
        }
        return;
    }
    let twice = doubled(rows, out);
    let known = elsewhere(case);
    let missing = left_out(case, &known, out);
    let unknown = case.policy.profile == Profile::Aiwg && unknown(rows, &known, out);
    if !(twice || missing || unknown) {
        let message = format!("{} in the deployments table, each once.", count(rows.len(), "environment"));
        out.pass("environments", message).at(few(rows.iter().map(|row| row.environment.at)));
    }
}

/// Rows of one name; whether there are any. "Production (EU)" and "Production (US)" are two.
fn doubled(rows: &[Deployment], out: &mut Findings) -> bool {
    let mut by_name: BTreeMap<(String, Option<String>), Vec<Place>> = BTreeMap::new();
    for row in rows {
        let name = vocabulary::words(&row.environment.value).join(" ");
        // A row for each service of an environment is no second row of the environment.
        let artifact = row.artifact.as_ref().map(|artifact| artifact.value.clone());
        by_name.entry((name, artifact)).or_default().push(row.environment.at);
    }
    let mut found = false;
    for ((name, _), places) in by_name.into_iter().filter(|(_, places)| places.len() > 1) {
        found = true;
        let message = format!(
            "{} has {} in the deployments table, with the same artifact.",
            code(&name),
            count(places.len(), "row")
        );
        let remedy = format!("Keep one row for {} in the Deployments Table.", code(&name));
        out.fail(format!("environment {}", code(&name)), message, remedy).at(few(places));
    }
    found
}

/// The environments that the policy lists, and under the aiwg profile those of the other tables, each with what names it.
fn elsewhere<'a>(case: &Case<'a>) -> BTreeMap<&'a str, (&'static str, Option<Place>)> {
    let mut known = BTreeMap::new();
    for name in &case.policy.environments {
        known.insert(name.as_str(), ("the policy", None));
    }
    if case.policy.profile == Profile::Aiwg {
        let cells = case.facts.parity.iter().flat_map(|row| &row.cells);
        for (name, cell) in cells {
            known.entry(name.as_str()).or_insert(("the parity matrix", Some(cell.at)));
        }
        for (name, cell) in case.facts.variables.iter().flat_map(|variable| &variable.values) {
            known.entry(name.as_str()).or_insert(("the variable catalog", Some(cell.at)));
        }
    }
    known
}

/// Those that the table leaves out; whether there are any.
fn left_out(case: &Case<'_>, known: &BTreeMap<&str, (&'static str, Option<Place>)>, out: &mut Findings) -> bool {
    let rows = &case.facts.deployments;
    let mut found = false;
    for (name, (by, place)) in known {
        if rows.iter().any(|row| row.name == *name || row.environment.value.eq_ignore_ascii_case(name)) {
            continue;
        }
        found = true;
        let message = format!("{} is named by {by}, and has no row in the deployments table.", code(name));
        let remedy = format!("Add a row for {} to the Deployments Table of the plan.", code(name));
        let places = place.iter().copied().chain(rows.iter().take(1).map(|row| row.environment.at));
        out.fail(format!("environment {}", code(name)), message, remedy).at(places);
    }
    found
}

/// Rows that no other table knows; whether there are any. Without other tables there is nothing to compare with.
fn unknown(rows: &[Deployment], known: &BTreeMap<&str, (&'static str, Option<Place>)>, out: &mut Findings) -> bool {
    let tables: Vec<Place> = known.values().filter_map(|(_, place)| *place).collect();
    let extra: Vec<&Deployment> = rows.iter().filter(|row| !known.contains_key(row.name.as_str())).collect();
    if tables.is_empty() || extra.is_empty() {
        return false;
    }
    let names: Vec<&str> = extra.iter().map(|row| row.environment.value.as_str()).collect();
    let message = format!(
        "The deployments table has {}, which neither the parity matrix nor the variable catalog knows.",
        codes(&names)
    );
    let remedy = format!("Give {} a column in the parity matrix and in the variable catalog.", codes(&names));
    let places = extra.iter().map(|row| row.environment.at).chain(tables.into_iter().take(1));
    out.fail("environments without parity or variables", message, remedy).at(few(places));
    true
}

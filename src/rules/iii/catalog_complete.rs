//! III-01: there is a catalog of environment variables, with the columns that the other rules compare.

use std::collections::BTreeMap;

use super::CATALOG;
use crate::dossier::SourceId;
use crate::facts::{Kind, TableForm, TableFound};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{code, count, few, list};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::Column;

pub(super) static RULE: Rule = Rule {
    id: "III-01",
    name: "variable-catalog-complete",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::Environment],
    checks: "The environment definition has an Environment Variable Catalog with a column for the variable, one each for \
             development, staging and the target environment, its purpose, and whether it is required. The catalog is a table of \
             the template: under the generic profile a dossier without it, or with another form of it, is not judged here.",
    why: "Nobody can tell whether a variable is set in production if no table says which variables there are.",
    settings: &["profile", "target_environment"],
    source: "S58; DE:91",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let aiwg = case.policy.profile == Profile::Aiwg;
    let mut files: BTreeMap<SourceId, Vec<&TableFound>> = BTreeMap::new();
    for table in case.facts.tables.iter().filter(|table| table.form == TableForm::Variables && table.rows > 0) {
        // An environment definition has the catalog; a list elsewhere is another document's.
        if !aiwg || case.facts.in_kind(table.at, Kind::Environment) {
            files.entry(table.at.source).or_default().push(table);
        }
    }
    if files.is_empty() {
        absent(case, aiwg, out);
    }
    for tables in files.values() {
        judge_file(case, tables, aiwg, out);
    }
}

fn absent(case: &Case<'_>, aiwg: bool, out: &mut Findings) {
    let named = few(case.facts.variables.iter().map(|variable| variable.name.at));
    if aiwg {
        let message = "The environment definition has no catalog of environment variables.";
        out.fail("variable catalog", message, CATALOG).at(case.start_of(Kind::Environment)).at(named);
    } else {
        out.idle(
            "variable catalog",
            "The catalog is a table of the template; the generic profile does not ask for it.",
        )
        .at(named);
    }
}

/// The tables of one document, one for each category of variables.
fn judge_file(case: &Case<'_>, tables: &[&TableFound], aiwg: bool, out: &mut Findings) {
    let Some(first) = tables.first() else { return };
    let file = case.file(first.at);
    let subject = format!("variable catalog in {file}");
    let lacking: Vec<(&TableFound, Vec<String>)> =
        tables.iter().map(|table| (*table, lacks(case, table))).filter(|(_, lacks)| !lacks.is_empty()).collect();
    let Some((worst, lacks)) = lacking.iter().max_by_key(|(_, lacks)| lacks.len()) else {
        let message = format!("{} with a column for each environment, purpose and need.", count(tables.len(), "table"));
        out.pass(subject, message).at(few(tables.iter().map(|table| table.at)));
        return;
    };
    if aiwg {
        let message = format!("The variable catalog in {file} has no column for {}.", list(lacks));
        let remedy = format!("Add a column for {} to the catalog. {CATALOG}", list(lacks));
        let others = lacking.iter().map(|(table, _)| table.at).filter(|at| *at != worst.at);
        out.fail(subject, message, remedy).at([worst.at]).at(few(others));
    } else {
        let message = format!("The catalog has no column for {}; the generic profile asks for none.", list(lacks));
        out.idle(subject, message).at([worst.at]);
    }
}

fn lacks(case: &Case<'_>, table: &TableFound) -> Vec<String> {
    let target = case.policy.target_environment.as_str();
    let mut wanted = vec!["development", "staging"];
    wanted.retain(|name| *name != target);
    wanted.push(target);
    let has = |name: &&str| table.environments.iter().any(|known| known == name);
    let mut lacks: Vec<String> = wanted.into_iter().filter(|name| !has(name)).map(code).collect();
    if !table.has_any(&[Column::Purpose, Column::Description]) {
        lacks.push("the purpose".to_owned());
    }
    if !table.has_any(&[Column::Required]) {
        lacks.push("whether the variable is required".to_owned());
    }
    lacks
}

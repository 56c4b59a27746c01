//! III-06: outside development, secrets are references to a secret manager.

use super::no_catalog;
use crate::dossier::secrets::MASK;
use crate::facts::{Kind, Phrase, Variable};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{code, count, few};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::secrets::{is_locator_name, is_secret_name};

pub(super) static RULE: Rule = Rule {
    id: "III-06",
    name: "secrets-are-references",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::Environment],
    checks: "In the catalog no variable that holds a secret, by its name or its value, has a literal value for staging, \
             production or the target environment, and no locator carries a password. `(from secret)`, `secret://…`, \
             `vault:…`, a path of a mounted file and `${…}` are references.",
    why: "A secret in a document is known to everybody who can read it, and to every copy that was ever made of it.",
    settings: &["target_environment"],
    source: "S59; DE:99, R3:37-39, SAD:235",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    if no_catalog(case, out) {
        return;
    }
    let mut kept = Vec::new();
    let mut leaked = 0;
    for variable in &case.facts.variables {
        let cells: Vec<(&str, &Phrase)> = judged_cells(case, variable);
        let literal: Vec<&(&str, &Phrase)> = cells.iter().filter(|(_, cell)| cell.value.contains(MASK)).collect();
        if !literal.is_empty() {
            leaked += 1;
            report(variable, &literal, out);
        } else if is_secret_name(&variable.name.value) || is_locator_name(&variable.name.value) {
            kept.extend(cells.iter().map(|(_, cell)| cell.at));
        }
    }
    if !kept.is_empty() {
        let message = format!("{} of secrets and locators without a literal secret.", count(kept.len(), "value"));
        out.pass("secrets of the catalog", message).at(few(kept));
    } else if leaked == 0 {
        out.idle("secrets of the catalog", "No variable of the catalog holds a secret, by its name or its value.")
            .at(few(case.facts.variables.iter().map(|variable| variable.name.at)));
    }
}

fn judged_cells<'a>(case: &'a Case<'_>, variable: &'a Variable) -> Vec<(&'a str, &'a Phrase)> {
    let judged = |name: &str| name == "staging" || name == "production" || name == case.policy.target_environment;
    let cells = variable.values.iter().filter(|(name, _)| judged(name)).map(|(name, cell)| (name.as_str(), cell));
    // A value that is written for no environment in particular holds in the target as well.
    cells.chain(variable.value.iter().map(|cell| (case.policy.target_environment.as_str(), cell))).collect()
}

fn report(variable: &Variable, literal: &[&(&str, &Phrase)], out: &mut Findings) {
    let name = code(&variable.name.value);
    let environments: Vec<&str> = literal.iter().map(|(environment, _)| *environment).collect();
    let message =
        format!("{name} has a literal secret as its value in {}.", crate::rules::support::codes(&environments));
    let remedy = format!(
        "Move the value of {name} into the secret manager, write `(from secret)` and its name there into the catalog, and replace \
         the secret: it has been read."
    );
    out.fail(format!("variable {name}"), message, remedy)
        .at([variable.name.at])
        .at(literal.iter().map(|(_, cell)| cell.at));
}

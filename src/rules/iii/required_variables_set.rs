//! III-02: every required variable has a value in the target environment.

use super::{CATALOG, no_catalog};
use crate::facts::{Kind, Phrase, Place, Variable};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{code, count, few, share};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::{Written, secrets};

pub(super) static RULE: Rule = Rule {
    id: "III-02",
    name: "required-variables-set",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::Environment],
    checks: "The catalog gives every variable that is not optional a value in the target environment. A reference to a secret \
             is a value; a blank cell, a dash, TBD, `n/a` and what stands for a value that somebody has yet to put there \
             (`CHANGE_ME`, `your-password-here`) are none. Where the catalog does not say whether a variable is required, \
             `n/a` is accepted. A variable of which no value is told for any environment is no evidence.",
    why: "A variable that is missing in production is found when the process starts there, or later, when the code path that \
          needs it runs.",
    settings: &["target_environment"],
    source: "S58; DE:89-99",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    if no_catalog(case, out) {
        return;
    }
    let target = &case.policy.target_environment;
    let variables: Vec<&Variable> = case.facts.variables.iter().filter(|variable| is_asked(variable)).collect();
    if case.facts.variables.iter().all(|variable| value(variable, target).is_none()) {
        no_column(case, out);
        return;
    }
    let mut set = Vec::new();
    let mut unsaid = Vec::new();
    for variable in &variables {
        let cell = value(variable, target);
        match cell.filter(|cell| is_set(variable, cell)) {
            Some(cell) => set.push(cell.at),
            None if says_nothing(variable) => unsaid.push(variable.name.at),
            None => unset(case, variable, cell, out),
        }
    }
    if !unsaid.is_empty() {
        let message = match unsaid.len() {
            many if many == variables.len() => "The catalog gives no values by environment.".to_owned(),
            many => format!("Of {} the catalog gives no values by environment.", count(many, "required variable")),
        };
        out.none("variable catalog", message, CATALOG).at(few(unsaid));
    }
    if variables.is_empty() {
        out.idle("required variables", "Every variable of the catalog is optional.");
    } else if !set.is_empty() {
        let message = format!(
            "A value for {} is stated for {}.",
            code(target),
            share(set.len(), variables.len(), "required variable")
        );
        out.pass("required variables", message).at(few(set));
    }
}

/// Whether a value is asked for: not of a variable that is only named, nobody says whether it must be set.
fn is_asked(variable: &Variable) -> bool {
    let named = variable.values.is_empty() && variable.value.is_none();
    variable.required.unwrap_or(!named)
}

/// The value in an environment; one that is written for none in particular holds in all.
fn value<'a>(variable: &'a Variable, environment: &str) -> Option<&'a Phrase> {
    variable.values.get(environment).or(variable.value.as_ref())
}

/// Whether nothing is told of its value anywhere: a default that only stands for one is no more. Where a table or a list gives
/// values by environment, and none for this one, it is missing.
fn says_nothing(variable: &Variable) -> bool {
    let default = |value: &Phrase| secrets::is_stand_in(&variable.name.value, &value.value);
    variable.values.is_empty() && variable.value.as_ref().is_none_or(default)
}

fn is_set(variable: &Variable, cell: &Phrase) -> bool {
    match cell.written() {
        Written::Stated => !secrets::is_stand_in(&variable.name.value, &cell.value),
        Written::NotApplicable => variable.required.is_none(),
        // `ALLOWED_HOSTS=*`
        Written::Blank if cell.value.trim() == "*" => true,
        Written::Blank | Written::Placeholder => secrets::is_reference(&cell.value),
    }
}

fn unset(case: &Case<'_>, variable: &Variable, cell: Option<&Phrase>, out: &mut Findings) {
    let name = code(&variable.name.value);
    let target = code(&case.policy.target_environment);
    let message = match cell.filter(|cell| cell.written() != Written::Blank) {
        Some(cell) => format!("{name} is required, and its value in {target} is {}.", code(&cell.value)),
        None => format!("{name} is required, and the catalog gives it no value in {target}."),
    };
    let remedy = format!(
        "Write the value of {name} for {target} into the catalog, or `(from secret)` with its name in the secret manager."
    );
    let places: Vec<Place> = [variable.name.at].into_iter().chain(cell.map(|cell| cell.at)).collect();
    out.fail(format!("variable {name}"), message, remedy).at(places);
}

/// The catalog has no column for the target environment.
fn no_column(case: &Case<'_>, out: &mut Findings) {
    let variables = &case.facts.variables;
    let target = code(&case.policy.target_environment);
    let places = few(variables.iter().map(|variable| variable.name.at));
    if variables.iter().all(|variable| variable.values.is_empty()) {
        out.none("variable catalog", "The catalog gives no values by environment.", CATALOG).at(places);
    } else {
        let message = format!("The catalog has no value of any variable for {target}.");
        out.fail("variable catalog", message, format!("Add a column for {target} to the catalog. {CATALOG}"))
            .at(places);
    }
}

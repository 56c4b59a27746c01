//! III-03: the example env file names every variable of the catalog.

use super::{Names, no_catalog, no_example};
use crate::facts::{Kind, Variable};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{code, few, share};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "III-03",
    name: "example-names-every-variable",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "Every variable of the catalog is named in an example env file, active or commented out; several example \
             files count together. `NAME_FILE` stands for `NAME`, and `GROUP_*` for every name that begins so.",
    why: "Whoever sets up an environment copies the example file. A variable that is missing there is missing \
          everywhere.",
    settings: &[],
    source: "S60; R3:34, R3:43",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    if no_catalog(case, out) || no_example(case, out) {
        return;
    }
    let variables = &case.facts.variables;
    let examples = &case.facts.examples;
    if examples.is_empty() {
        let message = format!("The example env file names no variable of the catalog, which has {}.", variables.len());
        out.fail(
            "example env file",
            message,
            "Write every variable of the catalog into `.env.example`, with a placeholder as its value.",
        )
        .at(case.start_of(Kind::EnvExample))
        .at(few(variables.iter().map(|variable| variable.name.at)));
        return;
    }
    let examples = Names::of(examples.iter().map(|example| example.name.value.as_str()));
    let (named, missing): (Vec<&Variable>, Vec<&Variable>) =
        variables.iter().partition(|variable| examples.cover(&variable.name.value));
    for variable in missing {
        let name = code(&variable.name.value);
        let remedy = format!("Add {name} to `.env.example`, or take it out of the catalog if nothing reads it.");
        out.fail(format!("variable {name}"), format!("{name} is in the catalog and in no example env file."), remedy)
            .at([variable.name.at])
            .at(case.start_of(Kind::EnvExample));
    }
    if !named.is_empty() {
        let message =
            format!("The example env file names {} of the catalog.", share(named.len(), variables.len(), "variable"));
        out.pass("variables of the catalog", message).at(few(named.iter().map(|variable| variable.name.at)));
    }
}

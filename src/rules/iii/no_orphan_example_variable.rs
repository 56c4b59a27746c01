//! III-04: the example env file names no variable that the catalog does not know.

use std::collections::BTreeMap;

use super::{Names, no_catalog, no_example};
use crate::facts::{Kind, Place};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{code, count, few};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "III-04",
    name: "no-orphan-example-variable",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "Every active variable of the example env files is in the catalog. A key that is commented out is an offer, not a \
             setting, and need not be.",
    why: "A variable that only the example knows is either dead, or set by hand somewhere without anyone having decided its \
          value in production.",
    settings: &[],
    source: "S60",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    if no_catalog(case, out) || no_example(case, out) {
        return;
    }
    let names = Names::of(case.facts.variables.iter().map(|variable| variable.name.value.as_str()));
    let mut orphans: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    let mut known = Vec::new();
    for example in case.facts.examples.iter().filter(|example| !example.commented_out) {
        if names.cover(&example.name.value) {
            known.push(example.name.at);
        } else {
            orphans.entry(&example.name.value).or_default().push(example.name.at);
        }
    }
    for (name, places) in &orphans {
        let name = code(name);
        let remedy = format!(
            "Add {name} to the catalog with its value in each environment, or take it out of the example env file."
        );
        out.fail(
            format!("variable {name}"),
            format!("{name} is in the example env file and not in the catalog."),
            remedy,
        )
        .at(few(places.iter().copied()))
        .at(case.facts.variables.first().map(|variable| variable.name.at));
    }
    if !known.is_empty() {
        let message = format!("{} of the example env file in the catalog.", count(known.len(), "variable"));
        out.pass("variables of the example", message).at(few(known));
    } else if orphans.is_empty() {
        out.idle("example env file", "The example env file sets no variable.").at(case.start_of(Kind::EnvExample));
    }
}

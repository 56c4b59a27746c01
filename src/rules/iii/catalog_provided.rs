//! III-05: what the catalog asks for is provided to the target environment, and nothing else.

use std::collections::BTreeMap;

use super::provided::Provided;
use super::{Names, no_catalog};
use crate::facts::{Setting, ValueState, Variable, is_stated};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{clip, code, codes, few, list, once, share};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::secrets::{is_reference, is_secret_name};

pub(super) static RULE: Rule = Rule {
    id: "III-05",
    name: "catalog-provided-to-target",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "Every required variable of the catalog is set for the target environment by the manifests, env files, Compose or \
             platform files of the dossier; a variable that is optional, conditional or has a default need not be. A secret is \
             looked for only where the configuration shows some; a value that stands for another (`CHANGE_ME`) is none. A \
             variable that is provided beside those of the catalog, and is not in it, is a warning. Where nothing is \
             configured, or where charts, patches or sources outside the dossier may set more, a missing variable is no \
             evidence.",
    why: "The catalog says what the process needs; the manifest decides what it gets. A variable that is only in the catalog is \
          missing when the process starts.",
    settings: &["target_environment"],
    source: "S58; DD:23",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    if no_catalog(case, out) {
        return;
    }
    let target = code(&case.policy.target_environment);
    let Some(provided) = Provided::of(case) else {
        let message =
            format!("The dossier holds no configuration of {target}: no manifest, env file or platform file for it.");
        out.none("configuration", message, format!("Add the files that set the variables of {target}."));
        return;
    };
    let names = Names::of(provided.by_name.keys().map(String::as_str));
    let asked: Vec<&Variable> =
        case.facts.variables.iter().filter(|variable| is_asked(case, variable, &provided)).collect();
    let (set, missing): (Vec<&Variable>, Vec<&Variable>) =
        asked.iter().partition(|variable| names.cover(&variable.name.value));
    report(case, &provided, &set, &missing, out);
    if set.is_empty() && missing.is_empty() {
        out.idle("variables of the catalog", "The catalog requires no variable whose setting could be seen.");
    } else if !set.is_empty() {
        let message =
            format!("The configuration of {target} sets {}.", share(set.len(), asked.len(), "required variable"));
        let places = set.iter().filter_map(|variable| provided.by_name.get(&variable.name.value)?.first());
        out.pass("variables of the catalog", message).at(few(places.map(|setting| setting.name.at)));
    }
    beside(case, &provided, out);
}

/// Whether the target environment must be given a variable.
fn is_asked(case: &Case<'_>, variable: &Variable, provided: &Provided<'_>) -> bool {
    let value = variable.values.get(&case.policy.target_environment);
    let needed = variable.required.unwrap_or_else(|| is_stated(value));
    let needless =
        variable.wildcard || variable.unset || variable.condition.is_some() || is_stated(variable.value.as_ref());
    let secret = variable.secret == Some(true)
        || is_secret_name(&variable.name.value)
        || value.is_some_and(|value| is_reference(&value.value));
    let seen = provided.has_secrets || provided.stand_ins.contains_key(&variable.name.value);
    needed && !needless && !is_built_in(&variable.name.value) && (!secret || seen)
}

/// Whether a variable is put into what is built, not given to what runs.
fn is_built_in(name: &str) -> bool {
    ["VITE_", "NEXT_PUBLIC_", "REACT_APP_", "NUXT_PUBLIC_", "PUBLIC_", "EXPO_PUBLIC_"]
        .iter()
        .any(|start| name.starts_with(start))
}

fn report(case: &Case<'_>, provided: &Provided<'_>, set: &[&Variable], missing: &[&Variable], out: &mut Findings) {
    let target = code(&case.policy.target_environment);
    if missing.is_empty() {
        return;
    }
    let held = |variable: &&&Variable| provided.stand_ins.contains_key(&variable.name.value);
    // Files that set hardly any variable of the catalog are those of something else.
    let found = set.len() + missing.iter().filter(held).count();
    let other = (found * 2 < set.len() + missing.len()).then(|| {
        (format!("the files set only {} of the catalog", share(set.len(), set.len() + missing.len(), "variable")), None)
    });
    if let Some((reason, place)) = provided.open.clone().or(other) {
        let names = once(missing.iter().map(|variable| variable.name.value.as_str()));
        let message = format!("Nothing is seen to set {} for {target}, but {reason}.", codes(&names));
        let remedy =
            "Add the configuration as it is applied (`helm template`, `kubectl kustomize`, the file that is taken in).";
        out.none("variables that are not seen", message, remedy)
            .at(place)
            .at(few(missing.iter().map(|variable| variable.name.at)));
        return;
    }
    let files = once(provided.by_name.values().flatten().map(|setting| case.file(setting.name.at)));
    for variable in missing {
        let name = code(&variable.name.value);
        if let Some(setting) = provided.stand_ins.get(&variable.name.value) {
            let value = setting.value.as_ref().map_or_else(String::new, |value| code(&clip(&value.value, 60)));
            let file = case.file(setting.name.at);
            let message =
                format!("The catalog requires {name}, and {file} gives it only {value}, which stands for a value.");
            let remedy = format!("Put the value of {name} for {target} there, or a reference to where it is kept.");
            out.fail(format!("variable {name}"), message, remedy).at([variable.name.at, setting.name.at]);
            continue;
        }
        let message =
            format!("The catalog requires {name}, and nothing sets it for {target}; looked through {}.", list(&files));
        let remedy = format!(
            "Set {name} for {target} in {}, or take it out of the catalog if nothing reads it.",
            one_of(&files)
        );
        out.fail(format!("variable {name}"), message, remedy).at([variable.name.at]);
    }
}

fn one_of(files: &[String]) -> String {
    match files {
        [one] => one.clone(),
        _ => "the file that sets the others".to_owned(),
    }
}

/// Variables that stand beside those of the catalog, and are not in it. What a database or another bought program is given is
/// in no catalog: at least half of what their owner has must be.
fn beside(case: &Case<'_>, provided: &Provided<'_>, out: &mut Findings) {
    let target = &case.policy.target_environment;
    if !case.facts.variables.iter().any(|variable| variable.values.contains_key(target)) {
        return;
    }
    let catalog = Names::of(case.facts.variables.iter().map(|variable| variable.name.value.as_str()));
    let mut owners: BTreeMap<Option<&str>, (usize, Vec<&Setting>)> = BTreeMap::new();
    for (name, settings) in &provided.by_name {
        for setting in settings.iter().filter(|setting| setting.state != ValueState::Field) {
            let (known, others) = owners.entry(setting.owner.as_deref()).or_default();
            if catalog.cover(name) { *known += 1 } else { others.push(setting) }
        }
    }
    let mut strange: BTreeMap<&str, &Setting> = BTreeMap::new();
    for (_, others) in owners.values().filter(|(known, others)| *known > others.len()) {
        for setting in others {
            strange.entry(&setting.name.value).or_insert(setting);
        }
    }
    for (name, setting) in strange {
        let (name, file) = (code(name), case.file(setting.name.at));
        let message = format!("{file} sets {name} for {}, and the catalog does not list it.", code(target));
        let remedy = format!("Add {name} to the catalog, or take it out of {file} if nothing reads it.");
        out.fail(format!("variable {name} outside the catalog"), message, remedy)
            .at([setting.name.at])
            .severity(Severity::Warn);
    }
}

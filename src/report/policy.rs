//! The policy in force, for people: a sentence that names what differs from the defaults of its profile, and the value of a setting.

use serde_json::{Map, Number, Value};

use crate::deliverables::plain as in_text;
use crate::policy::{Policy, file};

/// Entries of a list, and parts of a setting, that the sentence names.
const FEW: usize = 6;

/// The policy in force, in one sentence: its profile, each setting that differs from the profile's default, and where that was
/// set.
pub fn policy(policy: &Policy) -> String {
    let profile = policy.profile.word();
    let (own, standard) = (values(policy), values(&Policy::of(policy.profile)));
    let settings = file::settings().map(|(key, _)| key).filter(|key| !COUNTED.contains(key));
    let changed: Vec<String> =
        settings.filter_map(|key| Some(setting(key, &changed(own.get(key)?, standard.get(key)?)?))).collect();
    let settings =
        if changed.is_empty() { " with its defaults".to_owned() } else { format!("; {}", changed.join("; ")) };
    format!("profile {profile}{settings}{}.", set_in(policy))
}

/// Settings of which only the number of entries is told.
const COUNTED: [&str; 2] = ["kinds", "waivers"];

/// The settings by their keys, as in the published JSON.
pub fn values(policy: &Policy) -> Map<String, Value> {
    // A policy consists of text and numbers, which always have a JSON form.
    match serde_json::to_value(policy) {
        Ok(Value::Object(values)) => values,
        _ => Map::new(),
    }
}

/// A setting as a person reads it.
pub fn shown(value: Option<&Value>) -> String {
    within(value, usize::MAX)
}

/// What differs from a default: of a map the parts that do.
pub(crate) fn changed(own: &Value, standard: &Value) -> Option<Value> {
    match (own, standard) {
        _ if own == standard => None,
        (Value::Object(own), Value::Object(standard)) => {
            let parts = own.iter().filter(|(key, value)| standard.get(*key) != Some(value));
            Some(Value::Object(parts.map(|(key, value)| (key.clone(), value.clone())).collect()))
        }
        _ => Some(own.clone()),
    }
}

fn setting(key: &str, value: &Value) -> String {
    let none = matches!(value, Value::Array(items) if items.is_empty());
    let value = if none { "none".to_owned() } else { within(Some(value), FEW) };
    format!("{} {}", key.replace('_', " "), in_text(&value))
}

fn within(value: Option<&Value>, most: usize) -> String {
    match value {
        None | Some(Value::Null) => "–".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => plain(number),
        Some(Value::Array(items)) => few(items.iter().map(|item| within(Some(item), most)), most),
        Some(Value::Object(parts)) => {
            let part = |(key, value): (&String, _)| format!("{} {}", key.replace('_', " "), within(Some(value), most));
            few(parts.iter().map(part), most)
        }
        Some(Value::Bool(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
    }
}

fn few(parts: impl ExactSizeIterator<Item = String>, most: usize) -> String {
    let rest = parts.len().saturating_sub(most);
    let mut parts: Vec<String> = parts.take(most).collect();
    if parts.is_empty() {
        return "–".to_owned();
    }
    if rest > 0 {
        parts.push(format!("and {rest} more"));
    }
    parts.join(", ")
}

/// `30`, not `30.0`.
fn plain(number: &Number) -> String {
    let text = number.to_string();
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// The policy file, and how much it says about files and failures.
fn set_in(policy: &Policy) -> String {
    let Some(file) = &policy.file else { return String::new() };
    let counted = [
        match policy.kinds.len() {
            0 => None,
            1 => Some("says what 1 file or pattern is".to_owned()),
            kinds => Some(format!("says what {kinds} files or patterns are")),
        },
        match policy.waivers.len() {
            0 => None,
            1 => Some("waives 1 failure".to_owned()),
            waivers => Some(format!("waives {waivers} failures")),
        },
    ];
    let counted: Vec<String> = counted.into_iter().flatten().collect();
    let which = if counted.is_empty() { String::new() } else { format!(", which {}", counted.join(" and ")) };
    format!("; set in {}{which}", in_text(file))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::Dossier;
    use crate::policy::{Limits, Profile};

    fn told(text: &str) -> String {
        let mut dossier = Dossier::new(Limits::default());
        dossier.add("holdpoint.yaml", text.as_bytes());
        policy(&Policy::of_dossier(&dossier).0)
    }

    #[test]
    fn only_what_differs_from_the_profile_is_named() {
        for profile in Profile::ALL {
            assert_eq!(policy(&Policy::of(profile)), format!("profile {} with its defaults.", profile.word()));
        }
        for (text, wanted) in [
            ("profile: aiwg\nobservation_minutes: 15\n", "profile aiwg with its defaults; set in holdpoint.yaml."),
            ("observation_minutes: 20.5\n", "profile generic; observation minutes 20.5; set in holdpoint.yaml."),
            (
                "kill_timeout_seconds: {nomad: 7, compose: 10}\nids: {admin_task: [OPS-TASK]}\nnot_waivable: []\n",
                "profile generic; kill timeout seconds nomad 7; not waivable none; ids admin task OPS-TASK, ADM; set in holdpoint.yaml.",
            ),
            (
                "environments: [a, b, c, d, e, f, g, h]\nkinds: {a.md: faq}\nwaivers: [{rule: IX-03}, {rule: IX-06}]\n",
                "profile generic; environments a, b, c, d, e, f, and 2 more; set in holdpoint.yaml, which says what 1 file or \
                 pattern is and waives 2 failures.",
            ),
            (
                "profile: aiwg\nrequired_documents: [approvals]\nvocabulary: {section.rollback: [way home]}\n",
                "profile aiwg; required documents approvals; vocabulary section.rollback way home; set in holdpoint.yaml.",
            ),
        ] {
            assert_eq!(told(text), wanted);
        }
    }

    #[test]
    fn every_setting_has_a_value() {
        let values = values(&Policy::of(Profile::Generic));
        for (key, _) in file::settings() {
            assert!(values.contains_key(key), "{key}");
        }
    }
}

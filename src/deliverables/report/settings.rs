//! The policy in force, as far as it differs from its profile.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::policy::{Policy, file};

/// A setting that is not that of the profile.
#[derive(Serialize)]
pub(super) struct Setting {
    key: String,
    about: &'static str,
    now: String,
    usual: String,
}

/// What has a part of its own in the report.
const ELSEWHERE: [&str; 2] = ["profile", "waivers"];

/// The settings in force that are not those of the profile, in the order of the policy file.
pub(super) fn changed(policy: &Policy) -> Vec<Setting> {
    let (now, usual) = (fields(policy), fields(&Policy::of(policy.profile)));
    let keys = file::settings().filter(|(key, _)| !ELSEWHERE.contains(key));
    keys.filter_map(|(key, about)| {
        let (now, usual) = differing(now.get(key)?, usual.get(key)?)?;
        Some(Setting { key: key.to_owned(), about, now, usual })
    })
    .collect()
}

fn fields(policy: &Policy) -> Map<String, Value> {
    match serde_json::to_value(policy) {
        Ok(Value::Object(fields)) => fields,
        // A policy is an object.
        _ => Map::new(),
    }
}

/// Both values in words, of objects the keys that differ; nothing if they are the same.
fn differing(now: &Value, usual: &Value) -> Option<(String, String)> {
    if now == usual {
        return None;
    }
    let (Value::Object(new), Value::Object(old)) = (now, usual) else { return Some((words(now), words(usual))) };
    let keys: Vec<&String> =
        new.iter().filter(|(key, value)| old.get(*key) != Some(value)).map(|(key, _)| key).collect();
    let side = |fields: &Map<String, Value>| {
        let parts = keys.iter().filter_map(|key| Some(format!("{key}: {}", words(fields.get(*key)?))));
        let parts: Vec<String> = parts.collect();
        if parts.is_empty() { NONE.to_owned() } else { parts.join("; ") }
    };
    Some((side(new), side(old)))
}

const NONE: &str = "none";

fn words(value: &Value) -> String {
    match value {
        Value::Null => NONE.to_owned(),
        Value::String(text) if text.is_empty() => NONE.to_owned(),
        Value::String(text) => text.clone(),
        Value::Bool(answer) => if *answer { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.as_f64().map_or_else(|| number.to_string(), |number| number.to_string()),
        Value::Array(list) if list.is_empty() => NONE.to_owned(),
        Value::Array(list) => list.iter().map(words).collect::<Vec<_>>().join(", "),
        // `**/*.txt → text`, as `kinds` has it.
        Value::Object(fields) => match (fields.get("files"), fields.get("kind")) {
            (Some(files), Some(kind)) => format!("{} → {}", words(files), words(kind)),
            _ => fields.iter().map(|(key, value)| format!("{key}: {}", words(value))).collect::<Vec<_>>().join("; "),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Profile;

    #[test]
    fn only_what_differs_is_told() {
        let mut policy = Policy::of(Profile::Generic);
        assert!(changed(&policy).is_empty());
        policy.startup_limit_seconds = 20.0;
        policy.kill_timeout_seconds.ecs = 60.0;
        policy.required_approvers = vec!["Head of QA".to_owned(), "CISO".to_owned()];
        policy.vocabulary.insert("column.owner".to_owned(), vec!["keeper".to_owned()]);
        let told =
            changed(&policy).into_iter().map(|setting| format!("{}: {} ({})", setting.key, setting.now, setting.usual));
        let wanted = [
            "required_approvers: Head of QA, CISO (none)",
            "startup_limit_seconds: 20 (10)",
            "kill_timeout_seconds: ecs: 60 (ecs: 30)",
            "vocabulary: column.owner: keeper (none)",
        ];
        assert_eq!(told.collect::<Vec<_>>(), wanted);
    }
}

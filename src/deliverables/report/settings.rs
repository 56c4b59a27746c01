//! The policy in force, as far as it differs from its profile.

use serde::Serialize;
use serde_json::Value;

use crate::policy::{Policy, file};
use crate::report;

/// A setting that is not that of the profile.
#[derive(Serialize)]
pub(super) struct Setting {
    key: &'static str,
    about: &'static str,
    now: String,
    usual: String,
}

/// What has a part of its own in the report.
const ELSEWHERE: [&str; 2] = ["profile", "waivers"];

/// The settings in force that are not those of the profile, in the order of the policy file.
pub(super) fn changed(policy: &Policy) -> Vec<Setting> {
    let (now, usual) = (report::values(policy), report::values(&Policy::of(policy.profile)));
    let keys = file::settings().filter(|(key, _)| !ELSEWHERE.contains(key));
    keys.filter_map(|(key, about)| {
        let usual = usual.get(key)?;
        let now = report::changed(now.get(key)?, usual)?;
        Some(Setting {
            key,
            about,
            usual: report::shown(Some(&same_parts(usual, &now))),
            now: report::shown(Some(&now)),
        })
    })
    .collect()
}

/// Of a map the parts that the other has.
fn same_parts(usual: &Value, now: &Value) -> Value {
    match (usual, now) {
        (Value::Object(usual), Value::Object(now)) => {
            let parts = usual.iter().filter(|(key, _)| now.contains_key(*key));
            Value::Object(parts.map(|(key, value)| (key.clone(), value.clone())).collect())
        }
        _ => usual.clone(),
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
            "required_approvers: Head of QA, CISO (–)",
            "startup_limit_seconds: 20 (10)",
            "kill_timeout_seconds: ecs 60 (ecs 30)",
            "vocabulary: column.owner keeper (–)",
        ];
        assert_eq!(told.collect::<Vec<_>>(), wanted);
    }
}

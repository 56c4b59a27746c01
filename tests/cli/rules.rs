//! `holdpoint rules` and `holdpoint explain`.

use serde_json::Value;

use crate::{examples, run};

fn rules() -> Vec<Value> {
    let ran = run(examples(), &["rules", "--format", "json"]);
    assert_eq!((ran.code, ran.complaint.as_str()), (Some(0), ""));
    serde_json::from_str(&ran.out).expect("the rules are JSON")
}

fn text<'a>(rule: &'a Value, key: &str) -> &'a str {
    rule[key].as_str().unwrap_or_default()
}

#[test]
fn each_rule_is_listed_and_says_what_it_checks_and_why() {
    let listed = run(examples(), &["rules"]).out;
    for rule in rules() {
        let id = text(&rule, "id");
        let line = listed.lines().find(|line| line.trim_start().starts_with(&format!("{id} ")));
        assert!(line.is_some_and(|line| line.ends_with(text(&rule, "name"))), "{id} is listed");
        for key in ["checks", "why", "source", "gate"] {
            assert!(!text(&rule, key).is_empty(), "{id} has no {key}");
        }
        assert!(!rule["fails"].is_null() && !rule["mended"].is_null(), "{id} has no example");
    }
}

#[test]
fn a_rule_is_explained_with_its_settings_and_its_example() {
    let ran = run(examples(), &["explain", "ix-03"]);
    assert_eq!((ran.code, ran.complaint.as_str()), (Some(0), ""));
    for part in [
        "IX-03 grace-below-sigkill\n",
        "error · readiness · source S51",
        "Setting   kill_timeout_seconds: ",
        "\nFails: ",
        "\n  deployment-plan.md\n",
        "\nPasses: ",
    ] {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
    let unknown = run(examples(), &["explain", "IX-99"]);
    assert_eq!(unknown.code, Some(2));
    assert!(
        unknown.complaint.contains("`IX-99`") && unknown.complaint.contains("holdpoint rules"),
        "{}",
        unknown.complaint
    );
}

//! `holdpoint facts`, and the policy file as the command line meets it.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::scratch::Scratch;
use crate::{AS_OF, examples, run};

const PLAN: &str = "# Deployment plan 1.2.0

## Process types

| Process type | Grace period | SIGKILL timeout |
|--------------|--------------|-----------------|
| worker       | 25s          | 30s             |
";

fn ledger(scratch: &Scratch, more: &[&str]) -> Value {
    let ran = run(scratch.path(), &[&["facts", "d", "--format", "json"], more].concat());
    assert_eq!((ran.code, ran.complaint.as_str()), (Some(0), ""));
    serde_json::from_str(&ran.out).expect("the ledger is JSON")
}

fn family<'a>(ledger: &'a Value, id: &str) -> &'a Value {
    let families = ledger["families"].as_array().expect("families are a list");
    families.iter().find(|family| family["id"] == id).expect("the family is there")
}

#[test]
fn a_fact_is_shown_as_understood_and_as_written_with_its_place() {
    let scratch = Scratch::new("facts");
    scratch.write("d/deployment-plan.md", PLAN);
    let ledger = ledger(&scratch, &[]);
    assert_eq!(ledger["schema_version"], "1");
    let worker = &family(&ledger, "processes")["facts"][0];
    assert_eq!((&worker["subject"], &worker["place"]["line"]), (&"worker".into(), &7.into()));
    let attributes = worker["attributes"].as_array().expect("attributes are a list");
    let grace = attributes.iter().find(|attribute| attribute["key"] == "grace").expect("the grace is there");
    assert_eq!((&grace["label"], &grace["value"], &grace["written"]), (&"Grace".into(), &"25 s".into(), &"25s".into()));
    let place = &grace["place"];
    assert_eq!(
        (&place["file"], &place["line"], &place["column"]),
        (&"d/deployment-plan.md".into(), &7.into(), &18.into())
    );
    let text = run(scratch.path(), &["facts", "d", "--family", "processes"]).out;
    for line in [
        "Processes (1)\n",
        "  worker  d/deployment-plan.md:7:1\n",
        "      Grace: 25 s (written “25s”)  d/deployment-plan.md:7:18\n",
        "      SIGKILL timeout: 30 s (written “30s”)  d/deployment-plan.md:7:33\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(!text.contains("Documents"), "{text}");
    let text = run(scratch.path(), &["facts", "d"]).out;
    assert!(
        text.contains("Nothing was said about: mentions of versions, environments, health endpoints, deployments,"),
        "{text}"
    );
}

#[test]
fn the_examples_speak_of_almost_everything() {
    let arguments = ["facts", "orderflow", "--format", "json"];
    let ran = run(examples(), &arguments);
    assert_eq!(ran.out, run(examples(), &arguments).out, "the same files give the same bytes");
    let ledger: Value = serde_json::from_str(&ran.out).expect("JSON");
    let families = ledger["families"].as_array().expect("families are a list");
    let ids: BTreeSet<&str> = families.iter().filter_map(|family| family["id"].as_str()).collect();
    assert_eq!(ids.len(), families.len(), "an id stands for one family");
    for family in families {
        for fact in family["facts"].as_array().expect("facts are a list") {
            assert_ne!(fact["subject"], "", "{family}");
            assert!(fact["place"]["line"].as_u64().is_some_and(|line| line > 0), "{fact}");
        }
    }
    let said = families.iter().filter(|family| family["facts"].as_array().is_some_and(|facts| !facts.is_empty()));
    assert!(said.count() > 25);
    let text = run(examples(), &["facts", "orderflow-broken"]).out;
    assert!(text.contains("Taken for: Deployment plan"), "{text}");
    assert!(!text.contains("Winter-Orders-26"), "a secret value is printed");
}

#[test]
fn the_ids_of_the_families_are_published() {
    let ran = run(examples(), &["facts", "orderflow", "--format", "json"]);
    let ledger: Value = serde_json::from_str(&ran.out).expect("JSON");
    let ids: Vec<&str> =
        ledger["families"].as_array().into_iter().flatten().filter_map(|family| family["id"].as_str()).collect();
    insta::assert_snapshot!(ids.join("\n"));
}

#[test]
fn what_cannot_be_done_ends_as_with_the_other_commands() {
    let scratch = Scratch::new("facts-wrong");
    scratch.write("d/plan.md", "# Plan\n");
    let ran = run(scratch.path(), &["facts", "d", "--family", "process"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.complaint.contains(" processes,"), "{}", ran.complaint);
    assert_eq!(run(scratch.path(), &["facts", "absent"]).code, Some(2));
    let nothing = Scratch::new("facts-nothing");
    let ran = run(nothing.path(), &["facts", "."]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.complaint.contains("no file was found"), "{}", ran.complaint);
}

#[test]
fn the_policy_file_says_what_a_file_is() {
    let scratch = Scratch::new("policy-kinds");
    scratch.write("d/notes/release-day.md", "# Tuesday\n\nSome words.\n").write(
        "d/holdpoint.yaml",
        "# ours\nprofile: aiwg\nkinds:\n  notes/release-day.md: risk-list\n  \"**/drafts/*\": ignore\n",
    );
    scratch.write("d/a/drafts/deployment-plan.md", PLAN);
    let ledger = ledger(&scratch, &[]);
    let kinds: Vec<String> = family(&ledger, "documents")["facts"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|fact| {
            let said = |key: &str| {
                let attributes = fact["attributes"].as_array().into_iter().flatten();
                attributes.filter(|attribute| attribute["key"] == key).find_map(|attribute| attribute["value"].as_str())
            };
            format!(
                "{} {}: {}",
                fact["subject"],
                said("taken-for").unwrap_or_default(),
                said("why").unwrap_or_default()
            )
        })
        .collect();
    assert_eq!(
        kinds,
        [
            "\"d/a/drafts/deployment-plan.md\" Ignored file: `d/holdpoint.yaml` line 5 says so",
            "\"d/holdpoint.yaml\" Holdpoint policy: the policy of this dossier",
            "\"d/notes/release-day.md\" Risk list: `d/holdpoint.yaml` line 4 says so",
        ]
    );
    assert_eq!(family(&ledger, "processes")["facts"].as_array().map(Vec::len), Some(0));
    let review = run(scratch.path(), &["check", "d", "--as-of", AS_OF]).out;
    let review = review.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(review.contains("set in d/holdpoint.yaml, which says what 2 files or patterns are."), "{review}");
    let review = run(scratch.path(), &["check", "d", "--as-of", AS_OF, "--format", "json"]).out;
    let review: Value = serde_json::from_str(&review).expect("JSON");
    assert_eq!((&review["policy"]["profile"], &review["policy"]["file"]), (&"aiwg".into(), &"d/holdpoint.yaml".into()));
}

#[test]
fn a_policy_file_with_a_fault_ends_every_command_with_2() {
    let scratch = Scratch::new("policy-fault");
    scratch
        .write("d/plan.md", "# Plan\n")
        .write("d/holdpoint.yaml", "profile: aiwg\nkind:\n  plan.md: faq\nlimits: {files: 3}\n");
    for command in [&["check", "d"][..], &["facts", "d"], &["pack", "d", "--out", "out"]] {
        let ran = run(scratch.path(), command);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{command:?}");
        for part in [
            "holdpoint: d/holdpoint.yaml:2:1: `kind` is no key that is known; did you mean `kinds`?",
            "holdpoint: d/holdpoint.yaml:4:17: `limits.files`: this limit holds while files are taken in",
        ] {
            assert!(ran.complaint.contains(part), "{part}\n{}", ran.complaint);
        }
    }
}

#[test]
fn the_schema_of_the_policy_file_is_printed() {
    let ran = run(examples(), &["schema"]);
    let schema: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!((ran.code, &schema["title"]), (Some(0), &"Holdpoint policy".into()));
    assert_eq!(schema["properties"]["profile"]["enum"], serde_json::json!(["aiwg", "generic"]));
}

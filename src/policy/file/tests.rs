use super::*;
use crate::facts::{Kind, Orchestrator};
use crate::policy::{Limits, owned};

fn dossier(files: &[(&str, &str)]) -> Dossier {
    let mut dossier = Dossier::new(Limits::default());
    for (path, text) in files {
        dossier.add(path, text.as_bytes());
    }
    dossier
}

fn read(text: &str) -> (Policy, Vec<String>) {
    let (policy, problems) = Policy::of_dossier(&dossier(&[("holdpoint.yaml", text)]));
    (policy, problems.iter().map(ToString::to_string).collect())
}

#[test]
fn every_key_is_read() {
    let (policy, problems) = read(
        "# ours\nrollback_minutes: 45\nprofile: aiwg\nrequired_documents: [deployment-plan, approvals]\n\
         target_environment: Live\nkill_timeout_seconds: {nomad: 7.5}\nlimits: {nesting: 32}\n\
         kinds:\n  docs/a.md: deployment-plan\n  \"drafts/**\": ignore\n\
         vocabulary:\n  section.rollback: [back-pedal]\n  column.owner: Verantwortlich\n\
         ids: {admin_task: [Ops-Task, R], decision: dec}\n\
         orchestrator: nomad\nenvironments: [Live, Test]\nrequired_approvers: [CTO]\npass_percent: {unit: 90}\n\
         health: {cpu_percent: 70}\nnot_waivable: []\n\
         waivers:\n  - {rule: IX-03, subject: web, reason: later, by: A. Novak, until: 2026-12-31}\n",
    );
    assert_eq!(policy.orchestrator, Some(Orchestrator::Nomad));
    assert_eq!(
        (policy.environments.as_slice(), policy.required_approvers.as_slice()),
        (&["live".to_owned(), "test".to_owned()][..], &["CTO".to_owned()][..])
    );
    assert_eq!(
        (policy.pass_percent.unit, policy.pass_percent.integration, policy.health.cpu_percent),
        (90.0, 100.0, 70.0)
    );
    assert!(policy.not_waivable.is_empty());
    assert_eq!(policy.waivers[0].until.as_deref(), Some("2026-12-31"));
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!((policy.profile, policy.rollback_minutes), (Profile::Aiwg, 45.0));
    assert_eq!(policy.required_documents, [Kind::DeploymentPlan, Kind::Approvals]);
    assert_eq!((policy.target_environment.as_str(), policy.kill_timeout_seconds.nomad), ("live", 7.5));
    assert_eq!((policy.limits.nesting, policy.file.as_deref()), (32, Some("holdpoint.yaml")));
    let kinds: Vec<_> = policy.kinds.iter().map(|rule| (rule.files.as_str(), rule.kind, rule.line)).collect();
    assert_eq!(kinds, [("docs/a.md", Kind::DeploymentPlan, 9), ("drafts/**", Kind::Ignored, 10)]);
    assert_eq!(policy.vocabulary["column.owner"], ["Verantwortlich"]);
    // Its own stand before the standard ones, and what named something else names this alone.
    let ids = &policy.ids;
    assert_eq!((&ids.admin_task, &ids.decision), (&owned(&["OPS-TASK", "R", "ADM"]), &owned(&["DEC", "ADR"])));
    assert_eq!(ids.risk, ["RSK", "RISK"]);
}

#[test]
fn nothing_is_ignored_in_silence() {
    for (text, wanted) in [
        ("profil: aiwg\n", "holdpoint.yaml:1:1: `profil` is no key that is known; did you mean `profile`?"),
        ("profile: other\n", "1:10: `other` is no profile: use aiwg or generic"),
        (
            "# c\nkinds:\n  a.md: deployment-plam\n",
            "3:9: `deployment-plam` is no kind of file; did you mean `deployment-plan`?",
        ),
        ("kinds: {a.md: policy}\n", "`policy` is no kind of file"),
        ("kinds: [a.md]\n", "a map from path or pattern to kind was expected"),
        ("rollback_minutes: soon\n", "`rollback_minutes` wants a number from 0 to 86400"),
        ("rollback_minutes: .nan\n", "wants a number"),
        ("limits: {nesting: 1000}\n", "`limits.nesting` wants a number from 8 to 128"),
        ("limits: {files: 9}\n", "holds while files are taken in"),
        ("kill_timeout_seconds: {kubernets: 9}\n", "did you mean `kubernetes`?"),
        ("ids: {admin-task: [OPS]}\n", "`ids.admin-task` is no key that is known; did you mean `admin_task`?"),
        ("ids: [OPS]\n", "a map was expected here"),
        ("ids: {risk: {a: b}}\n", "1:13: `ids.risk` wants prefixes of ids such as ADM or OPS-TASK: up to 24 letters"),
        ("ids: {risk: ['']}\n", "`ids.risk` wants prefixes"),
        ("ids: {risk: [7UP]}\n", "`ids.risk` wants prefixes"),
        ("ids: {risk: [OPS-]}\n", "`ids.risk` wants prefixes"),
        ("ids: {risk: [A--B]}\n", "`ids.risk` wants prefixes"),
        ("ids: {risk: ['R.*']}\n", "`ids.risk` wants prefixes"),
        ("ids: {risk: [Gefährdung]}\n", "`ids.risk` wants prefixes"),
        ("ids: {risk: [ABCDEFGHIJKLMNOPQRSTUVWXY]}\n", "`ids.risk` wants prefixes"),
        ("ids: {risk: [OPS], defect: [ops]}\n", "`OPS` stands under `ids.defect` already"),
        (
            "ids: {risk: [A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U]}\n",
            "`ids.risk` takes up to 20 prefixes",
        ),
        ("vocabulary: {sektion.rollback: [x]}\n", "did you mean `section`?"),
        ("vocabulary: {section.rolback: [x]}\n", "did you mean `rollback`?"),
        ("vocabulary: {rollback: [x]}\n", "write it as in `section.rollback`"),
        ("vocabulary: {column.owner: [{a: b}]}\n", "wants a list of words"),
        ("profile: aiwg\nprofile: generic\n", "2:1: `profile` stands here a second time"),
        ("required_documents: [plan]\n", "`plan` is no kind of file"),
        ("orchestrator: nomat\n", "did you mean `nomad`?"),
        ("environments: live\n", "`environments` wants a list"),
        ("pass_percent: {unit: 101}\n", "`pass_percent.unit` wants a number from 0 to 100"),
        ("waivers: {rule: IX-03}\n", "`waivers` wants a list of maps"),
        ("waivers: [{rul: IX-03}]\n", "`rul` is no part of a waiver; did you mean `rule`?"),
        ("waivers: [{until: soon}]\n", "`until` wants a day"),
        ("- a\n", "a map was expected here"),
        ("a: [\n", "this is not valid YAML"),
        ("profile: aiwg\n---\nx: 1\n", "a second one"),
    ] {
        let (_, problems) = read(text);
        assert!(problems.iter().any(|problem| problem.contains(wanted)), "{text}: {problems:#?}");
    }
    for nothing in ["", "# only a comment\n", "kinds:\n", "~\n"] {
        assert_eq!(read(nothing).1, Vec::<String>::new(), "{nothing}");
    }
}

#[test]
fn the_file_is_looked_for_at_the_top() {
    let text = "observation_minutes: 20\n";
    for (paths, wanted) in [
        (&["holdpoint.yaml", "docs/plan.md"][..], Some("holdpoint.yaml")),
        (&["app/holdpoint.yaml", "app/docs/plan.md", "pasted.md"], Some("app/holdpoint.yaml")),
        (&["a/b/holdpoint.yaml", "a/b/c/plan.md"], Some("a/b/holdpoint.yaml")),
        (&["a/b/c/holdpoint.yaml", "a/b/c/x.md", "a/b/plan.md"], None),
        (&["x/app/.aiwg/holdpoint.yaml", "x/app/plan.md"], Some("x/app/.aiwg/holdpoint.yaml")),
        (&["x/app/holdpoint.yaml", "x/app/.aiwg/plan.md", "x/y.md"], Some("x/app/holdpoint.yaml")),
        (&["app/holdpoint.yml", "app/x/holdpoint.yaml"], Some("app/holdpoint.yml")),
    ] {
        let files: Vec<(&str, &str)> = paths.iter().map(|path| (*path, text)).collect();
        let (policy, problems) = Policy::of_dossier(&dossier(&files));
        assert_eq!((policy.file.as_deref(), problems.len()), (wanted, 0), "{paths:?}");
    }
    let (_, problems) = Policy::of_dossier(&dossier(&[("a/holdpoint.yaml", text), ("b/holdpoint.yaml", text)]));
    assert!(problems[0].message.contains("only one can hold"), "{problems:?}");
    let mut unreadable = dossier(&[("plan.md", "# Plan")]);
    unreadable.add("holdpoint.yaml", b"a\0b");
    assert!(Policy::of_dossier(&unreadable).1[0].message.contains("could not be read"));
}

/// The policy file after a correction of `docs/a.md`.
fn corrected(before: &str, kind: Option<Kind>) -> Result<String, String> {
    let files = [("app/docs/a.md", "# A"), ("app/b.md", "# B"), ("app/holdpoint.yaml", before)];
    correct(&dossier(&files), "app/docs/a.md", kind).map(|file| file.text)
}

#[test]
fn a_profile_is_adopted_and_everything_else_stays() {
    let adopted = |before: &str| {
        let files = [("app/a.md", "# A"), ("app/holdpoint.yaml", before)];
        adopt(&dossier(&files), Profile::Aiwg).map(|file| file.text)
    };
    for (before, after) in [
        ("", "profile: aiwg\n"),
        ("# c\nprofile: generic # why\nrollback_minutes: 9\n", "# c\nprofile: aiwg # why\nrollback_minutes: 9\n"),
        ("kinds:\r\n  a.md: faq", "kinds:\r\n  a.md: faq\r\nprofile: aiwg\r\n"),
    ] {
        assert_eq!(adopted(before).as_deref(), Ok(after), "{before}");
    }
    assert!(adopted("{rollback_minutes: 9}\n").is_err_and(|why| why.contains("Set `profile` to `aiwg` by hand")));
    let fresh = adopt(&dossier(&[("app/a.md", "# A")]), Profile::Generic).expect("there is none yet");
    assert_eq!(fresh.path, "app/holdpoint.yaml");
    assert!(fresh.text.ends_with("profile: generic\n"));
}

#[test]
fn a_correction_leaves_everything_else_as_it_is() {
    let plan = Some(Kind::DeploymentPlan);
    for (before, after) in [
        ("", "kinds:\n  \"docs/a.md\": deployment-plan\n"),
        ("# c\nprofile: aiwg # why", "# c\nprofile: aiwg # why\nkinds:\n  \"docs/a.md\": deployment-plan\n"),
        ("profile: aiwg\r\n", "profile: aiwg\r\nkinds:\r\n  \"docs/a.md\": deployment-plan\r\n"),
        ("kinds: # ours\nprofile: aiwg\n", "kinds: # ours\n  \"docs/a.md\": deployment-plan\nprofile: aiwg\n"),
        (
            "kinds:\n    b.md: faq # é\n\n# next\nprofile: aiwg\n",
            "kinds:\n    b.md: faq # é\n    \"docs/a.md\": deployment-plan\n\n# next\nprofile: aiwg\n",
        ),
        ("kinds:\n  docs/a.md: faq # was\n", "kinds:\n  docs/a.md: deployment-plan # was\n"),
        ("kinds: {b.md: faq}\n", "kinds: {b.md: faq, \"docs/a.md\": deployment-plan}\n"),
        ("kinds: {}\n", "kinds: {\"docs/a.md\": deployment-plan}\n"),
    ] {
        assert_eq!(corrected(before, plan).as_deref(), Ok(after), "{before}");
    }
    assert_eq!(
        corrected("kinds:\n  docs/a.md: faq # was\n  b.md: ignore\n", None).as_deref(),
        Ok("kinds:\n  b.md: ignore\n")
    );
    assert_eq!(corrected("profile: aiwg\n", None).as_deref(), Ok("profile: aiwg\n"));
}

#[test]
fn what_cannot_be_changed_safely_is_left_alone() {
    for before in
        ["{profile: aiwg}\n", "kinds: [a]\n", "profile: aiwg\n...\n", "a: [\n", "kinds: &k {b.md: faq}\nx: *k\n"]
    {
        let text = corrected(before, Some(Kind::Faq));
        let unchanged = |text: &String| text.contains(before.trim_end());
        assert!(text.as_ref().map_or_else(|error| error.contains("by hand"), unchanged), "{before}: {text:?}");
    }
}

#[test]
fn a_first_correction_makes_the_file_where_it_belongs() {
    for (path, wanted) in [
        ("plan.md", "holdpoint.yaml"),
        ("app/docs/plan.md", "app/docs/holdpoint.yaml"),
        ("app/.aiwg/plan.md", "app/holdpoint.yaml"),
        ("pack.zip/docs/plan.md", "holdpoint.yaml"),
    ] {
        let dossier = dossier(&[(path, "# Plan")]);
        let file = correct(&dossier, path, Some(Kind::Faq)).unwrap();
        assert_eq!(file.path, wanted, "{path}");
        let mut dossier = dossier;
        dossier.add(&file.path, file.text.as_bytes());
        let (policy, problems) = Policy::of_dossier(&dossier);
        assert_eq!((policy.kind_of(path).map(|rule| rule.kind), problems.len()), (Some(Kind::Faq), 0), "{path}");
    }
}

#[test]
fn the_schema_names_every_key() {
    let schema: serde_json::Value = serde_json::from_str(&schema()).unwrap();
    for key in ["profile", "kinds", "limits", "vocabulary", "rollback_minutes"] {
        assert!(schema["properties"][key]["description"].is_string(), "{key}");
    }
    assert_eq!(schema["additionalProperties"], false);
    assert_eq!(schema["properties"]["limits"]["properties"]["files"], serde_json::Value::Null);
}

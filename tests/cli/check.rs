//! `holdpoint check`: what it prints, and how it ends.

use std::process::Stdio;

use crate::scratch::Scratch;
use crate::{AS_OF, Ran, examples, holdpoint, run};

fn example(name: &str, more: &[&str]) -> Ran {
    run(examples(), &[&["check", name, "--as-of", AS_OF], more].concat())
}

#[test]
fn the_good_example_is_go_and_ends_with_0() {
    let ran = example("orderflow", &[]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.complaint);
    assert!(ran.out.starts_with("✓ GO at stage readiness, as of 2026-12-07T12:00:00Z\n"), "{}", ran.out);
    assert_eq!(ran.complaint, "");
}

#[test]
fn the_broken_example_is_no_go_and_ends_with_1() {
    let ran = example("orderflow-broken", &[]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.starts_with("✕ NO-GO"), "{}", ran.out);
    for part in ["IX-03", "orderflow-broken/docs/deployment-plan.md:", "why  ", "do   "] {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
    assert!(!ran.out.contains("Winter-Orders-26"), "a secret value is printed");
}

#[test]
fn a_build_log_gets_one_line_for_each_finding() {
    let ran = example("orderflow-broken", &["--ci"]);
    assert_eq!(ran.code, Some(1));
    let lines: Vec<&str> = ran.out.lines().collect();
    let (last, findings) = lines.split_last().expect("something is printed");
    assert!(last.starts_with("NO-GO: "), "{last}");
    for finding in findings {
        let mut parts = finding.splitn(3, ':');
        let (path, line, rest) = (parts.next(), parts.next(), parts.next().unwrap_or_default());
        assert!(path.is_some_and(|path| path.starts_with("orderflow-broken/")), "{finding}");
        assert!(line.is_some_and(|line| line.parse::<u32>().is_ok_and(|line| line > 0)), "{finding}");
        let words: Vec<&str> = rest.split_whitespace().collect();
        assert!(["error", "warn", "info"].contains(&words[0]) && words[1].contains('-'), "{finding}");
    }
}

#[test]
fn the_json_is_the_published_form() {
    let ran = example("orderflow-broken", &["--format", "json", "--stage", "acceptance"]);
    assert_eq!(ran.code, Some(1));
    let review: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let keys: Vec<&str> = ran.out.lines().filter_map(|line| line.strip_prefix("  \"")?.split('"').next()).collect();
    let wanted = ["schema_version", "verdict", "stage", "as_of", "policy", "inputs", "notices", "outcomes", "counts"];
    assert_eq!(keys, wanted);
    assert_eq!(
        (&review["verdict"], &review["stage"], &review["as_of"]),
        (&"NO-GO".into(), &"acceptance".into(), &AS_OF.into())
    );
    assert!(ran.out.ends_with("}\n"));
}

#[test]
fn the_threshold_decides_the_exit_code() {
    let scratch = Scratch::new("threshold");
    scratch
        .copy(&examples().join("orderflow"), ".aiwg")
        .write(".aiwg/docs/support-faq-2.md", "# Notes\n\nThe next review is TBD.\n");
    let check = |more: &[&str]| run(scratch.path(), &[&["check", ".aiwg/", "--as-of", AS_OF], more].concat());
    let ran = check(&[]);
    assert!(ran.out.starts_with("! CONDITIONAL GO"), "{}", ran.out);
    assert_eq!(ran.code, Some(0));
    assert_eq!(check(&["--fail-on", "info"]).code, Some(1));
    let ran = check(&["--ruleset", "sdlc", "--ci", "--fail-on", "warn"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.starts_with(".aiwg/docs/support-faq-2.md:3: warn HYG-03 "), "{}", ran.out);
}

#[test]
fn a_wrong_option_ends_with_2_and_judges_nothing() {
    for wrong in [
        &["--stage", "soon"][..],
        &["--format", "pdf"],
        &["--fail-on", "never"],
        &["--ruleset", "mine"],
        &["--as-of", "2026-12-07"],
        &["--as-of", "yesterday"],
        &["--colour"],
    ] {
        let ran = run(examples(), &[&["check", "orderflow"], wrong].concat());
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{wrong:?}");
        assert!(ran.complaint.contains(wrong[0]), "{wrong:?}: {}", ran.complaint);
    }
    for nothing in [&[][..], &["check"], &["pack", "orderflow"], &["inspect", "orderflow"]] {
        assert_eq!(run(examples(), nothing).code, Some(2), "{nothing:?}");
    }
}

#[test]
fn help_and_version_say_what_there_is() {
    let help = run(examples(), &["--help"]);
    assert_eq!(help.code, Some(0));
    for word in ["check", "pack", "Exit codes"] {
        assert!(help.out.contains(word), "{}", help.out);
    }
    let check = run(examples(), &["check", "--help"]);
    for option in ["--stage", "--as-of", "--format", "--ci", "--fail-on", "--ruleset", "readiness"] {
        assert!(check.out.contains(option), "{}", check.out);
    }
    let version = run(examples(), &["--version"]);
    assert_eq!((version.code, version.out), (Some(0), format!("holdpoint {}\n", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn a_reader_who_has_gone_away_is_no_failure() {
    let (reader, writer) = std::io::pipe().expect("a pipe can be made");
    drop(reader);
    let mut command = holdpoint(examples(), &["check", "orderflow-broken", "--as-of", AS_OF]);
    let ran = command.stdout(writer).stderr(Stdio::piped()).output().expect("the program starts");
    assert_eq!((ran.status.code(), ran.stderr.as_slice()), (Some(1), &b""[..]));
}

#[test]
fn against_a_baseline_only_what_changed_is_shown() {
    let scratch = Scratch::new("baseline");
    let before = run(examples(), &["check", "orderflow-broken", "--as-of", AS_OF, "--format", "json"]).out;
    scratch.write("before.json", &before).copy(&examples().join("orderflow-broken"), "orderflow-broken");
    let check = |more: &[&str]| {
        let given = ["check", "orderflow-broken", "--as-of", AS_OF, "--baseline", "before.json"];
        run(scratch.path(), &[&given[..], more].concat())
    };
    let same = check(&[]);
    assert_eq!(same.code, Some(0), "nothing is new: {}{}", same.out, same.complaint);
    assert!(same.out.starts_with("✕ NO-GO"), "the verdict is that of the whole: {}", same.out);
    assert!(same.out.contains("New since the baseline: nothing"), "{}", same.out);
    // One fault more and one less.
    let plan = std::fs::read_to_string(examples().join("orderflow-broken/docs/deployment-plan.md")).expect("a plan");
    let mended = plan.replacen("external-secret.yaml` |  |", "external-secret.yaml` | Chidi Okonkwo |", 1);
    assert!(plan != mended, "the step without an owner is there");
    scratch.write("orderflow-broken/docs/deployment-plan.md", mended);
    scratch.write("orderflow-broken/.env.production", "DB_PASSWORD=Winter-Orders-26\n");
    let worse = check(&[]);
    assert_eq!(worse.code, Some(1), "{}{}", worse.out, worse.complaint);
    assert!(worse.out.contains("III-07") && !worse.out.contains("Winter-Orders-26"), "{}", worse.out);
    assert!(worse.out.contains("Mended since the baseline: 1 finding\n\n  ✓ PLN-02"), "{}", worse.out);
    let log = check(&["--ci"]);
    assert!(log.out.lines().all(|line| !line.contains(" IX-03 ")), "{}", log.out);
    let json: serde_json::Value = serde_json::from_str(&check(&["--format", "json"]).out).expect("JSON");
    assert!(json["new"].as_array().is_some_and(|new| !new.is_empty()), "{json}");
    scratch.write("before.json", "{}");
    let refused = check(&[]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.complaint.contains("before.json is no review that can be read"), "{}", refused.complaint);
}

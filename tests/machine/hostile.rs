//! Reports that are broken, cut off, or lie: nothing is made up, and nothing takes long.

use super::{kind, reading, run};
use holdpoint::facts::Kind;

#[test]
fn totals_that_are_no_numbers_are_counted_instead() {
    for total in ["many", "-3", "99999999999999999999999999", "1e400", "NaN", ""] {
        let text = format!("<testsuite tests=\"{total}\" failures=\"{total}\"><testcase name=\"a\"/></testsuite>");
        let run = run("r.xml", &text);
        assert_eq!((run.total, run.failed, run.passed), (Some(1), Some(0), Some(1)), "{total}");
    }
    let max = u64::MAX;
    let text = format!(
        "<testsuites><testsuite tests=\"{max}\" failures=\"{max}\" errors=\"{max}\"/><testsuite tests=\"{max}\" failures=\"1\"/></testsuites>"
    );
    assert_eq!(run("r.xml", &text).total, Some(max));
}

#[test]
fn suites_in_suites_without_end_are_a_problem_and_no_run() {
    let deep = 10_000;
    let text = format!("{}{}", "<testsuite tests=\"1\">".repeat(deep), "</testsuite>".repeat(deep));
    let reading = reading(&[("r.xml", &text)]);
    assert_eq!(reading.facts.documents[0].kind, Kind::TestReport);
    assert!(!reading.facts.documents[0].problems.is_empty() && reading.facts.test_runs.is_empty());
}

#[test]
fn many_suites_beside_each_other_are_read() {
    let suites = "<testsuite tests=\"1\" failures=\"0\"><testcase name=\"a\"/></testsuite>".repeat(10_000);
    assert_eq!(run("r.xml", &format!("<testsuites>{suites}</testsuites>")).total, Some(10_000));
}

#[test]
fn a_report_that_was_cut_off_is_a_report_and_no_pass() {
    for (path, text) in [
        ("r.xml", "<?xml version=\"1.0\"?>\n<!-- x -->\n<testsuites tests=\"3\"><testsuite><testcase na"),
        ("r.trx", "<TestRun><Results><UnitTestResult"),
        ("TestResult.xml", "<test-run total=\"3\""),
    ] {
        let reading = reading(&[(path, text)]);
        assert_eq!(reading.facts.documents[0].kind, Kind::TestReport, "{path}");
        assert!(reading.facts.test_runs.is_empty() && !reading.facts.documents[0].problems.is_empty(), "{path}");
    }
    // A stream loses only what was not written.
    let events = "{\"Action\":\"fail\",\"Package\":\"p\",\"Test\":\"A\"}\n{\"Action\":\"pass\",\"Pack";
    assert_eq!(run("go.json", events).failed, Some(1));
}

#[test]
fn the_failing_tests_that_are_named_are_bounded_and_all_are_counted() {
    let cases = "<testcase name=\"a\"><failure/></testcase>".repeat(5_000);
    let run = run("r.xml", &format!("<testsuite>{cases}</testsuite>"));
    assert_eq!((run.failed, run.failing.len()), (Some(5_000), 100));
}

/// Not a timing: a reader that is quadratic would take minutes here.
#[test]
fn large_files_of_every_line_form_are_read() {
    let id = "0123456789abcdef0123456789abcdef01234567";
    for (path, line) in [
        ("run.tap", "ok 1 - a\n1..1\n".to_owned()),
        ("git.log", format!("commit {id}\nAuthor: A <a@x.org>\n\n    fix: a #1\n\n")),
        ("git.log", "1a2b3c4 fix: a\n".to_owned()),
        ("lcov.info", "SF:a\nDA:1,1\nend_of_record\n".to_owned()),
        ("yarn.lock", "a@1:\n  version \"1\"\n  integrity sha512-x\n".to_owned()),
        (
            "poetry.lock",
            "[[package]]\nname = \"a\"\nfiles = [\n {hash = \"sha256:ff\"},\n {hash = \"sha256:ff\"},\n]\n".to_owned(),
        ),
        ("go.txt", "=== RUN   A\n--- FAIL: A (0s)\nFAIL\tp\t1s\n".to_owned()),
        ("m.csv", "time,a\n1,2\n".to_owned()),
        ("x.spdx", "SPDXVersion: SPDX-2.3\nPackageName: a\nSPDXID: b\nPackageVersion: 1\n".to_owned()),
        ("migrations/1.sql", "--liquibase formatted sql\n--changeset a:1\n--rollback x\n".to_owned()),
    ] {
        let text = line.repeat(500_000 / line.len());
        assert_ne!(kind(path, &text), Kind::OtherText, "{path}");
    }
}

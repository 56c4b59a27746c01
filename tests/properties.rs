//! Properties that hold for any bytes: no panic, and every place lies inside its file, on character borders.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use holdpoint::policy::{Limits, Policy, Profile};
use holdpoint::{Dossier, Stage, judge, pack, read};
use proptest::prelude::*;

/// Pieces from which awkward documents are made.
const PIECES: [&str; 40] = [
    "# Deployment plan 2.0.0\n",
    "## Steps\n",
    "## Rollback\n",
    "| Step | Owner | Rollback |\n|---|---|---|\n",
    "| 1 | A. Ito | - |\n",
    "| a | b |\n",
    "- [x] done\n",
    "- [ ] TBD\n",
    "  - deeper\n",
    "1. run psql\n",
    "```bash\n",
    "```\n",
    "<owner>",
    "<!-- ",
    " -->",
    "---\n",
    "a: &x [1, *x]\n",
    "key: value\n",
    "- name: DB_PASSWORD\n  value: hunter2\n",
    "KEY=\"",
    "export A=b # c\n",
    "{\"a\": [",
    "]}",
    "<testsuites><testsuite name=\"é\">",
    "<testcase name=\"x\"><failure/></testcase>",
    "</testsuite></testsuites>",
    "**",
    "`",
    "[",
    "]",
    "(",
    "日本語 ",
    "ü",
    "\u{1f600}",
    "\r\n",
    "\u{feff}",
    "2026-12-08 02:00–05:00 UTC\n",
    "window: ",
    "postgres://a:b@c ",
    "AKIAQ4ZT8M2VX9LC7R3B ",
];

fn check(path: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    let mut dossier = Dossier::new(Limits::default());
    dossier.add(path, bytes);
    let policy = Policy::of(Profile::Generic);
    let reading = read(&dossier, &policy);
    let as_of = "2026-12-07T12:00:00Z".parse().unwrap();
    let review = judge(&reading, &policy, Stage::Acceptance, as_of);
    for outcome in &review.outcomes {
        prop_assert!(!outcome.message.is_empty() && !outcome.why.is_empty(), "{} says nothing", outcome.rule);
        for evidence in &outcome.evidence {
            let source = reading.find(&evidence.file).unwrap();
            prop_assert!(evidence.line >= 1 && evidence.line as usize <= source.lines().max(1), "{evidence:?}");
            prop_assert!((evidence.line, evidence.column) <= (evidence.end_line, evidence.end_column), "{evidence:?}");
            let width = source.line(evidence.line).chars().count() as u32;
            prop_assert!(evidence.column <= width + 2, "{evidence:?} in a line of {width}");
        }
    }
    for secret in &reading.facts.secrets {
        let text = reading.source(secret.at.source).slice(secret.at.span);
        prop_assert!(text.chars().all(|character| character == '•' || character == '\n'), "{text:?} is not masked");
    }
    pack(&reading, &review);
    Ok(())
}

fn name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "a.md",
        "a.yaml",
        "a.json",
        "a.xml",
        ".env",
        ".env.example",
        "a.txt",
        "deployment-plan.md",
        "a.zip",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(path in name(), bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        check(path, &bytes)?;
    }

    #[test]
    fn any_text(path in name(), text in "\\PC{0,600}") {
        check(path, text.as_bytes())?;
    }

    #[test]
    fn any_mixture(path in name(), pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..60)) {
        check(path, pieces.concat().as_bytes())?;
    }
}

//! Real files that other people wrote, from `../shared/corpus`; skipped with a message where the folder is absent.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test reads its files and may panic"
)]

use std::path::{Path, PathBuf};

use holdpoint::facts::Reading;
use holdpoint::policy::{Limits, Policy, Stage};
use holdpoint::review::{Answer, Outcome, Review, Verdict};
use holdpoint::{Dossier, judge, read};

fn corpus(folder: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus").join(folder);
    if !path.is_dir() {
        println!("skipped: {} is absent", path.display());
        return None;
    }
    Some(path)
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
    found.sort();
}

fn review(folder: &Path) -> (Reading, Review) {
    let mut paths = Vec::new();
    files(folder, &mut paths);
    let mut dossier = Dossier::new(Limits::default());
    for path in &paths {
        dossier.add(path.strip_prefix(folder).unwrap().to_str().unwrap(), &std::fs::read(path).unwrap());
    }
    let (policy, _) = Policy::of_dossier(&dossier);
    let reading = read(&dossier, &policy);
    let review = judge(&reading, &policy, Stage::Readiness, "2026-12-07T12:00:00Z".parse().unwrap());
    (reading, review)
}

fn failures<'a>(review: &'a Review, rule: &'a str) -> impl Iterator<Item = &'a Outcome> {
    review.outcomes.iter().filter(move |outcome| outcome.rule == rule && outcome.outcome == Answer::Fail)
}

#[test]
fn manifests_without_a_plan_are_no_go_and_their_probes_are_named() {
    let Some(folder) = corpus("k8s/microservices-demo") else { return };
    let (_, review) = review(&folder);
    assert_eq!(review.verdict, Verdict::NoGo);
    assert!(failures(&review, "HYG-01").any(|outcome| outcome.message.contains("eployment plan")));
    let subjects: Vec<&str> = failures(&review, "IX-08").map(|outcome| outcome.subject.as_str()).collect();
    // Each of these asks the same handler for readiness and liveness, with the same patience.
    for workload in ["frontend", "cartservice", "redis-cart", "checkoutservice", "productcatalogservice"] {
        assert!(subjects.iter().any(|subject| subject.contains(&format!("`{workload}`"))), "{workload}: {subjects:?}");
    }
    // The same handler too, but its readiness surely fails first.
    assert!(!subjects.iter().any(|subject| subject.contains("shippingservice")), "{subjects:?}");
    // It binds no port and serves nobody.
    assert!(!subjects.iter().any(|subject| subject.contains("loadgenerator")), "{subjects:?}");
}

#[test]
fn unfilled_templates_never_pass_for_filled_documents() {
    let Some(folder) = corpus("aiwg-templates") else { return };
    let (reading, review) = review(&folder);
    assert_eq!(review.verdict, Verdict::NoGo);
    assert!(
        reading
            .facts
            .documents
            .iter()
            .filter(|document| document.path.ends_with(".md"))
            .all(|document| document.template)
    );
    let listed: Vec<&Outcome> = failures(&review, "HYG-03").collect();
    assert!(listed.len() >= 8, "{}", listed.len());
    let lines: Vec<(&str, u32)> = listed
        .iter()
        .flat_map(|outcome| &outcome.evidence)
        .map(|evidence| (evidence.file.as_str(), evidence.line))
        .collect();
    for wanted in [("admin-processes-template.md", 26), ("adr-template.md", 7), ("rollout-checklist-card.md", 28)] {
        assert!(lines.contains(&wanted), "{wanted:?}");
    }
}

/// Totals that the reports state themselves: path, tests, failures with errors.
const TOTALS: [(&str, u64, u64); 3] = [
    ("jest-junit.xml", 6, 4),
    ("external/java/TEST-org.apache.pulsar.AddMissingPatchVersionTest.xml", 2, 1),
    ("external/java/pulsar-test-report.xml", 808, 1),
];

#[test]
fn test_cases_are_counted_as_the_reports_count_them() {
    let Some(folder) = corpus("junit/dorny-test-reporter/fixtures_/fixtures") else { return };
    let (reading, _) = review(&folder);
    for (path, total, failed) in TOTALS {
        let run = reading.facts.test_runs.iter().find(|run| reading.source(run.name.at.source).path == path);
        let run = run.unwrap_or_else(|| panic!("{path} is no test run"));
        assert_eq!((run.total, run.failed), (Some(total), Some(failed)), "{path}");
    }
}

#[test]
fn every_file_of_the_corpus_is_read_and_judged() {
    let Some(folder) = corpus("") else { return };
    let (reading, review) = review(&folder);
    assert!(reading.sources.len() > 150, "{}", reading.sources.len());
    assert!(review.outcomes.iter().all(|outcome| !outcome.message.is_empty() && !outcome.subject.is_empty()));
}

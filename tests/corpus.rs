//! Real files that other people wrote, from `../shared/corpus`; skipped with a message where the folder is absent.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test reads its files and may panic"
)]

use std::path::{Path, PathBuf};

use holdpoint::facts::{Reading, Setting, Workload};
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
    let policy = Policy::for_paths(dossier.sources().map(|source| source.path.as_str()));
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

/// The workloads of `release/kubernetes-manifests.yaml`, counted by other means: name, init containers, ports, containers
/// with a readiness and with a liveness probe, variables of all containers, termination grace period.
type Counted = (&'static str, usize, usize, usize, usize, usize, Option<u32>);
const RELEASED: [Counted; 12] = [
    ("frontend", 0, 1, 1, 1, 10, None),
    ("adservice", 0, 1, 1, 1, 1, Some(5)),
    ("currencyservice", 0, 1, 1, 1, 2, Some(5)),
    ("cartservice", 0, 1, 1, 1, 1, Some(5)),
    ("redis-cart", 0, 1, 1, 1, 0, None),
    ("loadgenerator", 1, 0, 0, 0, 4, Some(5)),
    ("recommendationservice", 0, 1, 1, 1, 3, Some(5)),
    ("checkoutservice", 0, 1, 1, 1, 7, None),
    ("emailservice", 0, 1, 1, 1, 2, Some(5)),
    ("paymentservice", 0, 1, 1, 1, 2, Some(5)),
    ("shippingservice", 0, 1, 1, 1, 2, None),
    ("productcatalogservice", 0, 1, 1, 1, 2, Some(5)),
];

#[test]
fn workloads_are_read_as_they_were_counted() {
    let Some(folder) = corpus("k8s/microservices-demo") else { return };
    let (reading, _) = review(&folder);
    let path = |workload: &&Workload| reading.source(workload.name.at.source).path.as_str();
    let released = reading.facts.workloads.iter().filter(|it| path(it) == "release/kubernetes-manifests.yaml");
    let found: Vec<_> = released
        .map(|workload| {
            let name = workload.name.value.as_str();
            let [main] = workload.containers.as_slice() else { panic!("{name} has one container") };
            assert!(workload.partial.is_none(), "{name}");
            let owned = |setting: &&Setting| {
                setting.name.at.source == workload.name.at.source
                    && setting.owner.as_deref().is_some_and(|owner| owner.split('/').next() == Some(name))
            };
            let probes = [&main.readiness, &main.liveness].map(|probe| usize::from(probe.is_some()));
            let variables = reading.facts.settings.iter().filter(owned).count();
            let grace = workload.kill_timeout.as_ref().map(|said| said.value as u32);
            (name, workload.init.len(), main.ports.len(), probes[0], probes[1], variables, grace)
        })
        .collect();
    assert_eq!(found, RELEASED);
    // Counted the same way: the plain files, the base, two components with a workload of their own.
    let whole = |folder: &str| {
        reading.facts.workloads.iter().filter(|it| path(it).starts_with(folder) && it.partial.is_none()).count()
    };
    assert_eq!([whole("kubernetes-manifests/"), whole("kustomize/base/"), whole("kustomize/components/")], [12, 12, 2]);
    let patches =
        reading.facts.workloads.iter().filter(|it| path(it).starts_with("kustomize/") && it.partial.is_some());
    assert_eq!(patches.count(), 15, "patches inside kustomizations");
    // `grep` finds as many `kind: Deployment`, `readinessProbe:` and `kind: Service` in the templates of the chart.
    let templated: Vec<&Workload> =
        reading.facts.workloads.iter().filter(|it| path(it).starts_with("helm-chart/")).collect();
    let asked = templated.iter().flat_map(|it| &it.containers).filter(|it| it.readiness.is_some()).count();
    assert!(templated.iter().all(|workload| workload.partial.is_some()));
    assert_eq!([templated.len(), asked, reading.facts.services.len()], [13, 11, 38 + 13]);
}

#[test]
fn a_patch_is_never_said_to_have_no_probe() {
    let Some(folder) = corpus("k8s/microservices-demo/kustomize") else { return };
    let (_, review) = review(&folder);
    let missing: Vec<&str> = failures(&review, "IX-08")
        .filter(|outcome| outcome.message.contains("no readiness probe"))
        .map(|outcome| outcome.subject.as_str())
        .collect();
    // It binds a port and really has none.
    assert_eq!(missing, ["workload `shoppingassistantservice`"]);
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

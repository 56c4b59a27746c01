//! Real files that other people wrote, from `../shared/corpus`; skipped with a message where the folder is absent.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test reads its files and may panic"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use holdpoint::facts::{Commit, Kind, Reading, Setting, TestRun, Workload};
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

/// A row of `corpus-kinds.md`: pattern of paths, kind, and whether it is known that another kind is found today.
fn kinds() -> Vec<(String, String, bool)> {
    let table = include_str!("corpus-kinds.md");
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    rows.map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let kind = cells[1].trim_end_matches(" (known wrong)");
        (cells[0].trim_matches('`').to_owned(), kind.to_owned(), kind != cells[1])
    })
    .collect()
}

/// Whether a path fits a pattern: `*` stands for anything but `/`, `**` for anything.
fn fits(pattern: &str, path: &str) -> bool {
    match pattern.find('*') {
        None => pattern == path,
        Some(at) => {
            let (head, rest) = pattern.split_at(at);
            let Some(path) = path.strip_prefix(head) else { return false };
            let (rest, deep) = rest.strip_prefix("**").map_or((&rest[1..], false), |rest| (rest, true));
            let ends = path.char_indices().map(|(at, _)| at).chain([path.len()]);
            ends.take_while(|end| deep || !path[..*end].contains('/')).any(|end| fits(rest, &path[end..]))
        }
    }
}

#[test]
fn every_file_is_of_the_kind_that_the_table_says() {
    let Some(folder) = corpus("") else { return };
    let (reading, _) = review(&folder);
    let rows = kinds();
    let mut wrong = Vec::new();
    let mut used = vec![false; rows.len()];
    for document in &reading.facts.documents {
        // The first row that fits decides, so that exceptions stand above their rule.
        let Some(at) = rows.iter().position(|(pattern, ..)| fits(pattern, &document.path)) else {
            wrong.push(format!("{} is in no row; it is taken for `{}`", document.path, document.kind.id()));
            continue;
        };
        used[at] = true;
        let (_, kind, known_wrong) = &rows[at];
        if (document.kind.id() == kind) == *known_wrong {
            let mended = if *known_wrong { "; take the mark out of the table" } else { "" };
            wrong.push(format!("{} is `{}` ({}){mended}", document.path, document.kind.id(), document.why));
        }
    }
    let idle =
        rows.iter().zip(used).filter(|(_, used)| !used).map(|((pattern, ..), _)| format!("no file fits {pattern}"));
    wrong.extend(idle);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(reading.unread.is_empty(), "{:?}", reading.unread);
}

/// What the reports state themselves, as it stands in their attributes: tests, failures with errors, skipped.
const TOTALS: [(&str, u64, u64, u64); 38] = [
    ("dart-json.json", 6, 4, 1),
    ("dotnet-nunit.xml", 9, 5, 1),
    ("dotnet-trx.trx", 11, 5, 1),
    ("dotnet-xunitv3.trx", 4, 3, 0),
    ("golang-json.json", 12, 6, 1),
    ("jest-junit-eslint.xml", 1, 0, 0),
    ("jest-junit.xml", 6, 4, 1),
    ("junit-with-message.xml", 1, 1, 0),
    ("mocha-json.json", 6, 4, 1),
    ("python-xunit-pytest.xml", 15, 2, 2),
    ("python-xunit-unittest.xml", 8, 2, 2),
    ("rspec-json.json", 3, 1, 1),
    ("swift-xunit.xml", 3, 1, 0),
    ("empty/dart-json.json", 0, 0, 0),
    ("empty/dotnet-trx-empty-test-definitions.trx", 0, 0, 0),
    ("empty/dotnet-trx.trx", 0, 0, 0),
    ("empty/java-junit.xml", 0, 0, 0),
    ("empty/jest-junit-empty-testsuite.xml", 0, 0, 0),
    ("empty/jest-junit.xml", 0, 0, 0),
    ("empty/mocha-json.json", 0, 0, 0),
    ("empty/phpunit-empty.xml", 0, 0, 0),
    ("empty/rspec-json.json", 0, 0, 0),
    ("external/SilentNotes.trx", 79, 0, 12),
    ("external/flutter/provider-test-results.json", 269, 1, 0),
    ("external/java/TEST-org.apache.pulsar.AddMissingPatchVersionTest.xml", 2, 1, 1),
    ("external/java/empty_failures.xml", 3, 1, 0),
    ("external/java/junit4-basic.xml", 6, 1, 0),
    ("external/java/junit4-complete.xml", 8, 2, 1),
    ("external/java/pulsar-test-report.xml", 808, 1, 14),
    ("external/jest/jest-react-component-test-results.xml", 1, 0, 0),
    ("external/nunit-sample.xml", 18, 2, 3),
    ("external/phpunit/phpcheckstyle-phpunit.xml", 30, 2, 0),
    ("external/phpunit/junit-basic.xml", 9, 1, 0),
    ("nette-tester/BootstrapFormRenderer-report.xml", 4, 0, 0),
    ("nette-tester/tester-v1.7-report.xml", 65, 1, 3),
    ("phpunit/phpunit-paths.xml", 6, 6, 0),
    ("phpunit/phpunit.xml", 12, 2, 0),
    ("test-errors/jest/jest-test-results.xml", 0, 2, 0),
];

/// The reports that state other numbers than their cases add up to: pytest counts subtests that it does not list, and Jest lists
/// files that it could not load but counts no test in them.
const CONTRADICTIONS: [&str; 2] = ["python-xunit-pytest.xml", "test-errors/jest/jest-test-results.xml"];

#[test]
fn test_runs_have_the_numbers_that_their_reports_state() {
    let Some(folder) = corpus("junit/dorny-test-reporter/fixtures_/fixtures") else { return };
    let (reading, _) = review(&folder);
    let path = |run: &TestRun| reading.source(run.name.at.source).path.clone();
    let mut wrong = Vec::new();
    for run in &reading.facts.test_runs {
        let found = (path(run), run.total, run.failed, run.skipped);
        let row = TOTALS.iter().find(|row| row.0 == found.0);
        if row.map(|row| (row.0.to_owned(), Some(row.1), Some(row.2), Some(row.3))).as_ref() != Some(&found) {
            wrong.push(format!("{found:?} is {row:?} in the table"));
        }
        if run.contradicts_itself() != CONTRADICTIONS.contains(&found.0.as_str()) {
            wrong.push(format!("{}: stated {:?}, counted {:?}", found.0, run.stated, run.counted));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert_eq!(reading.facts.test_runs.len(), TOTALS.len());
    assert_eq!(reading.facts.of_kind(Kind::TestReport).count(), TOTALS.len());
}

/// The attributes of a root element, read without the engine: what a report of JUnit states in its first tag.
fn stated(text: &str, key: &str) -> Option<u64> {
    let tag = text.split_once("<testsuite")?.1.split_once('>')?.0;
    let value = tag.split_once(&format!(" {key}=\""))?.1;
    value.split('"').next()?.parse().ok()
}

#[test]
fn what_the_first_tag_of_a_junit_report_states_is_what_the_run_says() {
    let Some(folder) = corpus("junit/dorny-test-reporter/fixtures_/fixtures") else { return };
    let (reading, _) = review(&folder);
    let mut compared = 0;
    for run in &reading.facts.test_runs {
        let text = &reading.source(run.name.at.source).text;
        let Some(tests) = stated(text, "tests") else { continue };
        let failed = stated(text, "failures").unwrap_or(0) + stated(text, "errors").unwrap_or(0);
        assert_eq!((run.total, run.failed), (Some(tests), Some(failed)), "{}", reading.source(run.name.at.source).path);
        compared += 1;
    }
    assert!(compared >= 10, "{compared}");
}

/// Path, commits, the hash of the last, how the subject of the first ends.
const LOGS: [(&str, usize, &str, &str); 6] = [
    ("git-cliff.fuller.log", 120, "619b0b154501a4fd2ec422c1b54fe1cb50316192", "for unconfigured remotes (#1597)"),
    ("huginn.oneline.log", 80, "170ca589", "'>= 1.229.0' (#3716)"),
    ("kensan.ja.log", 60, "6274a4a296b0f0b8b953dd01f8b99ccc8ec05779", "hooks品質改善） (#20)"),
    ("orderflow.crlf.log", 3, "aadfd082d43da4d3722547608b1b5031e783dba2", "DoD complete after green Actions runs."),
    ("trex.graph.log", 80, "0f9fd3c", "prioritize env redis URL for prod health"),
    ("usdr-gost.oneline.log", 120, "9e9f3f81", "from 3.812.0 to 3.816.0 (#4294)"),
];

#[test]
fn git_logs_are_read_in_every_form() {
    let Some(folder) = corpus("gitlogs") else { return };
    let (reading, _) = review(&folder);
    for (path, number, last, subject) in LOGS {
        let commits: Vec<&Commit> =
            reading.facts.commits.iter().filter(|commit| reading.source(commit.id.at.source).path == path).collect();
        assert_eq!((path, commits.len()), (path, number));
        assert_eq!(commits.last().map(|commit| commit.id.value.as_str()), Some(last), "{path}");
        assert!(commits[0].subject.value.ends_with(subject), "{path}: {}", commits[0].subject.value);
        for commit in commits {
            let source = reading.source(commit.id.at.source);
            assert_eq!(source.slice(commit.id.at.span), commit.id.value, "{path}");
            assert!(!commit.subject.value.is_empty() && !commit.subject.value.contains('\r'), "{commit:?}");
        }
    }
}

#[test]
fn every_file_of_the_corpus_is_read_and_judged() {
    let Some(folder) = corpus("") else { return };
    let (reading, review) = review(&folder);
    assert!(reading.sources.len() > 150, "{}", reading.sources.len());
    assert!(review.outcomes.iter().all(|outcome| !outcome.message.is_empty() && !outcome.subject.is_empty()));
}

/// The rows of `corpus-failures.md`: folder, rule, subject.
fn justified() -> BTreeSet<[String; 3]> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus-failures.md");
    let text = std::fs::read_to_string(path).unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("| ")).skip(1);
    rows.map(|row| {
        let cells: Vec<&str> = row.split(" | ").collect();
        let [folder, rule, subject, why] = cells[..] else { panic!("four cells are wanted: {row}") };
        assert!(why.trim_end_matches(" |").len() > 5, "no reason: {row}");
        [folder, rule, subject].map(str::to_owned)
    })
    .collect()
}

#[test]
fn each_failure_that_stops_is_justified() {
    let Some(root) = corpus("") else { return };
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_dir() {
            continue;
        }
        let folder = path.file_name().unwrap().to_string_lossy().into_owned();
        let (_, review) = review(&path);
        let stops = review.outcomes.into_iter().filter(Outcome::stops);
        found.extend(stops.map(|outcome| [folder.clone(), outcome.rule.into_owned(), outcome.subject]));
    }
    let known = justified();
    let (new, gone): (Vec<_>, Vec<_>) = (found.difference(&known).collect(), known.difference(&found).collect());
    assert!(new.is_empty(), "not justified in tests/corpus-failures.md: {new:#?}");
    assert!(gone.is_empty(), "no longer found, still in tests/corpus-failures.md: {gone:#?}");
}

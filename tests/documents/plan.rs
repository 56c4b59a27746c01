//! The team's own documents: nothing of theirs is lost, what is known is filled in, and what is not known fails the review.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use holdpoint::deliverables::Group;
use holdpoint::review::{Answer, Evidence, Review};
use holdpoint::{Deliverable, Dossier, Policy, Stage};
use walkdir::WalkDir;

use crate::{document, example, files, pack, poor, project};

/// A dossier that was read and judged once.
struct Judged {
    texts: BTreeMap<String, String>,
    review: Review,
    pack: Vec<Deliverable>,
}

impl Judged {
    fn of(dossier: &Dossier) -> Self {
        let (policy, _) = Policy::of_dossier(dossier);
        let reading = holdpoint::read(dossier, &policy);
        let review =
            holdpoint::judge(&reading, &policy, Stage::Readiness, "2026-12-07T12:00:00Z".parse().expect("a time"));
        let pack = holdpoint::pack(&reading, &review);
        let texts = reading.sources.iter().map(|source| (source.path.clone(), source.text.clone())).collect();
        Self { texts, review, pack }
    }

    /// The dossier with the documents of the plan's group in the place of the originals.
    fn dropped_back(&self) -> Dossier {
        let mut texts = self.texts.clone();
        for patch in own(&self.pack).filter(|document| document.name.ends_with(".diff")) {
            let (path, _) = target(&patch.text);
            let name = patch.name.trim_end_matches(".diff");
            if let Some(document) = own(&self.pack).find(|document| document.name == name) {
                texts.insert(path, document.text.clone());
            }
        }
        of_texts(&texts)
    }
}

fn review(dossier: &Dossier) -> Review {
    Judged::of(dossier).review
}

/// The texts of a dossier by path.
fn texts(dossier: &Dossier) -> BTreeMap<String, String> {
    let (policy, _) = Policy::of_dossier(dossier);
    let reading = holdpoint::read(dossier, &policy);
    reading.sources.iter().map(|source| (source.path.clone(), source.text.clone())).collect()
}

fn of_texts(texts: &BTreeMap<String, String>) -> Dossier {
    let texts: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    files(&texts)
}

fn own(pack: &[Deliverable]) -> impl Iterator<Item = &Deliverable> {
    pack.iter().filter(|document| document.group == Group::Plan)
}

/// The path that a patch is for, and whether it makes the file.
fn target(change: &str) -> (String, bool) {
    let line = change.lines().find(|line| line.starts_with("+++ ")).expect("a header");
    let path = line.trim_start_matches("+++ b/").trim_end_matches('\t').to_owned();
    (path, change.lines().any(|line| line == "--- /dev/null"))
}

/// The rules that fail, but for marks that are open.
fn failing<'a>(review: &'a Review, texts: &BTreeMap<String, String>) -> BTreeSet<&'a str> {
    let line = |at: &Evidence| texts.get(&at.file).and_then(|text| text.lines().nth(at.line as usize - 1));
    let open = |at: &Evidence| line(at).is_some_and(|line| line.contains("TBD ("));
    let failed = review.outcomes.iter().filter(|outcome| outcome.outcome == Answer::Fail && outcome.rule != "HYG-03");
    failed
        .filter(|outcome| outcome.evidence.is_empty() || !outcome.evidence.iter().any(open))
        .map(|outcome| &*outcome.rule)
        .collect()
}

/// Dropping the documents back raises nothing but open marks.
fn raises_nothing(name: &str, judged: &Judged) {
    let known: BTreeSet<&str> = judged
        .review
        .outcomes
        .iter()
        .filter(|outcome| matches!(outcome.outcome, Answer::Fail | Answer::NoEvidence | Answer::Waived))
        .map(|outcome| &*outcome.rule)
        .collect();
    let Judged { review: after, texts, .. } = Judged::of(&judged.dropped_back());
    if let Some(rule) = failing(&after, &texts).difference(&known).next() {
        let found: Vec<_> = after
            .outcomes
            .iter()
            .filter(|outcome| outcome.rule == *rule && outcome.outcome == Answer::Fail)
            .map(|outcome| (&outcome.message, outcome.evidence.first().map(|line| &line.text)))
            .collect();
        panic!("{name}: {rule} fails anew: {found:?}");
    }
}

/// Every line of the originals stands in what is given back, in its order; only cells of tables may have been filled, and columns
/// put behind the last one.
fn loses_nothing(name: &str, judged: &Judged) {
    let (originals, pack) = (&judged.texts, &judged.pack);
    for patch in own(pack).filter(|document| document.name.ends_with(".diff")) {
        let (path, is_new) = target(&patch.text);
        assert_eq!(is_new, !originals.contains_key(&path), "{name}: {path}");
        let is_taken = |line: &&str| line.starts_with('-') && !line.starts_with("---") && !line.ends_with('|');
        let taken = patch.text.lines().filter(is_taken).count();
        let cells = patch.text.lines().filter(|line| line.starts_with("# ") && line.contains("Taken from")).count();
        assert!(taken <= cells + 1, "{name}: {path}");
        let Some(document) = own(pack).find(|document| patch.name == format!("{}.diff", document.name)) else {
            continue;
        };
        let Some(original) = originals.get(&path) else { continue };
        let mut letters = document.text.chars();
        assert!(original.chars().all(|letter| letters.any(|other| other == letter)), "{name}: {path} lost something");
        let mut lines = document.text.lines();
        let lost = original.lines().filter(|line| !line.contains("||") && !line.contains("|  |"));
        for line in lost {
            let stays = |other: &str| {
                let other = other.trim_start_matches('\u{feff}');
                other == line || (line.starts_with('|') && other.starts_with(line.trim_end()))
            };
            assert!(lines.any(stays), "{name}: {path} lost {line:?}");
        }
    }
}

fn corpus() -> Vec<(String, Dossier)> {
    let root = project("../shared/corpus");
    let mut found = Vec::new();
    for folder in ["aiwg-templates", "k8s/microservices-demo", "k8s/microservices-demo/docs", "gitlogs"] {
        let mut all = Vec::new();
        for entry in WalkDir::new(root.join(folder)).sort_by_file_name().into_iter().flatten() {
            let path =
                entry.path().strip_prefix(&root).map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
            if let Some(text) = fs::read(entry.path()).ok().and_then(|bytes| String::from_utf8(bytes).ok()) {
                all.push((path, text));
            }
        }
        if all.is_empty() {
            continue;
        }
        let all: Vec<(&str, &str)> = all.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        found.push((folder.to_owned(), files(&all)));
    }
    found
}

fn dossiers() -> Vec<(String, Dossier)> {
    let named = |name: &str, dossier| (name.to_owned(), dossier);
    let mut all = vec![
        named("orderflow", example("orderflow")),
        named("orderflow-broken", example("orderflow-broken")),
        named("poor", poor()),
        named("empty", files(&[])),
        named("crlf", files(&[("d/plan.md", CRLF)])),
        named("bare steps", files(&[("d/plan.md", BARE_STEPS)])),
        named("german", files(&[("d/plan.md", GERMAN)])),
        named("japanese", files(&[("d/plan.md", JAPANESE)])),
        named("aiwg", files(&[("d/deployment-plan.md", CRLF), ("d/holdpoint.yaml", "profile: aiwg\n")])),
    ];
    all.extend(thinned());
    all.extend(corpus());
    all
}

const CRLF: &str = "\u{feff}# Deployment Plan: Shop 1.2.0\r\n\r\n- **Release**: 1.2.0  \r\n\r\n## 3. Deployment Steps\r\n\r\n| No | Step | Owner | Start | Duration | Rollback |\r\n|---|---|---|---|---|---|\r\n| 1 | Migrate the database and backfill the orders | Ana | 20:00 | 10 min | restore |\r\n\r\n## 6. Approvals\r\n\r\n| Role | Name | Decision | Date |\r\n|---|---|---|---|\r\n| Deployment Manager | Ana | approved | 2026-12-01 |";

const BARE_STEPS: &str = "# Deployment Plan: Shop 1.2.0\n\n## Deployment Steps\r\n\r\n| No | Step |  \r\n|---|---|\r\n| 1 | Apply the manifests \\| wait |\r\n| 2 | Run the smoke tests |";

const GERMAN: &str = "# Einführungsplan: Laden 1.2.0\n\nDer Plan beschreibt, wie das Release in die Produktion kommt und wer was wann tut. Es wird nicht ohne Freigabe und nur mit dem Betrieb eingeführt.\n\n## 1 Durchführung\n\n| Nr. | Schritt | Verantwortlich | Beginn | Dauer | Rückfall |\n|---|---|---|---|---|---|\n| 1 | Manifeste anwenden | Anna | 20:00 | 10 min | alte Manifeste anwenden |\n\n## 2 Freigabe\n\nDie Freigabe erteilt die Leitung.\n";

const JAPANESE: &str = "# リリース計画書：ショップ 1.2.0\n\n本書はショップの本番リリースの手順を定めるものです。\n\n## 1. 作業手順\n\n| No | 作業 | 担当 | 開始 | 所要時間 | 切り戻し |\n|---|---|---|---|---|---|\n| 1 | マニフェストを適用する | 田中 | 20:00 | 10分 | 前の版を適用する |\n\n## 3. 承認\n\n承認者は部長です。\n";

/// The plan of the good example with one of its sections taken out, each in turn.
fn thinned() -> Vec<(String, Dossier)> {
    let texts = texts(&example("orderflow"));
    let path = "orderflow/docs/deployment-plan.md";
    let plan = &texts[path];
    let starts: Vec<usize> = plan.match_indices("\n## ").map(|(at, _)| at + 1).chain([plan.len()]).collect();
    let mut thinned = Vec::new();
    for pair in starts.windows(2) {
        let title = plan[pair[0]..].lines().next().unwrap_or_default().to_owned();
        let rest = format!("{}{}", &plan[..pair[0]], &plan[pair[1]..]);
        let mut texts = texts.clone();
        texts.insert(path.to_owned(), rest);
        texts.insert("orderflow/holdpoint.yaml".to_owned(), "profile: aiwg\n".to_owned());
        thinned.push((title, of_texts(&texts)));
    }
    thinned
}

#[test]
fn nothing_is_lost_and_nothing_is_raised() {
    for (name, dossier) in dossiers() {
        let judged = Judged::of(&dossier);
        loses_nothing(&name, &judged);
        raises_nothing(&name, &judged);
    }
}

#[test]
fn a_good_dossier_gets_nothing() {
    assert_eq!(own(&pack(&example("orderflow"))).count(), 0);
}

#[test]
fn a_section_comes_back_where_it_was() {
    let full = texts(&example("orderflow"));
    for (title, dossier) in thinned() {
        let pack = pack(&dossier);
        let Some(plan) = own(&pack).find(|document| document.name == "deployment-plan.md") else {
            panic!("{title} is not asked for");
        };
        let headings: Vec<&str> = plan.text.lines().filter(|line| line.starts_with("## ")).collect();
        let wanted: Vec<&str> =
            full["orderflow/docs/deployment-plan.md"].lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(headings, wanted, "{title}");
    }
}

#[test]
fn what_the_manifests_know_is_filled_in() {
    let (_, dossier) = thinned().into_iter().find(|(title, _)| title.contains("Rolling Restart")).expect("the section");
    let pack = pack(&dossier);
    let plan = document(&pack, "deployment-plan.md");
    assert!(plan.contains("| web | 20 s | 30 s |"), "{plan}");
    let judged = Judged::of(&dossier);
    let (before, after) = (&judged.review, review(&judged.dropped_back()));
    let fails = |review: &Review, rule: &str| {
        review.outcomes.iter().any(|outcome| outcome.rule == rule && outcome.outcome == Answer::Fail)
    };
    assert!(fails(before, "IX-01") && !fails(&after, "IX-01"));
}

#[test]
fn variables_come_into_the_example_file() {
    let dossier = example("orderflow-broken");
    let pack = pack(&dossier);
    let example = document(&pack, ".env.example");
    assert!(example.contains("\nEXPORT_MAX_ROWS=1000\n"), "{example}");
    let fails = |review: &Review| review.outcomes.iter().any(|it| it.rule == "III-03" && it.outcome == Answer::Fail);
    let judged = Judged::of(&dossier);
    assert!(fails(&judged.review) && !fails(&review(&judged.dropped_back())));
}

#[test]
fn a_plan_to_begin_with_fails_until_it_is_filled() {
    let dossier = files(&[(
        "shop/web.yaml",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 3\n  template:\n    spec:\n      containers:\n        - name: web\n          image: shop/web:1.2.0\n          ports: [{containerPort: 8080}]\n",
    )]);
    let pack = pack(&dossier);
    let plan = document(&pack, "deployment-plan.md");
    assert!(plan.contains("| web | Kubernetes | 3 | `shop/web:1.2.0` | 8080 |"), "{plan}");
    let open = |review: &Review| {
        let found = review
            .outcomes
            .iter()
            .find(|outcome| outcome.rule == "HYG-03" && outcome.subject.contains("deployment-plan"));
        found.is_some_and(|outcome| outcome.outcome == Answer::Fail)
    };
    let back = |plan: &str| {
        review(&files(&[("shop/deployment-plan.md", plan), ("shop/web.yaml", &texts(&dossier)["shop/web.yaml"])]))
    };
    let begun = back(plan);
    assert!(open(&begun) && begun.verdict == holdpoint::review::Verdict::NoGo);
    let mut filled = String::new();
    let mut rest = plan;
    while let Some(at) = rest.find("TBD") {
        filled.push_str(&rest[..at]);
        filled.push_str("agreed with the team");
        rest = rest[at + 3..].trim_start_matches(' ');
        if rest.starts_with('(') {
            rest = rest.split_once(')').map_or(rest, |(_, behind)| behind);
        }
        filled.push(' ');
    }
    filled.push_str(rest);
    assert!(!open(&back(&filled)), "{filled}");
}

#[test]
fn patch_takes_the_patches() {
    if Command::new("patch").arg("--version").output().is_err() {
        return;
    }
    for (at, (name, dossier)) in dossiers().into_iter().enumerate().take(8) {
        let scratch = std::env::temp_dir().join(format!("holdpoint-patch-{}-{at}", std::process::id()));
        let Judged { texts: originals, pack, .. } = Judged::of(&dossier);
        for patch in own(&pack).filter(|document| document.name.ends_with(".diff")) {
            let (path, is_new) = target(&patch.text);
            let file = scratch.join(&path);
            fs::create_dir_all(file.parent().expect("a folder")).expect("it can be made");
            let document = own(&pack).find(|document| patch.name == format!("{}.diff", document.name));
            if let (Some(text), false) = (originals.get(&path), is_new) {
                let mark = document.filter(|it| it.text.starts_with('\u{feff}')).map_or("", |_| "\u{feff}");
                fs::write(&file, format!("{mark}{text}")).expect("it can be written");
            }
            fs::write(scratch.join("x.diff"), &patch.text).expect("it can be written");
            let ran = Command::new("patch")
                .args(["-p1", "--fuzz=0", "-i", "x.diff"])
                .current_dir(&scratch)
                .output()
                .expect("it runs");
            assert!(ran.status.success(), "{name}: {}", String::from_utf8_lossy(&ran.stdout));
            if let Some(document) = document {
                assert_eq!(fs::read_to_string(&file).expect("it is there"), document.text, "{name}: {path}");
            }
        }
        let _ = fs::remove_dir_all(&scratch);
    }
}

#[test]
fn headings_are_in_the_language_of_the_plan() {
    let german = pack(&files(&[("d/plan.md", GERMAN)]));
    let plan = document(&german, "plan.md");
    assert!(plan.contains("\n## 1b Rückfallplan\n"), "{plan}");
    let japanese = pack(&files(&[("d/plan.md", JAPANESE)]));
    let plan = document(&japanese, "plan.md");
    assert!(plan.contains("\n## 2. "), "{plan}");
}

#[test]
fn hostile_names_stay_in_their_cells() {
    let manifest = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: \"a | b\\n# Injected <script>\"\nspec:\n  template:\n    spec:\n      containers:\n        - name: web\n          image: \"x`y | z\\r\\n- [ ] tick\"\n          env:\n            - {name: \"A\\nB\", value: \"=cmd()\"}\n          ports: [{containerPort: 8080}]\n";
    let plan = "# Deployment Plan: Shop 1.2.0 [x](javascript:1)\n\nThe migration \\# of `a|b` runs <b>by hand</b>.\n\n## Deployment Steps\n\n1. go\n";
    for texts in [vec![("d/web.yaml", manifest)], vec![("d/web.yaml", manifest), ("d/plan.md", plan)]] {
        let dossier = files(&texts);
        let pack = pack(&dossier);
        let mut seen = 0;
        for document in own(&pack).filter(|document| document.name.ends_with(".md")) {
            seen += 1;
            let added: Vec<&str> = document
                .text
                .lines()
                .filter(|line| !texts.iter().any(|(_, text)| text.lines().any(|own| own == *line)))
                .collect();
            let added = Deliverable { text: format!("# Added\n\n{}\n", added.join("\n")), ..document.clone() };
            for line in added.text.lines().filter(|line| line.starts_with('#')) {
                assert!(!line.contains("Injected"), "{line}");
            }
            assert!(
                !added.text.contains("\n- [ ] tick") && !added.text.contains("<script>")
                    || added.text.contains("\\<script>"),
                "{}",
                added.text
            );
        }
        assert!(seen > 0);
        loses_nothing("hostile", &Judged::of(&dossier));
    }
}

#[test]
fn a_file_with_masked_secrets_is_only_patched() {
    let pack = pack(&example("orderflow-broken"));
    let names: Vec<&str> = own(&pack).map(|document| document.name.as_str()).collect();
    assert!(
        names.contains(&"deployment-environment.md.diff") && !names.contains(&"deployment-environment.md"),
        "{names:?}"
    );
    let patch = document(&pack, "deployment-environment.md.diff");
    assert!(
        patch.contains("| `https://api.paywell.example/v3` | Payment gateway | yes |") && !patch.contains('•'),
        "{patch}"
    );
}

#[test]
fn an_operation_without_a_task_gets_the_next_number() {
    let plan = "# Deployment Plan: Shop 1.2.0\n\nRelease: 1.2.0\n\n## Deployment Steps\n\n| No | Step | Owner | Start | Duration | Rollback |\n|---|---|---|---|---|---|\n| 1 | Backfill the totals of old orders | Ana | 20:00 | 10 min | none |\n";
    let task = "# ADM-007: Rotation of the signing key\n\n**Category**: maintenance\n**Status**: approved\n\n## Purpose\n\nA new key.\n\n## Execution\n\n- Command: `shop keys rotate`\n\n## Rollback\n\n- Command: `shop keys restore`\n";
    let pack = pack(&files(&[("d/plan.md", plan), ("d/admin-tasks/ADM-007.md", task)]));
    let draft = document(&pack, "admin-tasks/ADM-008.md");
    assert!(
        draft.starts_with(
            "# ADM-008: backfill\n\n- **Category**: backfill\n- **Status**: TBD (XII-05)\n\n## Purpose\n\n"
        ),
        "{draft}"
    );
    assert!(draft.contains("## Rollback\n\n- **Command**: TBD (XII-04)\n"), "{draft}");
    assert!(document(&pack, "plan.md").contains("| ADM-008 | backfill | backfill |"));
}

#[test]
fn a_plan_in_another_format_gets_its_additions_beside_it() {
    let plan = "Deployment Plan: Shop 1.2.0\n===========================\n\nRelease: 1.2.0\n\nDeployment Steps\n----------------\n\n1. Apply the manifests.\n\nRollback\n--------\n\nTBD\n";
    let pack = pack(&files(&[("d/deployment-plan.rst", plan)]));
    let beside = document(&pack, "deployment-plan.rst-additions.md");
    assert!(beside.contains("# Additions to d/deployment-plan.rst") && beside.contains("Behind line"), "{beside}");
}

#[test]
fn a_fence_that_nobody_closed_swallows_nothing() {
    let plan = "# Deployment Plan: Shop 1.2.0\n\nRelease: 1.2.0\n\n## Deployment Steps\n\n1. Apply the manifests:\n\n```sh\nkubectl apply -f .\n";
    let pack = pack(&files(&[("d/plan.md", plan)]));
    assert!(document(&pack, "plan.md-additions.md").contains("## Rollback and Contingency"));
    assert!(pack.iter().all(|document| document.name != "plan.md"));
}

#[test]
fn steps_get_the_columns_that_they_lack() {
    let pack = pack(&files(&[("d/plan.md", BARE_STEPS)]));
    let plan = document(&pack, "plan.md");
    for line in [
        "| No | Step | Owner | Duration | Rollback |  \r\n|---|---|---|---|---|\r\n",
        "| 1 | Apply the manifests \\| wait | TBD (PLN-02) | TBD (PLN-04) | TBD (PLN-03) |\r\n",
        "| 2 | Run the smoke tests | TBD (PLN-02) | TBD (PLN-04) | TBD (PLN-03) |",
    ] {
        assert!(plan.contains(line), "{plan}");
    }
    let ragged = BARE_STEPS.replace("| 2 | Run the smoke tests |", "| 2 | Run the smoke tests | and watch |");
    let pack = crate::pack(&files(&[("d/plan.md", ragged.as_str())]));
    assert!(!document(&pack, "plan.md").contains("| Step | Owner"), "the cells would land in other columns");
}

/// The pack of the good example with another acceptance plan, once acceptance is due.
fn accepted(change: impl Fn(&str) -> String) -> Vec<Deliverable> {
    let mut texts = texts(&example("orderflow"));
    let plan = texts.get_mut("orderflow/docs/product-acceptance-plan.md").expect("the plan");
    *plan = change(plan);
    let dossier = of_texts(&texts);
    let (policy, _) = Policy::of_dossier(&dossier);
    let reading = holdpoint::read(&dossier, &policy);
    let as_of = "2026-12-11T12:00:00Z".parse().expect("a time");
    let review = holdpoint::judge(&reading, &policy, Stage::Acceptance, as_of);
    holdpoint::pack(&reading, &review)
}

#[test]
fn results_of_the_reports_are_entered_into_the_acceptance_plan() {
    let open = "| US-210 | TC-410 | `test-results/acceptance.xml` | due 2026-12-10";
    let pack = accepted(str::to_owned);
    let plan = document(&pack, "product-acceptance-plan.md");
    assert!(plan.contains(&format!("{open}; tests passed: TC-410 |")), "{plan}");
    let again = accepted(|_| plan.to_owned());
    assert!(own(&again).all(|document| document.name != "product-acceptance-plan.md"), "they are entered once");
    let blank = accepted(|plan| plan.replace(&open[9..], "| TC-410 | | "));
    let filled = document(&blank, "product-acceptance-plan.md");
    assert!(
        filled.contains("| US-210 | TC-410 | `orderflow/test-results/acceptance.xml` | tests passed: TC-410 |"),
        "{filled}"
    );
    let unnamed = accepted(|plan| plan.replace("TC-410", "by hand"));
    assert!(!document(&unnamed, "product-acceptance-plan.md").contains("passed: TC-410"));
}

#[test]
fn an_acceptance_plan_gets_what_it_lacks() {
    let bare = "# Product Acceptance Plan: Orderflow 2.4.0\n\n## Acceptance Criteria\n\n| ID | Criterion | Test case |\n|---|---|---|\n| AC-01 | A merchant splits an order | TC-401 |\n| AC-02 | It is fast | none |\n";
    let pack = accepted(|_| bare.to_owned());
    let plan = document(&pack, "product-acceptance-plan.md");
    for part in [
        "| ID | Criterion | Test case | Result | Evidence |\n|---|---|---|---|---|\n",
        "| TC-401 | tests passed: TC-401 | `orderflow/test-results/acceptance.xml` |\n",
        "| AC-02 | It is fast | none | TBD (ACC-02) | TBD (ACC-02) |\n",
        "\n## Acceptance Sign-off\n\n| Role | Name | Decision | Date |\n",
    ] {
        assert!(plan.contains(part), "{part:?} in {plan}");
    }
}

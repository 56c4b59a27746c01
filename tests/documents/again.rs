//! The pack dropped back beside the files that it was made from.

use std::collections::BTreeSet;

use holdpoint::deliverables::{self, Deliverable, Group};
use holdpoint::review::{MatchState, Matching};
use holdpoint::{Dossier, Policy, Reading, Review, Stage};

use crate::{document, example, files, pack, poor};

fn judged(dossier: &Dossier) -> (Reading, Review) {
    let (policy, _) = Policy::of_dossier(dossier);
    let reading = holdpoint::read(dossier, &policy);
    let as_of = "2026-12-07T12:00:00Z".parse().expect("a time");
    let review = holdpoint::judge(&reading, &policy, Stage::Acceptance, as_of);
    (reading, review)
}

/// The dossier with its pack in a folder beside it, in every format. A document to begin with is the team's from then on, so it is
/// left out.
fn with_pack(mut dossier: Dossier) -> Dossier {
    let names: BTreeSet<String> = dossier.sources().map(|source| source.name().to_owned()).collect();
    let is_new = |document: &Deliverable| {
        document.group == Group::Plan && !names.contains(document.name.trim_end_matches(".diff"))
    };
    let pack: Vec<Deliverable> = pack(&dossier).into_iter().filter(|document| !is_new(document)).collect();
    for file in deliverables::files(&pack) {
        dossier.add(&format!("pack/{}", file.name), &file.bytes);
    }
    dossier
}

#[test]
fn the_pack_is_no_evidence() {
    for make in [|| example("orderflow"), || example("orderflow-broken"), poor] {
        let (_, alone) = judged(&make());
        let (reading, again) = judged(&with_pack(make()));
        for document in reading.facts.documents.iter().filter(|document| document.path.starts_with("pack/")) {
            assert!(document.own, "{} is taken for {}: {}", document.path, document.kind.title(), document.why);
        }
        for (one, other) in alone.outcomes.iter().zip(&again.outcomes) {
            assert_eq!(one, other);
        }
        assert_eq!((alone.verdict, alone.counts), (again.verdict, again.counts));
    }
}

#[test]
fn the_files_of_a_report_match_it() {
    let (reading, _) = judged(&with_pack(example("orderflow")));
    let matching = Matching::of(&reading).expect("a report");
    assert!(matching.holds(), "{:?}", matching.counts());
    assert_eq!(matching.report.path, "pack/review.json");
    assert!(matching.report.verdict.is_some());
}

#[test]
fn a_document_with_digests_is_a_report_too() {
    let pack = pack(&example("orderflow"));
    for name in ["readiness-report.md", "acceptance-checklist.md"] {
        let mut dossier = example("orderflow");
        dossier.add(name, document(&pack, name).as_bytes());
        let matching = Matching::of(&judged(&dossier).0).expect("a report");
        assert!(matching.holds(), "{name}: {}", matching.counts());
        let as_of = matching.report.as_of.map(|time| time.to_string());
        assert_eq!(as_of.as_deref(), Some("2026-12-07T12:00:00Z"), "{name}");
    }
    assert!(Matching::of(&judged(&example("orderflow")).0).is_none());
}

#[test]
fn the_readiness_report_tells_what_differs() {
    let before = files(&[("d/plan.md", "# Plan\n"), ("d/gone.md", "# Gone\n"), ("d/same.md", "# Same\n")]);
    let mut now = files(&[("e/plan.md", "# Plan B\n"), ("e/same.md", "# Same\n"), ("e/new.md", "# New\n")]);
    now.add("report/review.json", document(&pack(&before), "review.json").as_bytes());
    let report = pack(&now);
    let report = document(&report, "readiness-report.md");
    let part = report.split("## Do these files match").nth(1).expect("a part").split("\n## ").next().expect("its text");
    assert!(part.contains("**No.** Held against report/review.json, which says NO-GO as of 2026-12-07T12"), "{part}");
    assert!(part.contains("1 file is the same, 1 changed, 1 missing, 1 new."), "{part}");
    assert!(part.contains("| plan.md (was d/plan.md) | changed |"), "{part}");
    assert!(part.contains("| d/gone.md | missing |") && part.contains("| new.md | new |"), "{part}");
    let matching = Matching::of(&judged(&now).0).expect("a report");
    assert_eq!(matching.count(MatchState::Same), 1);
}

//! What changed since the review before, which lies in the dossier.

use holdpoint::review::Answer;
use holdpoint::{Policy, Stage, report};

use crate::{example, pack};

#[test]
fn the_summary_tells_what_changed_since_the_review_before() {
    let mut dossier = example("orderflow-broken");
    let (policy, _) = Policy::of_dossier(&dossier);
    let reading = holdpoint::read(&dossier, &policy);
    let earlier = "2026-12-07T11:00:00Z".parse().expect("a time");
    let mut review = holdpoint::judge(&reading, &policy, Stage::Readiness, earlier);
    // One finding of before is no more, one was not there.
    let gone = review.outcomes.iter().position(|outcome| outcome.outcome == Answer::Fail).expect("a finding");
    let new = review.outcomes[gone].subject.clone();
    "something else".clone_into(&mut review.outcomes[gone].subject);
    dossier.add("d/review-0.json", report::json(&review).as_bytes());
    let pack = pack(&dossier);
    let summary = crate::document(&pack, "communication-summary.md");
    let part = summary.split("## What changed").nth(1).expect("a section").split("\n## ").next().expect("its text");
    assert!(part.contains("The review before was **NO-GO** as of 2026-12-07 11:00 UTC"), "{part}");
    assert!(part.contains("1 finding is new, 1 mended"), "{new}: {part}");
}

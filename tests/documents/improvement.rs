//! What the documents about improvement say.

use serde_json::Value;

use crate::{document, example, files, pack};

const PLAN: &str = "# Deployment Plan: Ledger 3.1.0\n\n- **Updated**: 2026-12-01\n\
    - **Automation Inputs**: test evaluation, risk list\n- **Automation Outputs**: `deployment-plan.md`, `support-runbook.md`\n\n\
    ## Steps\n\n| No | Step | Owner | Rollback |\n|---|---|---|---|\n| 1 | Deploy | @a-ito | none |\n| 2 | Look | =cmd() | |\n";

#[test]
fn outputs_are_found_missing_or_out_of_date() {
    let dossier = files(&[
        ("d/deployment-plan.md", PLAN),
        ("d/test-evaluation.md", "# Test Evaluation Summary: Ledger 3.1.0\n\nUpdated: 2026-12-03\n\nAll passed.\n"),
    ]);
    let pack = pack(&dossier);
    let outputs = document(&pack, "automation-outputs.md");
    let stale = "| deployment-plan.md | ! older than test-evaluation.md, which it is made from, changed on 2026-12-03 \
                 (test-evaluation.md:3) | deployment-plan.md | 2026-12-01 | deployment-plan.md:5 |";
    assert!(outputs.contains(stale), "{outputs}");
    assert!(
        outputs.contains("| support-runbook.md | ✕ missing |  | *not stated* | deployment-plan.md:5 |"),
        "{outputs}"
    );
    assert!(outputs.contains("0 are there, 1 missing, 1 older than what it is made from."), "{outputs}");
}

#[test]
fn what_declares_nothing_has_no_outputs_to_verify() {
    let pack = pack(&files(&[("d/notes.md", "# Notes\n")]));
    assert!(pack.iter().all(|document| document.name != "automation-outputs.md"));
}

#[test]
fn a_ticket_keeps_its_id() {
    let ids = |dossier: &holdpoint::Dossier| -> Vec<String> {
        let tickets: Value = serde_json::from_str(document(&pack(dossier), "tickets.json")).expect("JSON");
        let list = tickets["tickets"].as_array().expect("a list").clone();
        list.iter().map(|ticket| ticket["id"].as_str().expect("an id").to_owned()).collect()
    };
    let one = ids(&example("orderflow-broken"));
    let mut more = example("orderflow-broken");
    more.add("orderflow-broken/docs/more.md", b"# More\n\nTo be written: TBD\n");
    let other = ids(&more);
    assert!(one.iter().all(|id| other.contains(id)));
    let mut unique = one.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), one.len());
}

#[test]
fn the_tickets_are_the_same_in_every_form() {
    let pack = pack(&example("orderflow-broken"));
    let json: Value = serde_json::from_str(document(&pack, "tickets.json")).expect("JSON");
    let csv = document(&pack, "tickets.csv");
    let markdown = document(&pack, "tickets.md");
    assert_eq!(json["written_by"], "Holdpoint");
    for ticket in json["tickets"].as_array().expect("a list") {
        let id = ticket["id"].as_str().expect("an id");
        assert!(csv.contains(&format!(",{id},holdpoint,")) && markdown.contains(&format!("## {id}: ")), "{id}");
        for key in ["title", "body", "labels", "assignees"] {
            assert!(!ticket["github"][key].is_null(), "{id} {key}");
        }
        for key in ["title", "description", "labels"] {
            assert!(!ticket["gitlab"][key].is_null(), "{id} {key}");
        }
        assert!(ticket["title"].as_str().expect("a title").chars().count() <= 200, "{id}");
    }
}

#[test]
fn values_stay_text_in_every_form() {
    let lessons = "# Retrospective: Ledger 3.1.0\n\n## Action items\n\n| Action | Owner | Due Date | Success Criteria | Priority |\n\
        |---|---|---|---|---|\n| =HYPERLINK(\"http://x\") and \\*b\\* | @a-ito | 2026-12-20 | +1 | P1 |\n\
        | @everyone &lt;script&gt;alert(1)&lt;/script&gt; | -2 | | | |\n";
    let pack = pack(&files(&[("d/deployment-plan.md", PLAN), ("d/retro.md", lessons)]));
    let csv = document(&pack, "tickets.csv");
    let cells = csv.split("\r\n").flat_map(|row| row.split(','));
    for cell in cells {
        let first = cell.trim_start_matches('"');
        assert!(!first.starts_with(['=', '+', '@', '-']), "{cell}");
    }
    assert!(csv.contains("\"'=HYPERLINK("), "{csv}");
    let json: Value = serde_json::from_str(document(&pack, "tickets.json")).expect("JSON");
    let lessons: Vec<&Value> =
        json["tickets"].as_array().expect("a list").iter().filter(|ticket| ticket["kind"] == "lesson").collect();
    assert_eq!(lessons.len(), 2);
    let handle = lessons.iter().find(|ticket| ticket["owner"] == "@a-ito").expect("the lesson");
    assert_eq!(handle["github"]["assignees"][0], "a-ito");
    assert_eq!((&handle["gitlab"]["due_date"], &handle["priority"]), (&"2026-12-20".into(), &"High".into()));
    for ticket in lessons {
        let body = ticket["github"]["body"].as_str().expect("a body");
        assert!(!body.contains("@everyone") && !body.contains(" <script>") && !body.contains("@a-ito"), "{body}");
    }
}

/// A rollout that went wrong and was taken back.
const ROLLOUT: [(&str, &str); 6] = [
    (
        "d/deployment-plan.md",
        "# Deployment Plan: Ledger 3.1.0\n\nRelease: 3.1.0\nChange window: 2026-12-07 10:00–14:00 UTC\n\n## Approvals\n\n\
         | Role | Name | Decision | Date |\n|---|---|---|---|\n| Project Manager | Noah Whitfield | approved | 2026-12-08 |\n\n\
         ## Rollback\n\nRollback objective: 5 minutes\n\n| Trigger | Threshold | Window | Action |\n|---|---|---|---|\n\
         | Error rate | > 2 % | 5 min | Roll back |\n",
    ),
    (
        "d/deployment-execution-log.md",
        "# Deployment Execution Log: Ledger 3.1.0\n\n\
         | Step | Action | Owner | Planned | Actual | Result | Deviation |\n|---|---|---|---|---|---|---|\n\
         | 1 | Freeze the pipeline | A. Ito | 10:00 | 10:00 | PASS | none |\n\
         | 2 | Roll the workers | B. Novak | 10:05–10:15 | 10:05–10:40 | PASS | image pull took long |\n\
         | 3 | Switch traffic | C. Diaz | 10:15 | 10:45 | FAIL | |\n",
    ),
    (
        "d/slo-monitoring-report.md",
        "# SLO Monitoring Report: Ledger 3.1.0\n| Time | Error rate | Decision |\n|---|---|---|\n| Baseline | 0.1 % | |\n\
         | 10:45 | 2.4 % | CONTINUE |\n| 10:50 | 2.6 % | ROLLBACK |\n",
    ),
    (
        "d/smoke-test-results.md",
        "# Smoke Test Results: Ledger 3.1.0\n\nStatus: FAIL\n\n| Test | Result |\n|---|---|\n| Login | PASS |\n| Post an entry | FAIL |\n",
    ),
    (
        "d/rollback-log.md",
        "# Rollback Execution Log: Ledger 3.1.0\n\n| Check | Result |\n|---|---|\n| Traffic on version 3.0.2 | 100 % |\n\
         | Incident | INC-2041 |\n\nDuration: 12 min\n",
    ),
    (
        "d/retrospective.md",
        "# Retrospective: Ledger 3.1.0\n## Action items\n| Action | Owner | Due Date | Success Criteria | Priority |\n\
         |---|---|---|---|---|\n| Mirror the image registry | B. Novak | 2026-12-20 | pull under 1 min | P1 |\n",
    ),
];

fn rollout() -> Vec<holdpoint::Deliverable> {
    let dossier = files(&ROLLOUT);
    let (policy, _) = holdpoint::Policy::of_dossier(&dossier);
    let reading = holdpoint::read(&dossier, &policy);
    let as_of = "2026-12-07T12:00:00Z".parse().expect("a time");
    holdpoint::pack(&reading, &holdpoint::judge(&reading, &policy, holdpoint::Stage::Rollout, as_of))
}

#[test]
fn lessons_tell_what_did_not_go_as_planned() {
    let pack = rollout();
    let lessons = document(&pack, "lessons-learned.md");
    for part in [
        "### 1. Step 2, Roll the workers, took 25 minutes longer than planned.",
        "- **Planned:** 10:05–10:15 (deployment-execution-log.md:6)",
        "- **As noted:** image pull took long (deployment-execution-log.md:6)",
        "- **Owner:** B. Novak (deployment-execution-log.md:6)",
        "Step 3, Switch traffic, did not succeed: FAIL, and was 30 minutes late.",
        "1 of 2 smoke tests failed: Post an entry.",
        "A rollback trigger fired",
        "The release was rolled back.",
        "- **Planned:** within 5 minutes (deployment-plan.md:14)",
        "- **Actual:** in 12 minutes (rollback-log.md:8)",
        "| Project Manager | Noah Whitfield | 2026-12-08 | 2026-12-07 (deployment-plan.md:4) |",
        "| Mirror the image registry | B. Novak | 2026-12-20 | pull under 1 min | P1 |",
    ] {
        assert!(lessons.contains(part), "{part}\n{lessons}");
    }
    assert!(!lessons.contains("Freeze the pipeline"), "{lessons}");
    pack.iter().filter(|document| document.name.ends_with(".md")).for_each(crate::form::is_sound);
}

#[test]
fn the_notice_goes_to_those_who_have_the_role() {
    let pack = rollout();
    let notice = document(&pack, "deviation-notices.md");
    for part in [
        "- **To the Project Manager:** Noah Whitfield (deployment-plan.md:10)",
        "- **To the Test Architect:** *not stated*",
        "- Step 3, Switch traffic, did not succeed: FAIL, and was 30 minutes late. Planned: 10:15. Actual: 10:45. (deployment-execution-log.md:7)",
        "a rollback is recorded",
        "Whether and when the release goes out again, and what is done before. By 2026-12-07T14:00:00 \
         (deployment-plan.md:4), before the change window ends.",
        "1. Find out what took so long",
    ] {
        assert!(notice.contains(part), "{part}\n{notice}");
    }
    let measured = notice.split("## Tests and measured values").nth(1).expect("a part");
    assert!(measured.contains("smoke tests failed") && !measured.contains("Roll the workers"), "{measured}");
}

#[test]
fn a_release_that_nobody_has_rolled_out_has_no_lessons() {
    let pack = pack(&files(&[("d/deployment-plan.md", PLAN)]));
    for name in ["lessons-learned.md", "deviation-notices.md"] {
        assert!(pack.iter().all(|document| document.name != name), "{name}");
    }
}

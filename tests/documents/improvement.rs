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
    let stale = "| deployment-plan.md | ! older than d/test-evaluation.md, which it is made from, changed on 2026-12-03 \
                 (d/test-evaluation.md:3) | d/deployment-plan.md | 2026-12-01 | d/deployment-plan.md:5 |";
    assert!(outputs.contains(stale), "{outputs}");
    assert!(
        outputs.contains("| support-runbook.md | ✕ missing |  | *not stated* | d/deployment-plan.md:5 |"),
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

//! What support and operations get: the bill of materials and what differs, updates of the runbook, the acceptance.

use crate::{document, files, pack};

const BEFORE: &str = r#"{"bomFormat":"CycloneDX","specVersion":"1.5","metadata":{"component":{"type":"application","name":"shop","version":"2.0.0"}},
"components":[{"type":"library","name":"pg","version":"8.12.0"},{"type":"library","name":"left-pad","version":"1.3.0"},{"type":"library","name":"pino","version":"9.5.0"}]}"#;

const NOW: &str = r#"{"bomFormat":"CycloneDX","specVersion":"1.5","metadata":{"component":{"type":"application","name":"shop","version":"2.1.0"}},
"components":[{"type":"library","name":"pg","version":"8.13.1","licenses":[{"license":{"id":"MIT"}}],"purl":"pkg:npm/pg@8.13.1"},
{"type":"library","name":"pino","version":"9.5.0"},{"type":"library","name":"=cmd|' /C calc'!A0","version":"@1"}]}"#;

#[test]
fn the_bill_tells_what_differs_from_that_of_the_version_before() {
    let pack = pack(&files(&[("shop/sbom-2.0.0.cdx.json", BEFORE), ("shop/sbom-2.1.0.cdx.json", NOW)]));
    let bill = document(&pack, "bill-of-materials.md");
    for told in ["| changed | pg | 8.12.0 | 8.13.1 |", "| removed | left-pad | 1.3.0 |  |", "1 is the same."] {
        assert!(bill.contains(told), "{told}\n{bill}");
    }
    assert!(!bill.split("## What differs").next().expect("a part").contains("left-pad"), "{bill}");
    let table = document(&pack, "bill-of-materials.csv");
    assert!(
        table.contains("component,pg,8.13.1,library,MIT,,pkg:npm/pg@8.13.1,shop/sbom-2.1.0.cdx.json:2\r\n"),
        "{table}"
    );
    assert!(table.contains("component,'=cmd|' /C calc'!A0,'@1,library,"), "{table}");
    assert!(!table.contains("left-pad"), "{table}");
}

#[test]
fn a_list_among_old_files_is_the_one_before() {
    let list = |pg: &str| {
        format!("# Bill of Materials: Shop\n\n| Component | Version | Licence |\n|---|---|---|\n| pg | {pg} | MIT |\n")
    };
    let pack = pack(&files(&[
        ("shop/archive/bill-of-materials.md", &list("8.12.0")),
        ("shop/bill-of-materials.md", &list("8.13.1")),
    ]));
    let bill = document(&pack, "bill-of-materials.md");
    assert!(bill.contains("| changed | pg | 8.12.0 | 8.13.1 |"), "{bill}");
    assert!(bill.contains("What is listed now against `archive/bill-of-materials.md`."), "{bill}");
}

#[test]
fn its_own_table_is_no_bill() {
    let pack = pack(&files(&[("shop/sbom.cdx.json", NOW)]));
    let table = document(&pack, "bill-of-materials.csv").to_owned();
    let again = crate::pack(&files(&[("pack/bill-of-materials.csv", &table)]));
    let bill = document(&again, "bill-of-materials.md");
    assert!(bill.contains("What the release is made of is *not stated"), "{bill}");
}

#[test]
fn no_bill_is_written_as_a_table_where_nothing_is_delivered() {
    assert!(!pack(&files(&[])).iter().any(|document| document.name == "bill-of-materials.csv"));
}

#[test]
fn what_the_runbook_does_not_mention_is_an_entry() {
    let notes =
        "# Release Notes: Shop 2.1.0\n\n## Upgrade Instructions\n\n1. Set `CART_LIMIT` and `WISHLIST_ENABLED`\n";
    let runbook = "# Support Runbook: Shop\n\nRelease covered: 2.1.0\n\n## Common Scenarios\n\n\
        Turn `WISHLIST_ENABLED` off when the page is slow. DEF-1 is known.\n\n## Rollback\n\nBy the plan.\n";
    let defects = "# Defect List: Shop 2.1.0\n\n| Defect ID | Title | Severity | Status | Workaround |\n|---|---|---|---|---|\n\
        | DEF-1 | Slow page | P3 | open | Wait |\n| DEF-2 | Lost cart | P2 | open | Sign in again |\n";
    let pack = pack(&files(&[
        ("shop/release-notes.md", notes),
        ("shop/support-runbook.md", runbook),
        ("shop/defects.md", defects),
    ]));
    let updates = document(&pack, "support-runbook-updates.md");
    for told in [
        "### CART_LIMIT",
        "### DEF-2",
        "- **Symptom:** DEF-2: Lost cart (defects.md:6)",
        "- **Action:** Sign in again",
        "- **Symptom:** *not stated (RBK-02)*",
    ] {
        assert!(updates.contains(told), "{told}\n{updates}");
    }
    for known in ["### WISHLIST_ENABLED", "### DEF-1", "## Rollback"] {
        assert!(!updates.contains(known), "{known}\n{updates}");
    }
}

#[test]
fn a_good_result_with_a_failing_test_is_a_deviation() {
    let plan = "# Product Acceptance Plan: Shop 2.1.0\n\n## Acceptance Criteria\n\n\
        | ID | Criterion | Test case | Evidence | Result |\n|---|---|---|---|---|\n\
        | AC-01 | Carts are kept | TC-1 | `results.xml` | passed |\n| AC-02 | Lists are kept | TC-2 | `other.xml` |  |\n\
        | AC-03 | Nothing is lost |  |  |  |\n";
    let report = "<testsuite name=\"acceptance\" tests=\"2\" failures=\"1\"><testcase name=\"TC-1 cart\"><failure/></testcase>\
        <testcase name=\"TC-2 lists\"/></testsuite>";
    let pack = pack(&files(&[("shop/product-acceptance-plan.md", plan), ("shop/results.xml", report)]));
    let results = document(&pack, "acceptance-results.md");
    for told in [
        "- AC-01 says “passed”, but tests failed: TC-1 (product-acceptance-plan.md:7)",
        "- The evidence of AC-02, other.xml, is not in the dossier (product-acceptance-plan.md:8)",
        "| AC-02 | *not stated* | tests passed: TC-2 |",
        "AC-03 (product-acceptance-plan.md:9), Nothing is lost: it names no test, and has no result",
    ] {
        assert!(results.contains(told), "{told}\n{results}");
    }
}

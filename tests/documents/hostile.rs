//! Text that tries to be more than text.

use holdpoint::deliverables::Group;

use crate::form::is_sound;
use crate::{document, files, pack};

/// As it reads once the mark-up of its file is taken off.
const NOTES: &str = r"# Release Notes: Shop &lt;script&gt;alert(1)&lt;/script&gt; 1.2.0

## Highlights

- \# Injected heading
- &lt;img src=x onerror=alert(1)&gt; and &amp;lt;b&amp;gt;
- \[click\](javascript:alert(1)) \!\[p\](http://x/y.png) \[x\]: javascript:alert(1)
- \--- and \`\`\` and \*\*bold\*\* \_under\_ \~\~gone\~\~ \[^1\]

\=== &#35; not a heading

1\. not a list

## Upgrade Instructions

~~~~sh
echo '```'
# Injected heading
~~~~
";

const DEFECTS: &str = r"# Defect List: Shop 1.2.0

| Defect ID | Title | Severity | Status | Workaround |
|---|---|---|---|---|
| DEF-1 | a \| b \\\| c `d \| e` <br> \[x\](javascript:1) | P2 | open | &#124; &#124; \ |
| DEF-2 | tail \\ | P3 | open | # x |
";

const RISKS: &str = r"# Risk List: Shop 1.2.0

| Risk ID | Description | Exposure | Mitigation Strategy | Owner | Status |
|---|---|---|---|---|---|
| R-1 | > quote \| <!-- hidden | 12 | - [ ] tick | <a href='javascript:1'>A</a> | Open |
";

const CRITERIA: &str = r"# Product Acceptance Plan: Shop 1.2.0

## Acceptance Criteria

| ID | Criterion | Test case | Evidence | Result |
|---|---|---|---|---|
| AC-1 | <b>x</b> \| # y | TC-1 | [a](javascript:1).xml | > passed |
| AC-2 |  |  | `a|b.xml` | ![x](http://x/y) |
";

const BILL: &str = r"# Bill of Materials: Shop 1.2.0

| Component | Version | Licence |
|---|---|---|
| <img src=x> \| pad | # 1 | [MIT](javascript:1) |
";

const PLAN: &str = r"# Deployment Plan: Shop 1.2.0

## Deployment Steps

| No | Step | Owner | Start | Duration | Rollback |
|---|---|---|---|---|---|
| 1 | <script>alert(1)</script> \| > x | - [ ] A | # 2 | 5 min | Not possible \| ![x](http://x) |
";

#[test]
fn nothing_in_a_dossier_becomes_mark_up() {
    let dossier = files(&[
        ("shop/release-notes.md", NOTES),
        ("shop/defects.md", DEFECTS),
        ("shop/risk-list.md", RISKS),
        ("shop/[a](javascript:1)|b.md", "# x\n"),
        ("shop/product-acceptance-plan.md", CRITERIA),
        ("shop/bill-of-materials.md", BILL),
        ("shop/deployment-plan.md", PLAN),
    ]);
    let pack = pack(&dossier);
    let written = pack.iter().filter(|document| document.group != Group::Plan && document.name.ends_with(".md"));
    written.for_each(is_sound);
    let notes = document(&pack, "release-notes.md");
    for heading in notes.lines().filter(|line| line.starts_with('#')) {
        assert!(!heading.contains("Injected") || notes.contains("````"), "{heading}");
    }
    assert!(notes.contains("\\# Injected heading (release-notes.md:5)"), "{notes}");
    assert!(notes.contains("````text\necho '```'\n# Injected heading\n````"), "{notes}");
    let list = document(&pack, "acceptance-checklist.md");
    assert!(list.contains("shop/[a\\](javascript:1)\\|b.md"), "{list}");
}

#[test]
fn a_file_of_any_size_of_line_yields_documents() {
    let long = "word ".repeat(100_000);
    let dossier = files(&[("shop/release-notes.md", &format!("# Release Notes 1.2.0\n\n## Highlights\n\n- {long}\n"))]);
    let notes = pack(&dossier);
    assert!(!document(&notes, "release-notes.md").contains("could not be written"));
}

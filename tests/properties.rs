//! Properties that hold for any bytes: no panic, and every place lies inside its file, on character borders.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[path = "sources/builders.rs"]
mod builders;
#[path = "../src/cli/platform.rs"]
mod platform;

use holdpoint::facts::Kind;
use holdpoint::policy::file::correct;
use holdpoint::policy::{Limits, Policy};
use holdpoint::report::ledger;
use holdpoint::review::Evidence;
use holdpoint::{Dossier, Reading, Stage, judge, pack, read};
use proptest::prelude::*;

/// Pieces from which awkward documents are made.
const PIECES: [&str; 40] = [
    "# Deployment plan 2.0.0\n",
    "## Steps\n",
    "## Rollback\n",
    "| Step | Owner | Rollback |\n|---|---|---|\n",
    "| 1 | A. Ito | - |\n",
    "| a | b |\n",
    "- [x] done\n",
    "- [ ] TBD\n",
    "  - deeper\n",
    "1. run psql\n",
    "```bash\n",
    "```\n",
    "<owner>",
    "<!-- ",
    " -->",
    "---\n",
    "a: &x [1, *x]\n",
    "key: value\n",
    "- name: DB_PASSWORD\n  value: hunter2\n",
    "KEY=\"",
    "export A=b # c\n",
    "{\"a\": [",
    "]}",
    "<testsuites><testsuite name=\"é\">",
    "<testcase name=\"x\"><failure/></testcase>",
    "</testsuite></testsuites>",
    "**",
    "`",
    "[",
    "]",
    "(",
    "日本語 ",
    "ü",
    "\u{1f600}",
    "\r\n",
    "\u{feff}",
    "2026-12-08 02:00–05:00 UTC\n",
    "window: ",
    "postgres://a:b@c ",
    "AKIAQ4ZT8M2VX9LC7R3B ",
];

fn lies_inside(reading: &Reading, evidence: &Evidence) -> Result<(), TestCaseError> {
    let source = reading.find(&evidence.file).unwrap();
    prop_assert!(evidence.line >= 1 && evidence.line as usize <= source.lines().max(1), "{evidence:?}");
    prop_assert!((evidence.line, evidence.column) <= (evidence.end_line, evidence.end_column), "{evidence:?}");
    let width = source.line(evidence.line).chars().count() as u32;
    prop_assert!(evidence.column <= width + 1, "{evidence:?} in a line of {width}");
    Ok(())
}

/// Pieces of policy files.
const POLICY: [&str; 20] = [
    "kinds:\n",
    "kinds: {}\n",
    "kinds: {b.md: faq}\n",
    "  a.md: faq\n",
    "  \"a.md\": risk-list # é\n",
    "  b.md: ignore\r\n",
    "    deeper: faq\n",
    "profile: aiwg\n",
    "# a comment\n",
    "\n",
    "---\n",
    "...\n",
    "? a\n",
    "&x ",
    "*x\n",
    "'",
    "- a\n",
    "\t",
    "vocabulary: {section.rollback: [x]}\n",
    "rollback_minutes: 4",
];

/// Whatever a policy file is, a correction either does what it should and nothing else, or is refused.
fn correct_any(text: &str) -> Result<(), TestCaseError> {
    let mut dossier = Dossier::new(Limits::default());
    dossier.add("a.md", b"# A");
    dossier.add("b.md", b"# B");
    dossier.add("holdpoint.yaml", text.as_bytes());
    let (before, _) = Policy::of_dossier(&dossier);
    if let Ok(file) = correct(&dossier, "a.md", Some(Kind::Approvals)) {
        dossier.add(&file.path, file.text.as_bytes());
        let (after, _) = Policy::of_dossier(&dossier);
        prop_assert_eq!(after.kind_of("a.md").map(|rule| rule.kind), Some(Kind::Approvals));
        prop_assert_eq!(after.kind_of("b.md").map(|rule| rule.kind), before.kind_of("b.md").map(|rule| rule.kind));
        prop_assert_eq!((after.profile, after.vocabulary), (before.profile, before.vocabulary));
    }
    Ok(())
}

fn check(path: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    let mut dossier = Dossier::with_platform(Limits::default(), &platform::Native);
    dossier.add(path, bytes);
    let (policy, _) = Policy::of_dossier(&dossier);
    let reading = read(&dossier, &policy);
    let as_of = "2026-12-07T12:00:00Z".parse().unwrap();
    let review = judge(&reading, &policy, Stage::Acceptance, as_of);
    for outcome in &review.outcomes {
        prop_assert!(!outcome.message.is_empty() && !outcome.why.is_empty(), "{} says nothing", outcome.rule);
        outcome.evidence.iter().try_for_each(|evidence| lies_inside(&reading, evidence))?;
    }
    for entry in ledger::ledger(&reading).families.iter().flat_map(|family| &family.facts) {
        entry.places().try_for_each(|place| lies_inside(&reading, place))?;
    }
    for secret in &reading.facts.secrets {
        let text = reading.source(secret.at.source).slice(secret.at.span);
        prop_assert!(text.chars().all(|character| character == '•' || character == '\n'), "{text:?} is not masked");
    }
    pack(&reading, &review);
    Ok(())
}

fn name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "a.md",
        "a.yaml",
        "a.json",
        "a.xml",
        ".env",
        ".env.example",
        "a.txt",
        "deployment-plan.md",
        "a.zip",
        "a.tar",
        "a.tgz",
        "a.md.gz",
        "a.docx",
        "a.xlsx",
        "holdpoint.yaml",
    ])
}

/// Archives and office documents that are whole.
fn whole() -> Vec<(&'static str, Vec<u8>)> {
    let table = "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let word =
        builders::docx(&[&builders::paragraph("Titel", "Plan"), table, &builders::paragraph("", "☐ ok")].concat());
    let sheet = r#"<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>0.5</v></c></row></sheetData>
        <mergeCells><mergeCell ref="A1:A2"/></mergeCells>"#;
    let workbook = builders::xlsx(&[("Tests", "visible", sheet)], &["Login"]);
    let tar = builders::tar(&[("plan.md", b"# Plan\n"), ("a/inner.zip", &builders::zip(&[("b.md", b"# B\n")]))]);
    vec![("a.docx", word), ("a.xlsx", workbook), ("a.tgz", builders::gzip(&tar)), ("a.tar", tar)]
}

/// The parts of an office document, so that what is inside can be damaged, and not only the archive around it.
fn damaged_inside(bytes: &[u8], part: usize, at: usize, with: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut parts: Vec<(String, String)> = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        parts.push((name, std::io::read_to_string(&mut file).unwrap()));
    }
    let chosen = part % parts.len();
    let text = &mut parts[chosen].1;
    let at = text.floor_char_boundary(at % (text.len() + 1));
    let end = text.ceil_char_boundary((at + with.len()).min(text.len()));
    text.replace_range(at..end, with);
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    builders::zip(&parts)
}

/// Pieces of XML that change what an office document means.
const XML: [&str; 12] = [
    "<w:tbl>",
    "</w:p>",
    "<w:tc>",
    "\"-1\"",
    "99999999999",
    "A0:ZZZ9",
    "<c r=\"",
    "0%;[h]",
    "<a/>",
    "&#9;",
    "_x000D_",
    "é",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(path in name(), bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        check(path, &bytes)?;
    }

    #[test]
    fn any_policy(pieces in prop::collection::vec(prop::sample::select(POLICY.to_vec()), 0..12)) {
        correct_any(&pieces.concat())?;
    }

    #[test]
    fn any_text(path in name(), text in "\\PC{0,600}") {
        check(path, text.as_bytes())?;
    }

    #[test]
    fn any_mixture(path in name(), pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..60)) {
        check(path, pieces.concat().as_bytes())?;
    }

    #[test]
    fn any_damage(which in 0..4_usize, at in any::<usize>(), bytes in prop::collection::vec(any::<u8>(), 1..8), cut in any::<bool>()) {
        let (path, mut file) = whole().swap_remove(which);
        let at = at % file.len();
        if cut {
            file.truncate(at);
        } else {
            let end = (at + bytes.len()).min(file.len());
            file.splice(at..end, bytes);
        }
        check(path, &file)?;
    }

    #[test]
    fn any_damage_inside(which in 0..2_usize, part in any::<usize>(), at in any::<usize>(), with in prop::sample::select(XML.to_vec())) {
        let (path, file) = whole().swap_remove(which);
        check(path, &damaged_inside(&file, part, at, with))?;
    }
}

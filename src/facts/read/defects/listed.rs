//! Defects that stand in no table: a line for each, or a heading.

use super::super::document::Doc;
use super::super::label::labelled;
use super::super::severity::{Scale, told};
use super::super::{Kind, Phrase, Said};
use super::is_closed;
use crate::facts::Defect;
use crate::outline::{Block, Item};
use crate::vocabulary::{self, Column, Key, Section, Terms, Word};

/// Items that begin with an id below a heading about defects, and headings that do.
pub(super) fn read(doc: &Doc<'_>, scale: Scale) -> Vec<Defect> {
    let mut found = Vec::new();
    for (index, section) in doc.outline.sections.iter().enumerate() {
        if doc.topic(index) != Some(Section::Defects) && doc.kind != Kind::DefectList {
            continue;
        }
        if let Some((id, title)) = split(&section.title.plain).filter(|_| section.level > 1) {
            found.push(from_heading(doc, index, scale, id, title));
            continue;
        }
        let closed = is_closed(doc, &section.title);
        for block in &section.blocks {
            let Block::Item(item) = block else { continue };
            found.extend(from_item(doc, item, closed));
        }
    }
    found
}

/// The id that a text begins with, and the rest: `BUG-12 (high): …`.
fn split(text: &str) -> Option<(&str, &str)> {
    let start = text.trim_start_matches(['[', ' ']);
    let end = start.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-')).unwrap_or(start.len());
    let (id, rest) = start.split_at(end);
    let (prefix, number) = id.rsplit_once('-')?;
    let named = prefix.starts_with(|first: char| first.is_ascii_uppercase())
        && prefix.len() >= 2
        && prefix.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-');
    let numbered = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (named && numbered).then(|| (id, rest.trim_start_matches([']', ' '])))
}

fn from_item(doc: &Doc<'_>, item: &Item, closed: bool) -> Option<Defect> {
    let (id, rest) = split(&item.text.plain).filter(|_| item.depth == 0)?;
    let terms = doc.terms(&item.text);
    let at = doc.place(item.text.span);
    let said = |value: &str| Said { value: value.trim().to_owned(), at };
    let status = status(terms);
    let over = status.is_some_and(|status| !vocabulary::defect_is_open(status));
    Some(Defect {
        id: said(id),
        severity: told(terms).map(|value| Said { value, at }),
        title: title(rest).map(said),
        status: status.map(said),
        open: !(closed || over || item.checked == Some(true)),
        workaround: labelled(terms, &[Word::Workaround]).map(said),
        waiver: None,
    })
}

/// The part of a line that is a status and no more: `BUG-13 (medium, fixed): …`, `— Status: open`.
fn status(terms: Terms<'_>) -> Option<&str> {
    let labelled = labelled(terms, &[Column::Status]).and_then(|value| value.split([',', '，', '、']).next());
    let is_status = |part: &&str| {
        let found = vocabulary::find(part);
        let own = found.of(part);
        own.is_only(Word::DefectClosed) || own.is_only(Word::DefectFixed) || own.is_only(Word::DefectReopened)
    };
    let mut parts = terms.text().split(['(', ')', '（', '）', '[', ']', ',', '，', '、', '—', '–', '|', ';', '；']);
    labelled.or_else(|| parts.by_ref().take(12).map(str::trim).find(is_status))
}

/// What stands behind the brackets and marks, up to the next mark.
fn title(rest: &str) -> Option<&str> {
    let mut rest = rest.trim_start();
    if let Some(inside) = rest.strip_prefix(['(', '（', '[']) {
        rest = inside.split_once([')', '）', ']']).map_or("", |(_, behind)| behind);
    }
    let rest = rest.trim_start_matches([':', '：', '—', '–', '-', '|', ' ']);
    let end = [" — ", " – ", " | ", ". ", "。", "（", " ("].iter().filter_map(|mark| rest.find(mark)).min();
    let title = rest.get(..end.unwrap_or(rest.len()))?.trim();
    (!title.is_empty()).then_some(title)
}

/// `## DEF-1: Login fails` above its lines.
fn from_heading(doc: &Doc<'_>, index: usize, scale: Scale, id: &str, rest: &str) -> Defect {
    let from = doc.lines().partition_point(|line| line.section < index);
    let own = || doc.lines().get(from..).unwrap_or_default().iter().take_while(|line| line.section == index);
    let keyed = |key: Key| own().find(|line| line.key == Some(key));
    let phrase = |key: Key| keyed(key).map(|line| doc.phrase(&line.field.value)).filter(|said| !said.value.is_empty());
    let at = doc.outline.sections.get(index).map(|section| doc.place(section.title.span)).unwrap_or_default();
    let said = |value: &str| Said { value: value.to_owned(), at };
    let status: Option<Phrase> = phrase(Key::Status);
    let line = keyed(Key::Severity);
    Defect {
        severity: line.and_then(|line| scale.in_text(&line.field.value, &doc.phrase(&line.field.value))),
        title: title(rest).map(said),
        open: status.as_ref().is_none_or(|status| vocabulary::defect_is_open(&status.value)),
        workaround: phrase(Key::Workaround),
        waiver: None,
        status,
        id: said(id),
    }
}

#[cfg(test)]
mod unit {
    use super::super::super::testing::facts;
    use super::*;
    use crate::facts::DefectSeverity::{P1, P2, P3};

    #[test]
    fn a_line_names_a_defect() {
        for (line, severity, open, title) in [
            ("BUG-12 (hoch, offen): Export bricht ab", Some(P1), true, "Export bricht ab"),
            ("BUG-13 (mittel, geschlossen): Login", Some(P2), false, "Login"),
            ("DEF-1 — Login fails — Severity: P1 — Status: Open", Some(P1), true, "Login fails"),
            ("DEF-3: the dialog cannot be closed (P3)", Some(P3), true, "the dialog cannot be closed"),
            ("[DEF-4] Logout fails — Status: Closed", None, false, "Logout fails"),
            ("BUG-7：导出失败（严重程度：中，状态：已关闭）", Some(P2), false, "导出失败"),
        ] {
            let facts = facts(Kind::TestEvaluation, &format!("# Test report\n## Open defects\n- {line}\n"));
            let defect = facts.defects.first().unwrap_or_else(|| panic!("{line}"));
            let said = defect.title.as_ref().map(|title| title.value.as_str());
            let level = defect.severity.as_ref().map(|severity| severity.value);
            assert_eq!((level, defect.open, said), (severity, open, Some(title)), "{line}");
        }
        for line in ["P1: 0", "No open defects", "2026-12-08: nothing found", "See DEF-7 and DEF-8"] {
            let facts = facts(Kind::TestEvaluation, &format!("# Test report\n## Defects\n- {line}\n"));
            assert!(facts.defects.is_empty(), "{line}");
        }
    }

    #[test]
    fn a_heading_names_a_defect() {
        let text = "# Defect list\n## DEF-1: Login fails\n- Severity: High\n- Status: Open\n- Workaround: none\n\
                    ## DEF-2: Logout\n- Status: Closed\n";
        let facts = facts(Kind::DefectList, text);
        let found: Vec<_> = facts.defects.iter().map(|defect| (defect.id.value.as_str(), defect.open)).collect();
        assert_eq!(found, [("DEF-1", true), ("DEF-2", false)]);
    }
}

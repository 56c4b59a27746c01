//! Defects that stand in no table: a line for each, or a heading.

use super::super::document::Doc;
use super::super::label::labelled;
use super::super::severity::{Scale, severity, told};
use super::super::{Kind, Phrase, Said};
use super::{is_closed, last_day, waived_by};
use crate::facts::{Defect, DefectSeverity};
use crate::outline::{Block, Item};
use crate::vocabulary::{self, Choice, Column, Key, Section, Terms, Word};

/// Items that begin with an id below a heading about defects, and headings that do.
pub(super) fn read(doc: &Doc<'_>, scale: Scale) -> Vec<Defect> {
    let mut found = Vec::new();
    for (index, section) in doc.outline.sections.iter().enumerate() {
        if doc.topic(index) != Some(Section::Defects) && doc.kind != Kind::DefectList {
            continue;
        }
        // `Phase 1 — Blockers`: what is done in it, not what is wrong.
        if doc.terms(&section.title).begins(Word::Phase) {
            continue;
        }
        if section.level > 1 {
            if let Some((id, title)) = split(doc, &section.title.plain) {
                found.push(from_heading(doc, index, scale, id, title));
                continue;
            }
            if let Some(own) = numbered(doc, index, scale) {
                found.push(own);
                continue;
            }
            if let Some((level, title)) = graded(doc.terms(&section.title)) {
                let severity = Some(Said { value: level, at: doc.place(section.title.span) });
                let own = from_heading(doc, index, scale, title, "");
                found.push(Defect { severity: own.severity.or(severity), ..own });
                continue;
            }
        }
        let closed = is_closed(doc, &section.title);
        let own = doc.is(&[Kind::TestEvaluation, Kind::DefectList]) && doc.topic(index) == Some(Section::Defects);
        let heading = Heading { closed, own, severity: of_heading(doc, index) };
        let mut items = section.blocks.iter().filter_map(|block| match block {
            Block::Item(item) => Some(item),
            _ => None,
        });
        let mut next = items.next();
        while let Some(item) = next {
            let mut below = Vec::new();
            next = loop {
                match items.next() {
                    Some(field) if field.depth > item.depth => below.push(field),
                    other => break other,
                }
            };
            found.extend(from_item(doc, item, &below, &heading));
        }
    }
    found
}

/// The id that a text begins with, and the rest: `BUG-12 (high): …`.
fn split<'t>(doc: &Doc<'_>, text: &'t str) -> Option<(&'t str, &'t str)> {
    let start = text.trim_start_matches(['[', ' ']);
    let end = start.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-')).unwrap_or(start.len());
    let (id, rest) = start.split_at(end);
    let (prefix, number) = id.rsplit_once('-')?;
    let named = prefix.starts_with(|first: char| first.is_ascii_uppercase())
        && prefix.len() >= 2
        && prefix.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-');
    let numbered = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    ((named && numbered) || vocabulary::is_id(id, &doc.ids.defect)).then(|| (id, rest.trim_start_matches([']', ' '])))
}

/// `P1: login fails`, `[Critical] …`, `High – …`: the severity that a text begins with, and the rest.
fn graded(terms: Terms<'_>) -> Option<(DefectSeverity, &str)> {
    let (level, hit) = severity(terms).filter(|(_, hit)| terms.begins_at(hit))?;
    let behind = terms.behind(hit).trim_start_matches(['*', ' ']);
    let rest = behind.trim_start_matches([']', ')', '】', '）']).trim_start_matches(['*', ' ']);
    let apart = rest.len() < behind.len() || rest.starts_with([':', '：', '—', '–', '|']) || rest.starts_with("- ");
    let rest = rest.trim_start_matches([':', '：', '—', '–', '|', '-', ' ']);
    (apart && names_defect(rest)).then_some((level, rest))
}

/// `### 2. The login is slow`, right below the heading about defects.
fn numbered(doc: &Doc<'_>, index: usize, scale: Scale) -> Option<Defect> {
    let section = doc.outline.sections.get(index)?;
    let above = doc.outline.sections.get(section.parent?).filter(|above| above.level > 1)?;
    let first = |text: &str| text.starts_with(|first: char| first.is_ascii_digit());
    let title = section
        .title
        .plain
        .trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ')' | ' '));
    // `4.1 Open defects` below `4 Defects` is a part of the list.
    let part = section.title.plain.split(' ').next().is_some_and(|number| number.trim_end_matches('.').contains('.'));
    let own = doc.terms(&section.title);
    let names = vocabulary::section(&above.title.plain) == Some(Section::Defects);
    if !names || part || !first(&section.title.plain) || !names_defect(title) || own.has(Section::Defects) {
        return None;
    }
    let mut defect = from_heading(doc, index, scale, title, "");
    let terms = || {
        section.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(doc.terms(&paragraph.text)),
            Block::Item(item) => Some(doc.terms(&item.text)),
            _ => None,
        })
    };
    let over = |terms: Terms<'_>| terms.has(Word::DefectFixed) && !terms.has(Word::DefectReopened);
    defect.open &= defect.status.is_some() || !(is_closed(doc, &above.title) || terms().any(over));
    Some(defect)
}

/// Whether a text says what is wrong: not a number, "none", or a date.
fn names_defect(text: &str) -> bool {
    const SHORT: usize = 4;
    let found = vocabulary::find(text);
    let terms = found.of(text);
    let counted = text.starts_with(|first: char| first.is_ascii_digit());
    let answered =
        [Word::None, Word::No, Word::NotApplicable, Word::UndoNone, Word::Total].iter().any(|word| terms.begins(*word));
    text.chars().filter(|letter| letter.is_alphabetic()).count() >= SHORT
        && !counted
        && !(answered && (terms.has(Word::IssueNoun) || text.chars().count() <= 24))
}

/// `P0 blockers: 0`, `Offene Blocker: keine`, `契約リスク：なし`: how many there are.
fn is_count(terms: Terms<'_>) -> bool {
    let text = terms.text();
    let Some((label, value)) = text.split_once([':', '：']) else { return false };
    let value = value.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, '*' | '`' | '.' | '。'));
    let found = vocabulary::find(value);
    let said = found.of(value);
    let none = [Word::None, Word::No, Word::UndoNone, Word::NotApplicable].iter().any(|word| said.is_only(*word));
    let number = value.split(|letter: char| letter.is_whitespace() || letter == '(').next().unwrap_or_default();
    let counted = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let named = terms.part(0..label.len());
    let of_issues = named.has(Word::IssueNoun) || severity(named).is_some();
    none || (counted && (number.len() == value.len() || of_issues))
}

/// What a heading says of the defects below it.
struct Heading {
    closed: bool,
    /// The document is about what was found: what is numbered below is a defect.
    own: bool,
    severity: Option<Said<DefectSeverity>>,
}

/// `Critical defects`: the only level that a heading names.
fn of_heading(doc: &Doc<'_>, index: usize) -> Option<Said<DefectSeverity>> {
    let title = &doc.outline.sections.get(index)?.title;
    let terms = doc.terms(title);
    let several = [" and ", " und ", " et ", " y ", " e ", "/", ",", "、", "和", "と", "&"];
    let (value, _) = severity(terms).filter(|_| !several.iter().any(|word| terms.text().contains(word)))?;
    Some(Said { value, at: doc.place(title.span) })
}

/// `Severity: High` among the items below a defect: its key as the name of a column, and the value.
fn field(item: &Item) -> Option<(Column, &str)> {
    let (key, value) = item.text.plain.split_once([':', '：'])?;
    Some((vocabulary::column(key)?, value.trim())).filter(|(_, value)| !value.is_empty())
}

fn from_item(doc: &Doc<'_>, item: &Item, below: &[&Item], heading: &Heading) -> Option<Defect> {
    if item.depth > 0 {
        return None;
    }
    let fields: Vec<(Column, &str, &Item)> =
        below.iter().take(FIELDS).filter_map(|own| field(own).map(|(column, value)| (column, value, *own))).collect();
    let stated = |columns: &[Column]| {
        let own = fields.iter().find(|(column, ..)| columns.contains(column));
        own.map(|(_, value, item)| Said { value: (*value).to_owned(), at: doc.place(item.text.span) })
    };
    // `1. ID: DEF-002`, with the rest of its fields below.
    let labelled_id =
        || field(item).filter(|(column, _)| IDS.contains(column)).and_then(|(_, value)| split(doc, value));
    let Some((id, rest)) = split(doc, &item.text.plain).or_else(labelled_id) else {
        let own = unnamed(doc, item, heading)?;
        let told = stated(&[Column::Status]);
        let over = told.as_ref().is_some_and(|status| !vocabulary::defect_is_open(&status.value));
        return Some(Defect { open: own.open && !over, status: told.or(own.status), ..own });
    };
    let own = from_line(doc, item, id, rest, heading.closed);
    let Defect { id, severity: in_line, title, status, open, workaround, .. } = own;
    let found = |text: &str| severity(vocabulary::find(text).of(text)).map(|(level, _)| level);
    let written = stated(&[Column::Severity]);
    let level = written.as_ref().map(|said| match vocabulary::choice(&said.value) {
        Choice::None => found(&said.value),
        Choice::Ticked(own) => found(own),
        Choice::Open | Choice::Answers => None,
    });
    let level = level.map(|level| Some(Said { value: level?, at: written.as_ref()?.at }));
    let told = stated(&[Column::Status]);
    let over = told.as_ref().map(|status| !vocabulary::defect_is_open(&status.value));
    let whole = || Some(doc.phrase(&item.text)).filter(|_| doc.terms(&item.text).has(Word::Waived));
    let waiver = stated(&[Column::Waiver]).or_else(whole);
    Some(Defect {
        severity: in_line.or_else(|| level.unwrap_or_else(|| heading.severity.clone())),
        title: title.or_else(|| stated(&[Column::Title, Column::Name, Column::Description])),
        open: over.map_or(open, |over| !over && item.checked != Some(true)),
        workaround: workaround.or_else(|| stated(&[Column::Workaround])),
        status: told.or(status),
        waived_by: waiver.as_ref().and_then(|said| waived_by(&said.value)),
        waived_until: waiver.as_ref().and_then(|said| last_day(&said.value)),
        waiver,
        id,
    })
}

/// `**P1: login fails.** …`, or any item below `Critical defects`: what has no id is named by what it is.
fn unnamed(doc: &Doc<'_>, item: &Item, heading: &Heading) -> Option<Defect> {
    let terms = doc.terms(&item.text);
    let at = doc.place(item.text.span);
    let (severity, text) = if let Some((level, rest)) = graded(terms) {
        (Some(Said { value: level, at }), rest)
    } else {
        let labelled = || field(item).is_some_and(|_| item.text.plain.split([':', '：']).next().is_some_and(is_label));
        let bare =
            |text: &&str| names_defect(text) && terms.whole::<Column>().is_none() && !labelled() && !is_count(terms);
        let text = Some(terms.text().trim()).filter(bare)?;
        if heading.severity.is_none() && !(heading.own && is_entry(doc, item)) {
            return None;
        }
        (heading.severity.clone(), text)
    };
    let status = status(terms);
    // A line that is told to be mended is no open defect of the release.
    let over = terms.has_any(&[Word::DefectClosed, Word::DefectFixed]) && !terms.has(Word::DefectReopened);
    Some(Defect {
        id: Said { value: title(text)?.trim_end_matches(['.', '。', ':', '：']).to_owned(), at },
        severity,
        title: None,
        status: status.map(|status| Said { value: status.to_owned(), at }),
        open: !(heading.closed || over || item.checked == Some(true)),
        workaround: labelled(terms, &[Word::Workaround]).map(|said| Said { value: said.trim().to_owned(), at }),
        waiver: None,
        waived_by: None,
        waived_until: None,
    })
}

/// Whether a text is the name of a column and no more.
fn is_label(text: &str) -> bool {
    vocabulary::find(text).of(text).whole::<Column>().is_some()
}

/// Whether an item is an entry of a list, by its number or by its bold begin.
fn is_entry(doc: &Doc<'_>, item: &Item) -> bool {
    const WORDS: usize = 4;
    let bold = doc.source.slice(item.text.span).trim_start().starts_with("**");
    let wide = item.text.plain.chars().filter(|letter| !letter.is_ascii()).count() >= 6;
    (item.number.is_some() || bold) && (wide || item.text.plain.split_whitespace().count() >= WORDS)
}

/// Fields below a defect that are looked at.
const FIELDS: usize = 32;
const IDS: [Column; 2] = [Column::DefectId, Column::Id];

fn from_line(doc: &Doc<'_>, item: &Item, id: &str, rest: &str, closed: bool) -> Defect {
    let terms = doc.terms(&item.text);
    let at = doc.place(item.text.span);
    let said = |value: &str| Said { value: value.trim().to_owned(), at };
    let status = status(terms);
    let over = status.is_some_and(|status| !vocabulary::defect_is_open(status));
    Defect {
        id: said(id),
        severity: told(terms).map(|value| Said { value, at }),
        title: title(rest).map(said),
        status: status.map(said),
        open: !(closed || over || item.checked == Some(true)),
        workaround: labelled(terms, &[Word::Workaround]).map(said),
        waiver: None,
        waived_by: None,
        waived_until: None,
    }
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
        waived_by: None,
        waived_until: None,
        status,
        id: said(id),
    }
}

#[cfg(test)]
mod unit {
    use super::super::super::testing::facts;
    use super::*;
    use crate::facts::DefectSeverity::{P0, P1, P2, P3};

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
        for line in [
            "P1: 0",
            "P1: none",
            "High: no open defects",
            "Critical: 3 open",
            "No open defects",
            "2026-12-08: nothing found",
            "See DEF-7 and DEF-8",
            "High priority is given to DEF-7",
        ] {
            let facts = facts(Kind::TestEvaluation, &format!("# Test report\n## Defects\n- {line}\n"));
            assert!(facts.defects.is_empty(), "{line}");
        }
    }

    #[test]
    fn a_severity_makes_a_line_a_defect() {
        for (heading, line, severity, open, name) in [
            ("Top findings", "**P0: the audit is not clean.** See the log.", Some(P0), true, "the audit is not clean"),
            ("Findings", "[High] Login fails", Some(P1), true, "Login fails"),
            ("Offene Fehler", "P2 – Export bricht ab", Some(P2), true, "Export bricht ab"),
            ("Hallazgos", "Crítico: se pierden datos", Some(P0), true, "se pierden datos"),
            ("指摘事項", "P1：画面が開かない", Some(P1), true, "画面が開かない"),
            (
                "🔴 Blockers (must fix)",
                "**Migrations are missing.** Apply them.",
                Some(P0),
                true,
                "Migrations are missing",
            ),
            ("Critical defects", "Data loss (fixed in 2.1)", Some(P0), false, "Data loss"),
        ] {
            let facts = facts(Kind::TestEvaluation, &format!("# Test report\n## {heading}\n1. {line}\n"));
            let found: Vec<_> = facts
                .defects
                .iter()
                .map(|one| (one.severity.as_ref().map(|level| level.value), one.open, one.id.value.as_str()))
                .collect();
            assert_eq!(found, [(severity, open, name)], "{line}");
        }
        for (heading, line) in [
            ("Findings", "The login is slow"),
            ("Blockers", "None."),
            ("Blockers", "No blockers"),
            ("Blockers", "0 open"),
            ("Critical and major defects", "Login fails"),
            ("Steps", "P0: start"),
        ] {
            let facts = facts(Kind::TestEvaluation, &format!("# Test report\n## {heading}\n- {line}\n"));
            assert!(facts.defects.is_empty(), "{heading}: {line}");
        }
    }

    #[test]
    fn a_record_names_a_defect() {
        for (text, severity, open) in [
            (
                "1. **ID**: DEF-002\n   - **Descripción**: Falla el pago\n   - **Severidad**: Alta\n   - **Estado**: En Progreso\n",
                Some(P1),
                true,
            ),
            ("- **DEF-003**: Data loss\n  - Severity: Critical\n  - Status: Closed\n", Some(P0), false),
            ("- DEF-004: Data loss\n  - Schweregrad: kritisch\n  - Status: offen\n", Some(P0), true),
            ("- DEF-005: Data loss\n  - Severity: ☐ Critical ☑ Minor\n", Some(P3), true),
            ("- DEF-006: Data loss\n  - Severity: ☐ Critical ☐ Minor\n", None, true),
            ("- DEF-007: Data loss\n  - Seen on Monday\n", None, true),
        ] {
            let facts = facts(Kind::TestEvaluation, &format!("# Test report\n## Defects\n{text}"));
            let found: Vec<_> =
                facts.defects.iter().map(|one| (one.severity.as_ref().map(|level| level.value), one.open)).collect();
            assert_eq!(found, [(severity, open)], "{text}");
        }
        let below = "# Test report\n## Critical defects\n- DEF-1: Data loss\n";
        let facts = facts(Kind::TestEvaluation, below);
        assert_eq!(facts.defects[0].severity.as_ref().map(|level| level.value), Some(P0));
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

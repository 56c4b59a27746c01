//! Who is called, in which order, and how.

mod legend;

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Phrase, Said, is_release_document};
use crate::facts::{Contact, OnCall, Reach};
use crate::outline::{Block, Item, Row, Span, Text};
use crate::vocabulary::{self, Column, Section, Terms, Word, Written};

/// Columns that say how somebody is reached.
const REACH: [Column; 4] = [Column::Contact, Column::Phone, Column::EMail, Column::Channel];

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&[
        Kind::SupportRunbook,
        Kind::Environment,
        Kind::DeploymentPlan,
        Kind::SupportBriefing,
        Kind::ReadinessReview,
        Kind::ReleaseNotes,
        Kind::ChangeRequest,
    ]) && !is_release_document(doc.kind)
    {
        return;
    }
    legend::read(doc, facts);
    for grid in doc.grids() {
        let about = matches!(grid.topic, Some(Section::OnCall | Section::Contacts | Section::Handover));
        // `L1 | A. Ito | +81 …`, `1st | A. Ito | +81 …`: in a table of people the order is a role.
        let orders =
            [Column::Role, Column::Level, Column::Number].into_iter().filter(|column| *column == Column::Role || about);
        let people = matches!(grid.topic, Some(Section::OnCall | Section::Contacts));
        // `Team | Slack`: below a heading of contacts the first column says who.
        let teams = [Column::Component, Column::Owner].into_iter().filter(|_| people);
        let role = orders.into_iter().chain(teams).find(|column| grid.has(*column)).unwrap_or(Column::Role);
        let reached = grid.has_any(&REACH[..3]) || (people && grid.has_any(&[Column::Channel, Column::Audience]));
        if grid.has(role) && (grid.has(Column::Name) || reached) && (about || reached) {
            let rows = grid.table.rows.iter();
            facts.contacts.extend(rows.filter_map(|row| from_row(doc, &grid, row, grid.text(row, role)?)));
        } else if people && reached && !grid.has(role) {
            // `Team | Mail`: the first column says who.
            facts
                .contacts
                .extend(grid.table.rows.iter().filter_map(|row| from_row(doc, &grid, row, row.cells.first()?)));
        }
    }
    let is_about = |index: usize| matches!(doc.topic(index), Some(Section::OnCall | Section::Contacts));
    for line in doc.lines().iter().filter(|line| is_about(line.section)) {
        let key = &line.field.key;
        let order = on_call(vocabulary::find(&key.plain).of(&key.plain));
        if let Some(order) = order.filter(|_| !line.field.value.plain.is_empty()) {
            facts.contacts.push(from_value(doc.phrase(key), order, &doc.phrase(&line.field.value)));
        } else if order.is_none() {
            facts.contacts.extend(from_label(doc.phrase(key), doc.phrase(&line.field.value)));
        }
    }
    for (index, section) in doc.outline.sections.iter().enumerate().filter(|(index, _)| is_about(*index)) {
        let own = doc.lines_of(index).iter();
        let lines: Vec<Span> = own.map(|line| line.field.key.span.join(line.field.value.span)).collect();
        for block in &section.blocks {
            let Block::Item(item) = block else { continue };
            let is_line = lines.binary_search_by(|line| {
                if line.end <= item.text.span.start {
                    std::cmp::Ordering::Less
                } else if item.text.span.end <= line.start {
                    std::cmp::Ordering::Greater
                } else {
                    std::cmp::Ordering::Equal
                }
            });
            if is_line.is_err() {
                facts.contacts.extend(from_item(doc, item));
            }
        }
    }
}

fn from_row(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row, role: &Text) -> Option<Contact> {
    let said = Some(doc.phrase(role)).filter(Phrase::is_stated)?;
    let mut reach: Option<Phrase> = None;
    // 連絡先 is whom to tell in a plan, and how to reach somebody in a list of people.
    let told = grid.cell(row, Column::Audience);
    // `From | To` of a roster: until when somebody is there.
    let told = told.filter(|cell| vocabulary::moments(&cell.value).is_empty());
    for cell in REACH.into_iter().filter_map(|column| grid.cell(row, column)).chain(told) {
        match &mut reach {
            Some(known) if cell.is_stated() && known.is_stated() => {
                known.value.push_str(", ");
                known.value.push_str(&cell.value);
            }
            Some(known) if known.value.is_empty() || (cell.is_stated() && !known.is_stated()) => *known = cell,
            Some(_) => {}
            None => reach = Some(cell),
        }
    }
    // A dash says nothing; what was left to be filled in is told.
    let written = |said: &Phrase| said.written() != Written::Blank;
    let reach = reach.filter(written);
    let after = grid.stated(row, Column::EscalateAfter);
    Some(Contact {
        on_call: on_call(doc.terms(role)).or_else(|| level(grid, &role.plain)),
        name: grid.cell(row, Column::Name).filter(written),
        ways: reach.as_ref().map(|reach| ways(&reach.value)).unwrap_or_default(),
        reach,
        availability: grid.stated(row, Column::Availability),
        escalate_after: after.and_then(|cell| Some(Said { value: vocabulary::minutes(&cell.value)?, at: cell.at })),
        role: said,
    })
}

/// `1`, `2`, `3` in the first column of a table of people on call.
fn level(grid: &Grid<'_>, text: &str) -> Option<OnCall> {
    let listed = grid.topic == Some(Section::OnCall) && grid.has_any(&[Column::Level, Column::Number]);
    match text.trim() {
        "1" if listed => Some(OnCall::Primary),
        "2" if listed => Some(OnCall::Secondary),
        "3" if listed => Some(OnCall::Escalation),
        _ => None,
    }
}

const PARTS: [char; 10] = [',', ';', '(', '—', '–', '、', '，', '（', '：', '；'];

/// `Primary on-call: A. Ito, +81 3 5550 0100`.
fn from_value(role: Phrase, order: OnCall, value: &Phrase) -> Contact {
    // `Ann Li - +49 30 123456`
    let dash = value.value.split_once(" - ").filter(|(name, _)| !name.contains(PARTS));
    let (name, reach) = match dash.or_else(|| value.value.split_once(PARTS)) {
        Some((name, reach)) => (name.trim(), Some(reach.trim_end_matches([')', '）']).trim())),
        // A schedule of a pager service is who is called and how.
        None => (value.value.as_str(), is_pager(&value.value).then_some(value.value.as_str())),
    };
    let direct = reach.is_none() && !name.contains(' ') && !ways(name).is_empty();
    let reach = if direct { Some(name) } else { reach };
    let said = |text: &str| Said { value: text.to_owned(), at: value.at };
    Contact {
        role,
        on_call: Some(order),
        // An address names nobody.
        name: Some(said(name)).filter(|_| !direct),
        ways: reach.map(ways).unwrap_or_default(),
        reach: reach.map(said),
        availability: None,
        escalate_after: None,
    }
}

/// Bytes of a value that is only a way to reach somebody.
const LABELLED: usize = 80;

/// `DevOps: devops@ledger.example`: whom to reach and how, in no order.
fn from_label(role: Phrase, reach: Phrase) -> Option<Contact> {
    let ways = ways(&reach.value);
    let direct = ways.iter().any(|way| match way {
        Reach::EMail(_) | Reach::Phone(_) => true,
        // "Use the command in the chat" names no channel.
        Reach::Channel(channel) => channel.split_whitespace().count() <= 3,
        Reach::Pager(_) => false,
    });
    // A longer text tells a story of many.
    (direct && role.is_stated() && reach.value.len() <= LABELLED).then_some(Contact {
        role,
        on_call: None,
        name: None,
        reach: Some(reach),
        ways,
        availability: None,
        escalate_after: None,
    })
}

/// `A. Ito (primary on-call), +81 3 5550 0100`: a name, its place in the order, and a way to reach it.
fn from_item(doc: &Doc<'_>, item: &Item) -> Option<Contact> {
    let text = &item.text.plain;
    let terms = doc.terms(&item.text);
    let order = on_call(terms)?;
    let ways = ways(text);
    let name = text.split(PARTS).next().map(str::trim)?;
    let named = on_call(vocabulary::find(name).of(name)).is_none() && !name.is_empty();
    let said = |text: &str| Said { value: text.to_owned(), at: doc.place(item.text.span) };
    (named && !ways.is_empty()).then(|| Contact {
        role: said(text),
        on_call: Some(order),
        name: Some(said(name)),
        reach: Some(said(text.get(name.len()..).unwrap_or_default().trim_start_matches(PARTS).trim())),
        ways,
        availability: None,
        escalate_after: vocabulary::find(text)
            .of(text)
            .has(Word::Escalation)
            .then(|| vocabulary::minutes(text))
            .flatten()
            .map(|value| Said { value, at: doc.place(item.text.span) }),
    })
}

fn is_pager(text: &str) -> bool {
    vocabulary::find(text).of(text).has(Word::OnCallTool)
}

/// The ways to reach somebody that a text names.
fn ways(text: &str) -> Vec<Reach> {
    let mut found = Vec::new();
    for word in
        text.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '、' | '，' | '|' | '(' | ')'))
    {
        let word = word.trim_matches(['<', '>', '`', '"', '.']);
        let host = word.split_once('@').filter(|(user, host)| !user.is_empty() && host.contains('.'));
        if host.is_some() {
            found.push(Reach::EMail(word.trim_start_matches("mailto:").to_owned()));
        } else if is_channel(word) || is_handle(word) {
            found.push(Reach::Channel(word.to_owned()));
        }
    }
    found.extend(phone(text).map(Reach::Phone));
    let terms = vocabulary::find(text);
    let terms = terms.of(text);
    if terms.has(Word::OnCallTool) {
        found.push(Reach::Pager(text.to_owned()));
    } else if found.is_empty() && terms.has(Word::ChannelWord) {
        found.push(Reach::Channel(text.to_owned()));
    }
    found
}

/// `#ops`; `#42` is the number of something.
fn is_channel(word: &str) -> bool {
    word.strip_prefix('#').is_some_and(|name| !name.bytes().all(|byte| byte.is_ascii_digit()))
}

/// `@platform-team`: a name in a chat.
fn is_handle(word: &str) -> bool {
    let name = word.strip_prefix('@').unwrap_or_default();
    name.starts_with(char::is_alphanumeric)
        && name.chars().all(|letter| letter.is_alphanumeric() || "-_./".contains(letter))
}

/// The first run of at least six digits with the marks of a telephone number among them.
fn phone(text: &str) -> Option<String> {
    let part =
        |letter: char| letter.is_ascii_digit() || matches!(letter, '+' | '-' | ' ' | '(' | ')' | '/' | '.' | '\u{a0}');
    text.split(|letter: char| !part(letter)).map(str::trim).find_map(|run| {
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        let date = run.len() == 10 && run.bytes().filter(|byte| *byte == b'-').count() == 2;
        ((6..=18).contains(&digits) && !date).then(|| run.trim_matches(['-', '.', '/', ' ']).to_owned())
    })
}

/// Place in the on-call order that a role has.
fn on_call(role: Terms<'_>) -> Option<OnCall> {
    if role.has(Word::Primary) {
        Some(OnCall::Primary)
    } else if role.has(Word::Secondary) {
        Some(OnCall::Secondary)
    } else if role.has(Word::Escalation) || (role.has(Word::Manager) && role.has(Word::Managed)) {
        Some(OnCall::Escalation)
    } else {
        role.has(Word::OnCall).then_some(OnCall::Primary)
    }
}

#[cfg(test)]
mod unit {
    use super::super::testing::facts;
    use super::*;

    #[test]
    fn a_contact_may_have_no_name() {
        for (text, name, ways) in [
            ("- **DevOps**: devops@ledger.example", None, 1),
            ("- Platform: #platform", None, 1),
            ("- Security: @sec-team", None, 1),
            ("- L1 support: help@ledger.example", None, 1),
            ("| Role | Name | E-mail | Slack |\n|---|---|---|---|\n| Lead | - | - | @lead |", None, 1),
            ("| Team | Slack |\n|---|---|\n| Data | #data |", None, 1),
            ("| 担当 | 氏名 | 連絡先 |\n|---|---|---|\n| DBA | 佐藤 | sato@ledger.example |", Some("佐藤"), 1),
        ] {
            let facts = facts(Kind::SupportRunbook, &format!("# Runbook\n## Contacts\n{text}\n"));
            assert_eq!(facts.contacts.len(), 1, "{text}");
            let contact = &facts.contacts[0];
            let said = contact.name.as_ref().map(|name| name.value.as_str());
            assert_eq!((said, contact.ways.len()), (name, ways), "{text}");
        }
        for text in ["- Bug reports: use the command in the chat of our customers", "- Hours: 09:00 to 17:00"] {
            let facts = facts(Kind::SupportRunbook, &format!("# Runbook\n## Contacts\n{text}\n"));
            assert!(facts.contacts.is_empty(), "{text}");
        }
    }

    #[test]
    fn a_legend_names_the_owners() {
        for text in [
            "**Who:** A = A. Ito (accounts, payments), B = B. Novak (code), X = external (lawyer).",
            "As of 7 October. **Wer:** C = Christa (Konten), K = Karl (Code), E = extern.",
            "担当：A = 伊藤（DB）、B = 佐藤（Web）、C = 外部",
        ] {
            let facts = facts(Kind::ReadinessReview, &format!("# Go-live checklist\n{text}\n"));
            assert_eq!(facts.contacts.len(), 3, "{text}");
        }
        for text in ["Set A = 1, B = 2 in the file.", "Owner: A. Ito", "Formula: P = Impact, Q = Likelihood"] {
            let facts = facts(Kind::ReadinessReview, &format!("# Go-live checklist\n{text}\n"));
            assert!(facts.contacts.is_empty(), "{text}");
        }
    }

    #[test]
    fn levels_of_support_are_an_order() {
        let table = "# Runbook\n## On-call\n| Level | Name | Phone |\n|---|---|---|\n| 1 | A. Ito | 5550 0100 |\n| 2 | B. Novak | 5550 0101 |\n";
        let facts = facts(Kind::SupportRunbook, table);
        let order: Vec<_> = facts.contacts.iter().map(|contact| contact.on_call).collect();
        assert_eq!(order, [Some(OnCall::Primary), Some(OnCall::Secondary)]);
    }
}

//! Release notes and changelogs: versions, changes, upgrade steps and known issues.

use super::document::Doc;
use super::release::version;
use super::{Facts, Kind, Phrase, Said, known_issues, release};
use crate::facts::{Change, ChangeKind, Notes};
use crate::outline::{Block, Section as Part};
use crate::vocabulary::{self, Key, Section, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    match doc.kind {
        Kind::ReleaseNotes if holds_versions(doc) => {
            changelog(doc, facts);
            known_issues::read(doc, facts);
        }
        Kind::ReleaseNotes => {
            let notes = notes(doc);
            let from = facts.changes.len();
            for (index, section) in doc.outline.sections.iter().enumerate() {
                if let Some(kind) = change_kind(doc, index, section).filter(|_| !is_planned(doc, index)) {
                    changes(doc, section, kind, facts);
                }
            }
            if facts.changes.len() == from {
                // A short list right below the title, or below the only version.
                let own = only_version(doc).map(|section| section.title.span);
                let tops = doc.outline.sections.iter();
                tops.filter(|section| section.level <= 1 || Some(section.title.span) == own)
                    .for_each(|top| changes(doc, top, ChangeKind::Changed, facts));
            }
            facts.changes[from..].iter_mut().for_each(|change| change.version.clone_from(&notes.version));
            facts.notes.push(notes);
            known_issues::read(doc, facts);
        }
        Kind::Changelog => changelog(doc, facts),
        // A report may tell what is known to be left, and a document may be about nothing else.
        Kind::TestEvaluation
        | Kind::ReadinessReview
        | Kind::DeploymentPlan
        | Kind::GateReport
        | Kind::SupportRunbook
        | Kind::SupportBriefing
        | Kind::ChangeRequest
        | Kind::AcceptancePlan => known_issues::read(doc, facts),
        Kind::OtherDocument if known_issues::is_about_issues(doc) => {
            known_issues::read(doc, facts);
            known_issues::below_title(doc, facts);
        }
        _ => {}
    }
}

/// Whether the notes of several versions stand below one title that names none.
pub(super) fn holds_versions(doc: &Doc<'_>) -> bool {
    versions(doc).nth(1).is_some()
}

/// The section of the only version, where the title names none.
pub(super) fn only_version<'a>(doc: &Doc<'a>) -> Option<&'a Part> {
    versions(doc).next().filter(|_| !holds_versions(doc))
}

/// The sections that are named after a version; none where the title is.
fn versions<'d, 'a>(doc: &'d Doc<'a>) -> impl Iterator<Item = &'a Part> + use<'d, 'a> {
    let named = doc.title().and_then(|title| version(&title.plain)).is_some();
    let own = doc.outline.sections.iter().enumerate().filter(move |_| !named);
    let versions = own.filter(|(index, section)| {
        let title = &section.title.plain;
        section.level >= 2 && version(title).is_some() && !is_numbered(title) && !is_planned(doc, *index)
    });
    versions.map(|(_, section)| section)
}

/// `8.1 Risks`: the number of a heading.
fn is_numbered(title: &str) -> bool {
    let rest = title.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    rest.len() < title.len() && rest.trim_start().starts_with(char::is_alphabetic)
}

/// Whether a section stands below a heading about what comes later.
fn is_planned(doc: &Doc<'_>, index: usize) -> bool {
    let mut at = Some(index);
    while let Some(section) = at.and_then(|index| doc.outline.sections.get(index)) {
        if section.level > 1 && doc.terms(&section.title).has(Word::Roadmap) {
            return true;
        }
        at = section.parent;
    }
    false
}

/// What release notes say of themselves.
fn notes(doc: &Doc<'_>) -> Notes {
    let title = doc.title();
    let named = title.map(|title| title.plain.as_str()).unwrap_or_default();
    let keyed = || release::keyed(doc).and_then(|value| version(&value.value));
    let dated = || doc.keyed(Key::Date).and_then(|value| vocabulary::date(&value.value));
    let headed = only_version(doc).map(|section| section.title.plain.as_str()).unwrap_or_default();
    Notes {
        version: version(named).or_else(keyed).or_else(|| version(headed)).map(|version| version.0),
        date: vocabulary::date(named).or_else(dated).or_else(|| vocabulary::date(headed)),
        unreleased: title.is_some_and(|title| doc.terms(title).has(Word::Unreleased)),
        upgrade: doc.about(Section::Upgrade).flat_map(|section| steps(doc, section)).collect(),
        at: doc.place(title.map(|title| title.span).unwrap_or_default()),
    }
}

/// Items, commands, and sentences that tell to do something.
fn steps(doc: &Doc<'_>, section: &Part) -> Vec<Phrase> {
    let mut found = Vec::new();
    for block in &section.blocks {
        match block {
            Block::Item(item) if !is_none(doc.terms(&item.text)) => found.push(doc.phrase(&item.text)),
            Block::Code(code) if !code.text.trim().is_empty() => {
                found.push(Said { value: code.text.trim().to_owned(), at: doc.place(code.span) });
            }
            Block::Paragraph(paragraph) => {
                let told = doc.cut(&paragraph.text).filter(|sentence| sentence.terms.has(Word::UpgradeStep));
                found.extend(told.filter(|sentence| !is_none(sentence.terms)).map(|sentence| sentence.phrase()));
            }
            _ => {}
        }
    }
    found
}

/// "None.", "Keine bekannten Probleme", 既知の問題はありません: an answer, and no entry.
pub(super) fn is_none(terms: Terms<'_>) -> bool {
    let begins =
        [Word::None, Word::NotApplicable, Word::Denial, Word::UndoNone].into_iter().any(|word| terms.begins(word));
    let ends = terms.ends(Word::DeniedBehind) && terms.text().chars().count() <= 40;
    (begins && terms.text().chars().count() <= 60) || ends
}

/// The kind of the changes below a heading.
pub(super) fn change_kind(doc: &Doc<'_>, index: usize, section: &Part) -> Option<ChangeKind> {
    let terms = doc.terms(&section.title);
    match doc.topic(index) {
        Some(Section::Breaking) => Some(ChangeKind::Breaking),
        Some(Section::Security) => Some(ChangeKind::Security),
        Some(Section::Changes) => Some(by_words(terms)),
        _ => by_heading(terms),
    }
}

const KINDS: [(Word, ChangeKind); 7] = [
    (Word::Breaking, ChangeKind::Breaking),
    (Word::SecurityFix, ChangeKind::Security),
    (Word::Deprecated, ChangeKind::Deprecated),
    (Word::Removed, ChangeKind::Removed),
    (Word::Fixed, ChangeKind::Fixed),
    (Word::Added, ChangeKind::Added),
    (Word::Changed, ChangeKind::Changed),
];

/// A heading about changes: of what is new and what is mended together ("Features and fixes") it says neither.
fn by_words(terms: Terms<'_>) -> ChangeKind {
    if terms.has(Word::Fixed) && terms.has(Word::Added) {
        let neutral = terms.has(Word::Changed) || !is_first(terms, Word::Fixed);
        return if neutral { ChangeKind::Added } else { ChangeKind::Fixed };
    }
    if terms.has(Word::Fixed) && terms.has(Word::Changed) {
        return ChangeKind::Changed;
    }
    KINDS.into_iter().find(|(word, _)| terms.has(*word)).map_or(ChangeKind::Changed, |(_, kind)| kind)
}

fn is_first(terms: Terms<'_>, word: Word) -> bool {
    terms.begins(word)
}

/// A heading that says no more than the kind: `Added`, `新機能`, `🐛 Corrections`, `追加 (Added)`; or begins with "Breaking".
fn by_heading(terms: Terms<'_>) -> Option<ChangeKind> {
    if terms.begins(Word::Breaking) {
        return Some(ChangeKind::Breaking);
    }
    let ends =
        |behind: &str| behind.trim_start().starts_with(['(', '（']) || !behind.chars().any(char::is_alphanumeric);
    let is_all = |word| terms.of(word).any(|hit| terms.begins_at(hit) && ends(terms.behind(hit)));
    KINDS.into_iter().find(|(word, _)| is_all(*word)).map(|(_, kind)| kind)
}

fn changes(doc: &Doc<'_>, section: &Part, kind: ChangeKind, facts: &mut Facts) {
    let mut push = |kind, text: Phrase| {
        facts.changes.push(Change { kind, ids: issue_ids(doc, &text.value), version: None, text });
    };
    let issues = known_issues::led(doc, section);
    let blocks = section.blocks.iter().enumerate().filter(|(at, _)| !issues.iter().any(|list| list.contains(at)));
    for (_, block) in blocks {
        match block {
            // What nobody ticked is not done.
            Block::Item(item) if item.checked == Some(false) => {}
            Block::Item(item) if item.depth == 0 && !is_none(doc.terms(&item.text)) => {
                push(own_kind(doc.terms(&item.text), kind), doc.phrase(&item.text));
            }
            Block::Table(table) => table.rows.iter().for_each(|row| {
                let cells = row.cells.iter().map(|cell| cell.plain.as_str()).filter(|cell| !cell.is_empty());
                let value = cells.collect::<Vec<_>>().join(": ");
                push(kind, Said { value, at: doc.place(row.span) });
            }),
            _ => {}
        }
    }
}

/// `Fixed the rounding of totals`, `合計の丸めを修正` below a heading that only says "Changes".
fn own_kind(terms: Terms<'_>, kind: ChangeKind) -> ChangeKind {
    if kind != ChangeKind::Changed {
        return kind;
    }
    let wide = terms.text().trim_end().ends_with(|last: char| last > '\u{2e80}');
    // "Fixed-price contracts"
    let opens = |hit: &vocabulary::Hit| terms.begins_at(hit) && !terms.behind(hit).starts_with('-');
    let says = |word: Word| terms.of(word).any(opens) || (wide && terms.ends(word));
    let kinds = KINDS.into_iter().filter(|(word, _)| *word != Word::Changed);
    kinds.into_iter().find(|(word, _)| says(*word)).map_or(kind, |(_, own)| own)
}

/// A changelog (Keep a Changelog): its versions, and the changes of the topmost released one by kind.
fn changelog(doc: &Doc<'_>, facts: &mut Facts) {
    let current = current(doc);
    let mut topmost = true;
    for (index, section) in doc.outline.sections.iter().enumerate().filter(|(_, section)| section.level >= 1) {
        let title = &section.title;
        let unreleased = doc.terms(title).has(Word::Unreleased);
        let named = version(&title.plain).filter(|_| !unreleased).map(|version| version.0);
        if (named.is_none() && !unreleased) || is_planned(doc, index) {
            continue;
        }
        let notes = Notes {
            date: vocabulary::date(&title.plain),
            unreleased,
            upgrade: Vec::new(),
            at: doc.place(title.span),
            version: named,
        };
        let own = current.is_none_or(|current| current == index);
        if topmost && !unreleased && own {
            topmost = false;
            released(doc, index, &notes, facts);
        }
        facts.notes.push(notes);
    }
}

/// The section of the newest version where the oldest stands first; else the topmost counts.
fn current(doc: &Doc<'_>) -> Option<usize> {
    let numbers = |text: &str| -> Vec<u64> {
        text.trim_start_matches(['v', 'V']).split(['.', '-', '+']).map_while(|part| part.parse().ok()).take(4).collect()
    };
    let sections = doc.outline.sections.iter().enumerate().filter(|(_, section)| section.level >= 1);
    let named = sections.filter_map(|(index, section)| {
        let released = !doc.terms(&section.title).has(Word::Unreleased) && !is_planned(doc, index);
        Some((index, numbers(&version(&section.title.plain).filter(|_| released)?.0)))
    });
    let versions: Vec<(usize, Vec<u64>)> = named.collect();
    let (first, last) = (versions.first()?, versions.last()?);
    let rises = first.1 < last.1 && versions.is_sorted_by(|one, next| one.1 <= next.1);
    rises.then_some(last.0)
}

fn released(doc: &Doc<'_>, top: usize, notes: &Notes, facts: &mut Facts) {
    let from = facts.changes.len();
    let own = doc.outline.branch(top);
    for (offset, section) in own.iter().enumerate() {
        let terms = doc.terms(&section.title);
        let kind = by_heading(terms)
            .or_else(|| (doc.topic(top + offset) == Some(Section::Changes) && offset > 0).then(|| by_words(terms)));
        if let Some(kind) = kind {
            changes(doc, section, kind, facts);
        }
    }
    if facts.changes.len() == from {
        own.iter().take(1).for_each(|section| changes(doc, section, ChangeKind::Changed, facts));
    }
    facts.changes[from..].iter_mut().for_each(|change| change.version.clone_from(&notes.version));
}

/// Ids of issues in any tracker: `DEF-042`, `BUG-7`, `PROJ-123`.
pub(super) fn issue_ids(doc: &Doc<'_>, text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for token in text.split(|character: char| !character.is_ascii_alphanumeric() && character != '-') {
        let own = || vocabulary::is_id(token, &doc.ids.defect);
        let id = token.rsplit_once('-').is_some_and(|(prefix, number)| {
            prefix.len() >= 2
                && prefix.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-')
                && prefix.starts_with(|first: char| first.is_ascii_uppercase())
                && !number.is_empty()
                && number.bytes().all(|byte| byte.is_ascii_digit())
        });
        if (id || own()) && !found.iter().any(|known| known == token) {
            found.push(token.to_owned());
        }
    }
    found
}

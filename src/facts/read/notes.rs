//! Release notes and changelogs: versions, changes, upgrade steps and known issues.

use super::document::Doc;
use super::grid::Grid;
use super::release::version;
use super::severity::{severity, told};
use super::{Facts, Kind, Phrase, Said, release};
use crate::facts::{Change, ChangeKind, KnownIssue, Notes};
use crate::outline::{Block, Section as Part, Text};
use crate::vocabulary::{self, Column, Key, Meaning, Section, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    match doc.kind {
        Kind::ReleaseNotes if holds_versions(doc) => {
            changelog(doc, facts);
            known_issues(doc, facts);
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
            known_issues(doc, facts);
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
        | Kind::AcceptancePlan => known_issues(doc, facts),
        Kind::OtherDocument if is_about_issues(doc) => {
            known_issues(doc, facts);
            below_title(doc, facts);
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
    let named = super::classify::title(doc.outline).and_then(|title| version(&title.plain)).is_some();
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
    let title = super::classify::title(doc.outline);
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
fn is_none(terms: Terms<'_>) -> bool {
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
        facts.changes.push(Change { kind, ids: issue_ids(&text.value), version: None, text });
    };
    let issues = led(doc, section);
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
        if topmost && !unreleased {
            topmost = false;
            released(doc, index, &notes, facts);
        }
        facts.notes.push(notes);
    }
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
fn issue_ids(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for token in text.split(|character: char| !character.is_ascii_alphanumeric() && character != '-') {
        let id = token.rsplit_once('-').is_some_and(|(prefix, number)| {
            prefix.len() >= 2
                && prefix.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-')
                && prefix.starts_with(|first: char| first.is_ascii_uppercase())
                && !number.is_empty()
                && number.bytes().all(|byte| byte.is_ascii_digit())
        });
        if id && !found.iter().any(|known| known == token) {
            found.push(token.to_owned());
        }
    }
    found
}

fn known_issues(doc: &Doc<'_>, facts: &mut Facts) {
    for grid in doc.grids().filter(|grid| grid.topic == Some(Section::KnownIssues)) {
        facts.known_issues.extend(grid.table.rows.iter().map(|row| from_row(doc, &grid, row)));
    }
    for section in doc.about(Section::KnownIssues) {
        let own = vocabulary::section(&section.title.plain) != Some(Section::KnownIssues);
        // A heading for each issue, with what is said of it below.
        let title = Some(&section.title).filter(|title| own && !title.plain.is_empty());
        let prose = || prose(doc, section).into_iter().map(|text| vec![text]).collect();
        let issues = Some(issues(section, title)).filter(|issues| !issues.is_empty()).unwrap_or_else(prose);
        add(doc, &issues, facts);
    }
    for (index, section) in doc.outline.sections.iter().enumerate() {
        if doc.topic(index) == Some(Section::KnownIssues) {
            continue;
        }
        for list in led(doc, section) {
            add(doc, &issues_of(section.blocks.get(list).unwrap_or_default(), None), facts);
        }
    }
}

fn add(doc: &Doc<'_>, issues: &[Vec<&Text>], facts: &mut Facts) {
    let told = issues.iter().filter(|lines| {
        let denied = lines.len() == 1 && lines.iter().any(|line| denies_issues(doc.terms(line)));
        !denied && !is_over(doc, lines)
    });
    facts.known_issues.extend(told.map(|lines| known_issue(doc, lines)));
}

/// `~~Login fails~~`, `Login fails (resolved)`, `Login fails. *Resolved in 6.0.1.*`: no issue any more.
fn is_over(doc: &Doc<'_>, lines: &[&Text]) -> bool {
    let over = |terms: Terms<'_>| {
        let begins = terms.begins(Word::DefectClosed) || terms.begins(Word::DefectFixed);
        begins && terms.text().chars().count() <= 60 && !terms.has_any(&[Word::Not, Word::No, Word::DefectReopened])
    };
    let Some((first, rest)) = lines.split_first() else { return false };
    let struck = doc.source.slice(first.span).trim_start_matches(['-', '*', '+', ' ']).starts_with("~~");
    let terms = doc.terms(first);
    let bracket = terms.text().rfind(['(', '（']).map(|at| terms.part(at..terms.text().len()));
    let last = doc.cut(first).skip(1).last().is_some_and(|sentence| over(sentence.terms));
    struck || bracket.is_some_and(over) || last || rest.iter().any(|line| over(doc.terms(line)))
}

/// The lists that a line such as `Known issues:` leads, by the places of their blocks.
fn led(doc: &Doc<'_>, section: &Part) -> Vec<std::ops::Range<usize>> {
    let leads = |block: &Block| {
        let Block::Paragraph(paragraph) = block else { return false };
        let terms = doc.terms(&paragraph.text);
        let named =
            |hit: &&vocabulary::Hit| Section::of(hit.concept) == Some(Section::KnownIssues) && terms.begins_at(hit);
        terms.text().ends_with([':', '：'])
            && terms.hits().iter().any(|hit| named(&hit))
            && !terms.has(Word::DefectFixed)
    };
    let leaders = section.blocks.iter().enumerate().filter(|(_, block)| leads(block));
    let lists = leaders.map(|(at, _)| {
        let items = section.blocks.iter().skip(at + 1).take_while(|block| matches!(block, Block::Item(_))).count();
        at + 1..at + 1 + items
    });
    lists.filter(|list| !list.is_empty()).collect()
}

/// Words that an answer may hold beside "no issues".
const BESIDE: usize = 3;

/// "None.", "No known issues in 2.4.0", 既知の問題はありません. "No support for Windows" is an issue.
fn denies_issues(terms: Terms<'_>) -> bool {
    const DENIALS: [Word; 6] =
        [Word::None, Word::NotApplicable, Word::Denial, Word::UndoNone, Word::Not, Word::DeniedBehind];
    if !is_none(terms) && !DENIALS.iter().any(|word| terms.ends(*word)) {
        return false;
    }
    let own = |hit: &&vocabulary::Hit| {
        DENIALS.iter().chain([&Word::IssueNoun]).any(|word| Word::of(hit.concept) == Some(*word))
    };
    let (mut rest, mut to) = (0, 0);
    let mut gap = |text: &str| {
        let letters = |word: &str| word.chars().filter(|letter| !letter.is_ascii() && letter.is_alphanumeric()).count();
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        // A version is no word.
        let words = words.filter(|word| word.chars().any(char::is_alphabetic));
        // A letter of Chinese or Japanese counts as a word.
        rest += words.map(|word| if word.is_ascii() { 1 } else { letters(word).max(1) }).sum::<usize>();
    };
    for hit in terms.hits().iter().filter(own) {
        let start = terms.before(hit).len();
        gap(terms.text().get(to..start).unwrap_or_default());
        to = to.max(terms.text().len() - terms.behind(hit).len());
    }
    gap(terms.text().get(to..).unwrap_or_default());
    rest == 0 || (rest <= BESIDE && terms.has(Word::IssueNoun))
}

fn from_row(doc: &Doc<'_>, grid: &Grid<'_>, row: &crate::outline::Row) -> KnownIssue {
    let text = Said { value: doc.source.slice(row.span).trim().trim_matches('|').trim().to_owned(), at: grid.row(row) };
    let level = grid.text(row, Column::Severity).and_then(|cell| severity(doc.terms(cell)).map(|(level, _)| level));
    let any = || row.cells.iter().find_map(|cell| told(doc.terms(cell)));
    let workaround = match grid.cell(row, Column::Workaround) {
        Some(cell) => !matches!(cell.written(), vocabulary::Written::Blank | vocabulary::Written::Placeholder),
        None => row.cells.iter().any(|cell| doc.terms(cell).has(Word::Workaround)),
    };
    KnownIssue { ids: issue_ids(&text.value), severity: level.or_else(any), workaround, text }
}

/// The lines of each issue: an item with those below it, or a whole section.
fn issues<'a>(section: &'a Part, title: Option<&'a Text>) -> Vec<Vec<&'a Text>> {
    issues_of(&section.blocks, title)
}

fn issues_of<'a>(blocks: &'a [Block], title: Option<&'a Text>) -> Vec<Vec<&'a Text>> {
    let mut issues: Vec<Vec<&Text>> = title.into_iter().map(|title| vec![title]).collect();
    for block in blocks {
        match block {
            Block::Item(item) if item.depth == 0 && title.is_none() => issues.push(vec![&item.text]),
            Block::Item(item) => issues.last_mut().into_iter().for_each(|lines| lines.push(&item.text)),
            Block::Paragraph(paragraph) => issues.last_mut().into_iter().for_each(|lines| lines.push(&paragraph.text)),
            _ => {}
        }
    }
    issues
}

fn is_about_issues(doc: &Doc<'_>) -> bool {
    doc.outline
        .sections
        .iter()
        .enumerate()
        .any(|(index, top)| top.level == 1 && doc.topic(index) == Some(Section::KnownIssues))
}

/// A document of known issues: a heading for each, with all that stands below it.
fn below_title(doc: &Doc<'_>, facts: &mut Facts) {
    let sections = &doc.outline.sections;
    let of_title = |parent: usize| {
        sections.get(parent).is_some_and(|top| top.level == 1) && doc.topic(parent) == Some(Section::KnownIssues)
    };
    for (index, section) in sections.iter().enumerate() {
        if !section.parent.is_some_and(of_title) || doc.topic(index).is_some() {
            continue;
        }
        let below = doc.outline.branch(index).iter().flat_map(|part| {
            let texts = part.blocks.iter().filter_map(|block| match block {
                Block::Item(item) => Some(&item.text),
                Block::Paragraph(paragraph) => Some(&paragraph.text),
                Block::Table(_) | Block::Code(_) => None,
            });
            std::iter::once(&part.title).chain(texts)
        });
        let lines: Vec<&Text> = below.collect();
        let told = known_issue(doc, &lines);
        // The heading says which one it is.
        facts.known_issues.push(KnownIssue { text: doc.phrase(&section.title), ..told });
    }
}

/// Paragraphs that each tell an issue, where no list does. One that leads elsewhere tells none.
fn prose<'a>(doc: &Doc<'_>, section: &'a Part) -> Vec<&'a Text> {
    let listed = section.blocks.iter().any(|block| !matches!(block, Block::Paragraph(_) | Block::Code(_)));
    let texts = section.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(&paragraph.text),
        _ => None,
    });
    let tells = |text: &&Text| {
        let link = doc.source.slice(text.span).contains("](") || text.plain.contains("://");
        !link && !text.plain.trim_end().ends_with([':', '：']) && !text.plain.contains("**")
    };
    // Below the title of a document stands what it is for.
    if listed || section.level <= 1 { Vec::new() } else { texts.filter(tells).collect() }
}

fn known_issue(doc: &Doc<'_>, lines: &[&Text]) -> KnownIssue {
    let whole = lines.iter().map(|line| line.plain.as_str()).collect::<Vec<_>>().join(" ");
    KnownIssue {
        ids: issue_ids(&whole),
        severity: lines.iter().find_map(|line| told(doc.terms(line))),
        workaround: lines.iter().any(|line| doc.terms(line).has(Word::Workaround)),
        text: Said { value: whole, at: doc.place(lines.first().map(|line| line.span).unwrap_or_default()) },
    }
}

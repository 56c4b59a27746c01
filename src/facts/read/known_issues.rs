//! Issues that are known to be left: below their heading, in a list that a line leads, or one by one.

use super::document::Doc;
use super::grid::Grid;
use super::notes::{is_none, issue_ids};
use super::severity::{severity, told};
use super::{Facts, Kind, Said, cells};
use crate::facts::KnownIssue;
use crate::outline::{Block, Section as Part, Text};
use crate::vocabulary::{self, Column, Meaning, Section, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let tells = |section: usize| doc.topic(section) == Some(Section::KnownIssues) || is_trouble(doc, section);
    let trouble = |section: usize| doc.topic(section) != Some(Section::KnownIssues);
    for grid in doc.grids().filter(|grid| tells(grid.section)) {
        let rows = grid.table.rows.iter().filter_map(|row| from_row(doc, &grid, row));
        facts.known_issues.extend(rows.map(|issue| KnownIssue { trouble: trouble(grid.section), ..issue }));
    }
    let sections = doc.outline.sections.iter().enumerate();
    for (index, section) in sections.filter(|(index, _)| tells(*index)) {
        let named = doc.terms(&section.title);
        let own = vocabulary::section(&section.title.plain) != Some(Section::KnownIssues)
            && !named.has(Word::Troubleshooting);
        // A heading for each issue, with what is said of it below.
        let title =
            Some(&section.title).filter(|title| own && !title.plain.is_empty() && !denies_issues(doc.terms(title)));
        let prose = || prose(doc, section).into_iter().map(|text| vec![text]).collect();
        let mut issues = issues(section, title);
        let from = facts.known_issues.len();
        if trouble(index) {
            // Steps to take and what they need are no troubles.
            issues.retain(|lines| title.is_some() || lines.first().is_some_and(|line| tells_cause(line)));
        } else if issues.is_empty() {
            issues = prose();
        }
        add(doc, &issues, facts);
        facts.known_issues[from..].iter_mut().for_each(|issue| issue.trouble = trouble(index));
    }
    for (index, section) in doc.outline.sections.iter().enumerate() {
        if tells(index) {
            continue;
        }
        for list in led(doc, section) {
            add(doc, &issues_of(section.blocks.get(list).unwrap_or_default(), None), facts);
        }
    }
}

/// `Nothing is shown = no rights`: what is seen, and behind a mark its cause or remedy.
fn tells_cause(line: &Text) -> bool {
    [" = ", "=", "＝", "→", ": ", "：", " — ", " – "].iter().any(|mark| {
        line.plain.split_once(mark).is_some_and(|(seen, cause)| {
            seen.chars().filter(|letter| letter.is_alphabetic()).count() >= 3 && !cause.trim().is_empty()
        })
    })
}

/// `Troubleshooting` in a runbook: what is known to go wrong, each with its remedy.
fn is_trouble(doc: &Doc<'_>, section: usize) -> bool {
    if !doc.is(&[Kind::SupportRunbook, Kind::SupportBriefing]) || !doc.mentions(Word::Troubleshooting) {
        return false;
    }
    let mut at = Some(section);
    while let Some(part) = at.and_then(|index| doc.outline.sections.get(index)).filter(|part| part.level > 1) {
        if doc.terms(&part.title).has(Word::Troubleshooting) {
            return doc.topic(section).is_none() || at == Some(section);
        }
        at = part.parent.filter(|parent| Some(*parent) < at);
    }
    false
}

fn add(doc: &Doc<'_>, issues: &[Vec<&Text>], facts: &mut Facts) {
    let told =
        issues.iter().filter(|lines| lines.len() > 1 || !lines.iter().any(|line| denies_issues(doc.terms(line))));
    facts.known_issues.extend(told.map(|lines| known_issue(doc, lines)));
}

/// The lists that a line such as `Known issues:` leads, by the places of their blocks.
pub(super) fn led(doc: &Doc<'_>, section: &Part) -> Vec<std::ops::Range<usize>> {
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
    // "None – all tests passed": the answer comes first.
    let answered = |hit: &vocabulary::Hit| {
        terms.begins_at(hit) && terms.behind(hit).trim_start_matches([' ', '*']).starts_with(['-', '–', '—'])
    };
    if terms.of(Word::None).any(answered) && !terms.has(Word::Except) {
        return true;
    }
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

fn from_row(doc: &Doc<'_>, grid: &Grid<'_>, row: &crate::outline::Row) -> Option<KnownIssue> {
    let mut said = row.cells.iter().filter(|cell| !cells::is_blank(&cell.plain) && !cells::is_code(&cell.plain));
    // "None", "–": an answer in place of a row.
    if said.clone().next().is_none() || (said.clone().count() == 1 && said.all(|cell| denies_issues(doc.terms(cell)))) {
        return None;
    }
    let text = Said { value: doc.source.slice(row.span).trim().trim_matches('|').trim().to_owned(), at: grid.row(row) };
    let level = grid.text(row, Column::Severity).and_then(|cell| severity(doc.terms(cell)).map(|(level, _)| level));
    let any = || row.cells.iter().find_map(|cell| told(doc.terms(cell)));
    let workaround = match grid.cell(row, Column::Workaround) {
        Some(cell) => !matches!(cell.written(), vocabulary::Written::Blank | vocabulary::Written::Placeholder),
        None => row.cells.iter().any(|cell| doc.terms(cell).has(Word::Workaround)),
    };
    let resolved = row.cells.iter().any(|cell| is_resolved(doc, cell));
    let severity = level.or_else(any);
    Some(KnownIssue { ids: issue_ids(doc, &text.value), severity, workaround, resolved, trouble: false, text })
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

pub(super) fn is_about_issues(doc: &Doc<'_>) -> bool {
    doc.outline
        .sections
        .iter()
        .enumerate()
        .any(|(index, top)| top.level == 1 && doc.topic(index) == Some(Section::KnownIssues))
}

/// A document of known issues: a heading for each, with all that stands below it.
pub(super) fn below_title(doc: &Doc<'_>, facts: &mut Facts) {
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
        ids: issue_ids(doc, &whole),
        severity: lines.iter().find_map(|line| told(doc.terms(line))),
        workaround: lines.iter().any(|line| doc.terms(line).has(Word::Workaround)),
        resolved: lines.iter().any(|line| is_resolved(doc, line)),
        trouble: false,
        text: Said { value: whole, at: doc.place(lines.first().map(|line| line.span).unwrap_or_default()) },
    }
}

/// Whether a line says that the issue is over: struck out, `(resolved)`, "Resolved in 6.0.1."
fn is_resolved(doc: &Doc<'_>, text: &Text) -> bool {
    let over = |terms: Terms<'_>| {
        let states = [Word::DefectClosed, Word::DefectFixed];
        let begins = |word: &Word| {
            let whole =
                |hit: &vocabulary::Hit| terms.of(Word::Total).any(|all| terms.begins_at(all) && all.is_before(hit));
            terms.of(*word).any(|hit| terms.begins_at(hit) || whole(hit))
        };
        states.iter().any(begins) && !terms.has(Word::DefectReopened)
    };
    if doc.source.slice(text.span).trim_start_matches(['-', '*', ' ']).starts_with("~~") {
        return true;
    }
    let terms = doc.terms(text);
    if !terms.has_any(&[Word::DefectClosed, Word::DefectFixed]) {
        return false;
    }
    // An issue that begins with the word is about something that is closed.
    let last =
        doc.cut(text).enumerate().any(|(at, sentence)| (at > 0 || text.plain.len() <= SHORT) && over(sentence.terms));
    let inside =
        terms.text().split(['(', '（', '[']).skip(1).take(8).filter_map(|part| part.split([')', '）', ']']).next());
    last || inside.into_iter().any(|part| over(vocabulary::find(part).of(part)))
}

/// Letters of a line that says no more than its state.
const SHORT: usize = 32;

#[cfg(test)]
mod unit {
    use super::super::testing::facts;
    use super::*;

    fn issues(kind: Kind, text: &str) -> Vec<bool> {
        facts(kind, text).known_issues.iter().map(|issue| issue.resolved).collect()
    }

    #[test]
    fn what_is_over_is_told() {
        for (line, resolved) in [
            ("The window closes at once. *Resolved in 6.0.1.*", true),
            ("~~Exports are slow~~", true),
            ("Exports are slow (resolved)", true),
            ("Usability is left. *Todas resolvidas na Etapa 10.*", true),
            ("Export bricht ab (behoben in 2.1)", true),
            ("Exports are slow", false),
            ("Closed tickets are shown twice in the list of the customer", false),
            ("Exports are slow (not resolved)", false),
        ] {
            let text = format!("# Release notes 2.0\n## Known issues\n- {line}\n");
            assert_eq!(issues(Kind::ReleaseNotes, &text), [resolved], "{line}");
        }
    }

    #[test]
    fn troubles_of_a_runbook_are_known() {
        for heading in
            ["Troubleshooting", "6. トラブル時", "Fehlerbehebung", "Dépannage", "故障排查", "Solução de problemas"]
        {
            let text = format!(
                "# Runbook\n## {heading}\n- Nothing is shown = no rights. Ask the admin.\n- Red = no network.\n"
            );
            assert_eq!(issues(Kind::SupportRunbook, &text).len(), 2, "{heading}");
            assert!(issues(Kind::DeploymentPlan, &text).is_empty(), "{heading}");
        }
        let steps =
            "# Runbook\n## Troubleshooting\nPrerequisites: read access.\n1. Look at the pods.\n2. Call the DBA.\n";
        assert!(issues(Kind::SupportRunbook, steps).is_empty());
        let table = "# Notes 2.0\n## Known issues\n| ID | Issue |\n|---|---|\n| – | None |\n";
        assert!(issues(Kind::ReleaseNotes, table).is_empty());
    }
}

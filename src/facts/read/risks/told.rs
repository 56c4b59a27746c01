//! Risks that stand in no table: a heading for each, with lines or headings for what is said of it, or an item for each.

use super::super::document::Doc;
use super::super::{Phrase, Said};
use super::legend::Legend;
use super::scale::{Scales, grade};
use super::{acceptance, is_open};
use crate::facts::Risk;
use crate::outline::{Block, Item, Section as Part, Text};
use crate::vocabulary::{Column, Section, Terms, Word};

/// Risks below headings or in lists, in the order of the document.
pub(super) fn read(doc: &Doc<'_>, legend: &Legend, listed_elsewhere: bool) -> Vec<Risk> {
    let scales = Scales::bare(legend);
    let sections = &doc.outline.sections;
    let mut found = Vec::new();
    let mut until = 0;
    for (index, part) in sections.iter().enumerate() {
        if index < until {
            continue;
        }
        if is_about(doc, index)
            && let Some(risk) = headed(doc, index, &scales)
        {
            until = index + doc.outline.branch(index).len();
            found.push(risk);
        } else if !listed_elsewhere && lists(doc, index) {
            found.extend(listed(doc, part, &scales));
        }
    }
    found
}

/// Whether a section stands below a heading about risks, or below the title of a list of them.
fn is_about(doc: &Doc<'_>, index: usize) -> bool {
    let Some(part) = doc.outline.sections.get(index).filter(|part| part.level > 1) else { return false };
    let above = part.parent.and_then(|parent| doc.topic(parent));
    doc.kind == super::Kind::RiskList || above == Some(Section::Risks)
}

/// Whether the items of a section are risks: by its own heading, or by one of a size below that ("High").
fn lists(doc: &Doc<'_>, index: usize) -> bool {
    let Some(part) = doc.outline.sections.get(index).filter(|part| part.level > 1) else { return false };
    let title = doc.terms(&part.title);
    let own = title.heading() == Some(Section::Risks) || (is_about(doc, index) && grade(title.text()).is_some());
    own && doc.topic(index) == Some(Section::Risks) && !part.blocks.iter().any(|block| matches!(block, Block::Table(_)))
}

/// What a line or a heading says of its risk.
fn part_of(terms: Terms<'_>) -> Option<Column> {
    const PARTS: [Column; 7] = [
        Column::Mitigation,
        Column::Likelihood,
        Column::Impact,
        Column::Exposure,
        Column::Owner,
        Column::Status,
        Column::Description,
    ];
    if terms.has(Word::Remaining) {
        return None;
    }
    let whole = PARTS.into_iter().find(|part| terms.has(*part));
    whole.or_else(|| terms.has(Column::Severity).then_some(Column::Exposure))
}

/// `### R-001: Data loss`, with `- **Likelihood:** low` or `#### Mitigation` below.
fn headed(doc: &Doc<'_>, index: usize, scales: &Scales<'_>) -> Option<Risk> {
    let part = doc.outline.sections.get(index)?;
    let (id, name) = split(&part.title.plain);
    // Without an id the heading may stand above several risks: what is said right below it counts.
    let branch = doc.outline.branch(index);
    let branch = if id.is_some() { branch } else { branch.get(..1)? };
    let mut said: Vec<(Column, Phrase)> = Vec::new();
    for (at, below) in branch.iter().enumerate() {
        let lines = doc.lines_of(index + at).iter();
        let lines = lines.filter_map(|line| Some((part_of(line.named)?, doc.phrase(&line.field.value))));
        let from = said.len();
        said.extend(lines);
        let first = below.blocks.iter().find_map(text).filter(|_| at > 0 && said.len() == from);
        if let (Some(column), Some(text)) = (part_of(doc.terms(&below.title)), first) {
            said.push((column, doc.phrase(text)));
        }
    }
    let rated = |column| said.iter().any(|(known, value)| *known == column && is_rating(&value.value));
    let known = [Column::Likelihood, Column::Impact, Column::Exposure].into_iter().filter(|column| rated(*column));
    // A heading alone is no risk: its number, or what is said of its size, makes it one.
    if known.count() < if id.is_some() { 1 } else { 2 } {
        return None;
    }
    let at = doc.place(part.title.span);
    let phrase = |value: &str| Said { value: value.to_owned(), at };
    Some(risk(phrase(id.unwrap_or(name)), id.map(|_| phrase(name)), &said, scales))
}

/// `High`, `Alta (4)`, `30 % (by mistake)`: one size, not a scale of several.
fn is_rating(value: &str) -> bool {
    const RATING: usize = 40;
    let sized = value.bytes().any(|byte| byte.is_ascii_digit()) || grade(value).is_some();
    sized && value.chars().count() <= RATING && !value.contains(['·', '|', '/', ';'])
}

fn text(block: &Block) -> Option<&Text> {
    match block {
        Block::Paragraph(paragraph) => Some(&paragraph.text),
        Block::Item(item) => Some(&item.text),
        Block::Table(_) | Block::Code(_) => None,
    }
}

/// `R-001: Data loss`, `RISK-1 — Data loss`: the id and the name.
fn split(title: &str) -> (Option<&str>, &str) {
    let first = title.split([' ', ':', '：', '—', '–', '.']).next().unwrap_or_default();
    let numbered = first.ends_with(|last: char| last.is_ascii_digit());
    let lettered = first.starts_with(|letter: char| letter.is_ascii_uppercase());
    let name = title.get(first.len()..).unwrap_or_default();
    let name = name.trim_start_matches(|mark: char| mark.is_whitespace() || ":：—–-.".contains(mark));
    let id = numbered && lettered && first.len() <= 12 && !name.is_empty();
    if id { (Some(first), name) } else { (None, title.trim()) }
}

/// A risk of a list: its id or its text, its name beside an id, and what the lines below say.
struct Listed {
    id: Phrase,
    name: Option<Phrase>,
    said: Vec<(Column, Phrase)>,
}

/// `- Data loss`, `1. **Traffic risk:** late orders`, with lines for the mitigation below an item.
fn listed(doc: &Doc<'_>, part: &Part, scales: &Scales<'_>) -> Vec<Risk> {
    let mut found: Vec<Listed> = Vec::new();
    let part_title = &part.title;
    for block in &part.blocks {
        let Block::Item(item) = block else { continue };
        let terms = doc.terms(&item.text);
        // "Performance impact: …" is a risk, "Impact: …" below one is not.
        let part = |key: Terms<'_>| part_of(key).filter(|column| item.depth > 0 || key.begins(*column));
        let labelled = label(terms).and_then(|(key, rest)| Some((part(key)?, rest)));
        match (labelled, found.last_mut()) {
            (Some((column, rest)), Some(last)) => {
                last.said.push((column, Said { value: rest.to_owned(), at: doc.place(item.text.span) }));
            }
            (None, _) if item.depth == 0 && is_risk(doc, item) => {
                let own = split(terms.text());
                let whole = doc.phrase(&item.text);
                let id = own.0.map(|id| Said { value: id.to_owned(), at: whole.at });
                let name = own.0.map(|_| Said { value: own.1.to_owned(), at: whole.at });
                let said = size(doc, part_title, &whole).map(|said| (Column::Exposure, said));
                found.push(Listed { id: id.unwrap_or(whole), name, said: said.into_iter().collect() });
            }
            _ => {}
        }
    }
    found.into_iter().map(|own| risk(own.id, own.name, &own.said, scales)).collect()
}

/// How large a risk of a list is: in brackets at its end (`Data loss (High)`), else by the heading (`High risks`).
fn size(doc: &Doc<'_>, heading: &Text, whole: &Phrase) -> Option<Phrase> {
    let bracket = || {
        let (_, rest) = whole.value.rsplit_once(['(', '（'])?;
        let inside = rest.trim_end().strip_suffix([')', '）'])?;
        (inside.split_whitespace().count() <= 2 && grade(inside).is_some())
            .then(|| Said { value: inside.to_owned(), at: whole.at })
    };
    bracket().or_else(|| grade(&heading.plain).map(|_| doc.phrase(heading)))
}

/// Whether an item tells a risk: no box, no answer "none", no line that leads elsewhere.
fn is_risk(doc: &Doc<'_>, item: &Item) -> bool {
    let terms = doc.terms(&item.text);
    let none = [Word::None, Word::NotApplicable, Word::Denial].into_iter().any(|word| terms.begins(word));
    let link = doc.source.slice(item.text.span).contains("](");
    let says = terms.text().chars().count() >= 8 && !terms.text().trim_end().ends_with([':', '：']);
    let acts = terms.begins(Column::Mitigation) || terms.begins(Word::Demand);
    // `Overall risk: low`
    let rated = label(terms).is_some_and(|(_, rest)| rest.split_whitespace().count() <= 3 && grade(rest).is_some());
    item.checked.is_none() && says && !none && !link && !acts && !rated
}

/// The label of a line, and what stands behind it.
fn label(terms: Terms<'_>) -> Option<(Terms<'_>, &str)> {
    const LABEL: usize = 40;
    let (at, mark) = terms.text().char_indices().find(|(_, mark)| matches!(mark, ':' | '：'))?;
    let rest = terms.text().get(at + mark.len_utf8()..)?.trim();
    (at <= LABEL && !rest.is_empty()).then(|| (terms.part(0..at), rest))
}

fn risk(id: Phrase, description: Option<Phrase>, said: &[(Column, Phrase)], scales: &Scales<'_>) -> Risk {
    let first = |column| said.iter().find(|(known, value)| *known == column && value.is_stated());
    let value = |column| first(column).map(|(_, value)| value.clone());
    let (likelihood, impact, exposure) = (value(Column::Likelihood), value(Column::Impact), value(Column::Exposure));
    let ranked = exposure.as_ref().and_then(|said| {
        let level = grade(&said.value).or_else(|| scales.level(&said.value))?;
        Some(Said { value: level, at: said.at })
    });
    let level = ranked.or_else(|| {
        let (one, other) = (likelihood.as_ref()?, impact.as_ref()?);
        Some(Said { value: scales.product(&one.value, &other.value)?, at: other.at })
    });
    let status = value(Column::Status);
    let accepted = status
        .clone()
        .filter(|status| crate::vocabulary::find(&status.value).of(&status.value).has(Word::RiskAccepted));
    Risk {
        description: description.or_else(|| value(Column::Description)),
        level,
        likelihood,
        impact,
        exposure,
        mitigation: value(Column::Mitigation),
        owner: value(Column::Owner),
        open: status.as_ref().is_none_or(is_open),
        accepted: accepted.map(acceptance),
        status,
        id,
    }
}

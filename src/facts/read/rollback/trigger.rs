//! Rollback triggers: rows of a table, items of a list, sentences.

use super::super::document::Doc;
use super::super::grid::Grid;
use super::super::quantity::minutes;
use super::super::severity::severity;
use super::super::{Facts, Place, Said};
use super::headings::{is_aside, is_of_triggers, is_test};
use super::measure::{measure, window_in};
use super::{condition, procedure};
use crate::facts::Trigger;
use crate::outline::{Block, Item, Row, Section as Part, Text};
use crate::vocabulary::{self, Column, Section, Terms, Word};

/// Reads the triggers of a plan, or of a document that is all about going back.
pub(super) fn read(doc: &Doc<'_>, separate: bool, facts: &mut Facts) {
    let before = facts.triggers.len();
    for grid in doc.grids().filter(|grid| is_triggers(doc, grid, separate)) {
        let goes = |row: &Row| row.cells.iter().skip(1).any(|cell| doc.terms(cell).has(Word::GoBack));
        // `P2 | a workaround exists | fix in the next release`, beside levels that go back.
        let graded = |row: &Row| row.cells.first().is_some_and(|cell| severity(doc.terms(cell)).is_some());
        let some = grid.table.rows.iter().any(goes);
        let rows = grid.table.rows.iter().filter(|row| !(some && graded(row) && !goes(row)));
        facts.triggers.extend(rows.filter_map(|row| from_row(doc, &grid, row)));
    }
    if facts.triggers.len() > before {
        return;
    }
    // A heading such as "If something goes wrong" counts where nothing better is said.
    let mut vague = Vec::new();
    for (index, part) in doc.outline.sections.iter().enumerate() {
        if separate || doc.topic(index) == Some(Section::Rollback) {
            if is_test(doc.terms(&part.title)) || (separate && is_aside(doc, index)) {
                continue;
            }
            let title = doc.terms(&part.title);
            if let Some(case) = condition::in_title(title) {
                let found = from_terms(case, doc.place(part.title.span));
                if found.measurable { facts.triggers.push(found) } else { vague.push(found) }
            }
            from_part(doc, part, is_titled(doc, index), facts);
        } else if !separate {
            elsewhere(doc, part, facts);
        }
    }
    for grid in doc.grids().filter(|grid| separate || grid.topic == Some(Section::Rollback)) {
        facts.triggers.extend(decided(doc, &grid));
    }
    if facts.triggers.len() == before {
        facts.triggers.extend(vague);
    }
}

/// `auto-rollback if > 1 % for 10 minutes` in a phase or below the monitoring: a limit, and that the release then goes back.
fn elsewhere(doc: &Doc<'_>, part: &Part, facts: &mut Facts) {
    let mut announced = false;
    for block in &part.blocks {
        match block {
            // "Roll back immediately if:" above a list.
            Block::Paragraph(paragraph) => {
                let terms = doc.terms(&paragraph.text);
                announced = terms.has(Word::GoBack) && announces(terms) && asks(terms);
            }
            Block::Item(item) if announced && item.number.is_none() && item.checked != Some(true) => {
                if !is_no_case(doc, item, false) {
                    facts.triggers.push(from_terms(doc.terms(&item.text), doc.place(item.text.span)));
                }
                continue;
            }
            _ => announced = false,
        }
        let text = match block {
            Block::Item(item) if item.number.is_none() && item.checked.is_none() => &item.text,
            Block::Paragraph(paragraph) => &paragraph.text,
            _ => continue,
        };
        if doc.terms(text).has(Word::GoBack) {
            let found = doc.cut(text).filter(|sentence| is_limit(sentence.terms));
            facts.triggers.extend(found.map(|sentence| from_terms(sentence.terms, doc.place(text.span))));
        }
    }
}

/// Whether a sentence says on which limit the release goes back.
pub(in super::super) fn is_limit(terms: Terms<'_>) -> bool {
    condition::of(terms).is_some_and(|(condition, _)| measure(condition).numeric)
}

/// `Situation | Decision`: rows that say in another cell than the first that one goes back.
fn decided(doc: &Doc<'_>, grid: &Grid<'_>) -> Vec<Trigger> {
    let other = grid.has_any(&[Column::Trigger, Column::Step, Column::Number, Column::Command, Column::Component]);
    if other || grid.table.header.len() > 4 {
        return Vec::new();
    }
    let titled = is_titled(doc, grid.section);
    let rows = grid.table.rows.iter().filter_map(|row| {
        let (first, rest) = row.cells.split_first()?;
        let on = doc.terms(first);
        let action = rest.iter().find(|cell| doc.terms(cell).has(Word::GoBack))?;
        let read = measure(on);
        let none = on.has(Word::GoBack) || doc.terms(action).has_any(&[Word::Not, Word::Denial]);
        ((titled || read.measurable) && !none).then(|| Trigger {
            metric: read.metric,
            class: read.class,
            percentile: read.percentile,
            relative: read.relative,
            limit: read.limit,
            measurable: read.measurable,
            numeric: read.numeric,
            window: read.window.map(|value| Said { value, at: doc.place(first.span) }),
            action: Some(doc.phrase(action)),
            text: Said { value: first.plain.clone(), at: grid.row(row) },
        })
    });
    rows.collect()
}

/// Whether a heading, or one above it, is about triggers.
fn is_titled(doc: &Doc<'_>, index: usize) -> bool {
    let path = doc.outline.path(index);
    let own = path.len().saturating_sub(1);
    path.into_iter().enumerate().skip(1).rev().find_map(|(at, title)| {
        let terms = doc.terms(title);
        let other = [Word::GoBack, Word::UndoLabel, Word::Step, Word::Decides, Word::ByHand];
        if at == own && terms.has(Word::DecisionNoun) && has_triggers(doc) {
            // "Decision criteria" beside "Triggers".
            Some(false)
        } else if terms.has(Word::TriggerHeading) || is_asked(terms) {
            Some(true)
        } else {
            // "Rollback options" below "Rollback criteria and options" has a subject of its own.
            (at == own && terms.has_any(&other)).then_some(false)
        }
    }) == Some(true)
}

/// Whether a heading below the title says "Triggers".
fn has_triggers(doc: &Doc<'_>) -> bool {
    doc.outline.sections.iter().any(|part| part.level > 1 && is_of_triggers(doc.terms(&part.title)))
}

/// "When to roll back"; "If DNS records need reverting" stands above what is done then.
fn is_asked(terms: Terms<'_>) -> bool {
    let Some(back) = terms.first(Word::GoBack) else { return false };
    let needed =
        terms.of(Word::Needed).any(|hit| hit.start < back.start && terms.of(Word::If).any(|on| on.start < hit.start));
    terms.has(Word::If) && !needed && !terms.text().starts_with("If ")
}

fn is_triggers(doc: &Doc<'_>, grid: &Grid<'_>, separate: bool) -> bool {
    let about = separate || matches!(grid.topic, Some(Section::Rollback | Section::Verification));
    let shaped = grid.has_any(&[Column::Threshold, Column::Action, Column::Window]);
    // `# | Condition | Evidence`, below a heading about triggers.
    about && grid.has(Column::Trigger) && (shaped || is_titled(doc, grid.section))
}

fn from_row(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row) -> Option<Trigger> {
    // `Metric | Condition`: without a threshold both are the trigger.
    let first = grid.cell(row, Column::Trigger).filter(|cell| !cell.value.is_empty() && grid.has(Column::Threshold));
    let condition = first.or_else(|| grid.joined(row, Column::Trigger))?;
    let threshold = grid.cell(row, Column::Threshold).map(|cell| cell.value).unwrap_or_default();
    let text = format!("{} {threshold}", condition.value).trim().to_owned();
    let found = vocabulary::find(&text);
    let read = measure(found.of(&text));
    let named = grid
        .text(row, Column::Window)
        .and_then(|cell| Some(Said { value: minutes(doc.terms(cell))?, at: doc.place(cell.span) }));
    Some(Trigger {
        metric: read.metric,
        class: read.class,
        percentile: read.percentile,
        relative: read.relative,
        limit: read.limit,
        measurable: read.measurable,
        numeric: read.numeric,
        window: named.or(read.window.map(|value| Said { value, at: condition.at })),
        action: grid.cell(row, Column::Action),
        text: Said { value: text, at: grid.row(row) },
    })
}

/// Items below a heading about triggers or below a line that announces them, and sentences that say on what the release goes
/// back.
fn from_part(doc: &Doc<'_>, part: &Part, headed: bool, facts: &mut Facts) {
    let (mut announced, mut titled) = (headed, headed);
    // Boxes below "Roll back at once if" are cases, none to be ticked.
    let title = doc.terms(&part.title);
    let mut boxed = headed && asks(title) && (title.text().trim_end().ends_with([':', '：']) || title.ends(Word::If));
    // "Criteria and procedure": the numbered items are the procedure.
    let both = doc.terms(&part.title).has(Word::Step);
    let only = is_of_triggers(doc.terms(&part.title));
    // "If a rollback is needed" stands above what is done then.
    let asked = !doc.terms(&part.title).has(Word::TriggerHeading);
    for (at, block) in part.blocks.iter().enumerate() {
        let leads = |item: &Item| matches!(part.blocks.get(at + 1), Some(Block::Item(next)) if next.depth > item.depth);
        match block {
            Block::Paragraph(paragraph) => {
                let terms = doc.terms(&paragraph.text);
                // `Rollback references:`, `Note:`: what stands below is something else.
                titled = headed && !is_aside_label(terms);
                announced = titled || announces(terms);
                boxed = announces(terms) && asks(terms);
                in_text(doc, &paragraph.text, facts);
            }
            Block::Item(item) if is_no_case(doc, item, leads(item)) => {}
            // Numbered items say what to do, unless their own heading calls them triggers.
            Block::Item(item) if procedure::is_label(doc.terms(&item.text)) => {}
            // A box asks whether something is ready, unless its heading says no more than "Triggers".
            Block::Item(item)
                if (item.checked.is_none()
                    || (item.checked == Some(false)
                        && (only || (boxed && !procedure::acts(doc.terms(&item.text))))))
                    && ((titled && !is_done(doc, item, both, asked)) || (announced && item.number.is_none())) =>
            {
                facts.triggers.push(from_terms(doc.terms(&item.text), doc.place(item.text.span)));
            }
            Block::Item(item) if item.number.is_some() => {
                let at = doc.place(item.text.span);
                let measured = doc.cut(&item.text).filter(|sentence| is_measured(sentence.terms));
                facts.triggers.extend(measured.map(|sentence| from_terms(sentence.terms, at)));
                announced = announced || (item.depth == 0 && leads(item) && announces(doc.terms(&item.text)));
            }
            Block::Item(item) => {
                in_text(doc, &item.text, facts);
                announced = announced || (item.depth == 0 && leads(item) && announces(doc.terms(&item.text)));
            }
            Block::Table(_) | Block::Code(_) => {}
        }
    }
}

/// `Note:`, `References:`, `Regel:`: a line above a list that is an aside.
fn is_aside_label(terms: Terms<'_>) -> bool {
    let text = terms.text().trim_end();
    text.ends_with([':', '：']) && terms.has(Word::AsideLabel) && !asks(terms)
}

/// A link alone, a label with nothing behind it (`Owner(s):`), a branch of a decision (`No: …`), or an aside (`Note: …`).
fn is_no_case(doc: &Doc<'_>, item: &Item, leads: bool) -> bool {
    let terms = doc.terms(&item.text);
    let text = terms.text().trim();
    let empty = text.ends_with([':', '：']) && !leads && !condition::is_case(terms);
    let key = text.find([':', '：', ',']).map(|at| terms.part(0..at));
    let other = key.is_some_and(|key| [Word::Yes, Word::No, Word::AsideLabel].iter().any(|word| key.is_only(*word)));
    is_pointer(terms) || empty || other
}

/// `ROLLBACK.md`, `See docs/rollback.md`: where more stands.
pub(super) fn is_pointer(terms: Terms<'_>) -> bool {
    const FILES: [&str; 5] = [".md", ".txt", ".pdf", ".html", ".adoc"];
    let text = terms.text().trim();
    let last = text.rsplit(' ').next().unwrap_or_default();
    FILES.iter().any(|end| last.ends_with(end)) && text.split_whitespace().count() <= 2
}

/// Whether an item below a heading about triggers says what is done instead.
fn is_done(doc: &Doc<'_>, item: &Item, both: bool, asked: bool) -> bool {
    item.number.is_some() && (both || (asked && procedure::acts(doc.terms(&item.text))))
}

/// `Triggers:`, `Roll back if:`: a line above a list.
fn announces(terms: Terms<'_>) -> bool {
    let text = terms.text().trim_end();
    text.ends_with([':', '：']) && (terms.has(Word::TriggerHeading) || asks(terms))
}

/// "Roll back when:", "If any of these occurs, roll back:"; "If a step fails, rollback is safe because:" asks for nothing.
fn asks(terms: Terms<'_>) -> bool {
    let Some(back) = terms.first(Word::GoBack) else { return false };
    let before = terms.of(Word::If).any(|hit| back.start < hit.start);
    // "If X is to be rolled back, the ticket must hold:" lists something else.
    if !before && terms.of(Word::Demand).any(|hit| back.end <= hit.start) {
        return false;
    }
    let orders = terms.before(back).trim_end().ends_with([',', '、', '，']);
    let case = |hit: &vocabulary::Hit| hit.words > 1 || hit.end - hit.start > 2;
    before
        || (orders && terms.has(Word::If))
        || terms.of(Word::WhenBehind).any(|hit| !condition::is_time(terms, hit))
        || terms.of(Word::InCase).any(case)
}

/// The triggers in running text.
fn in_text(doc: &Doc<'_>, text: &Text, facts: &mut Facts) {
    let at = doc.place(text.span);
    if let Some(condition) = named(doc.terms(text)) {
        // `、` stands between things, never in a sentence of its own.
        let parts = condition.text().split_inclusive('、').scan(0, |from, part| {
            let range = *from..*from + part.trim_end_matches('、').len();
            *from += part.len();
            Some(range)
        });
        facts.triggers.extend(parts.map(|range| from_terms(condition.part(range), at)));
        return;
    }
    let whole = doc.terms(text);
    if whole.text().trim_end().ends_with([':', '：']) && condition::is_case(whole) {
        facts.triggers.push(from_terms(whole, at));
        return;
    }
    for sentence in doc.cut(text) {
        if condition::of(sentence.terms).is_some() {
            facts.triggers.push(from_terms(sentence.terms, at));
        }
    }
}

/// Whether a sentence gives a condition that can be measured and says that the release then goes back.
pub(super) fn is_measured(terms: Terms<'_>) -> bool {
    condition::of(terms).is_some_and(|(condition, _)| measure(condition).measurable)
}

/// `Triggers: any smoke test fails, or …`: what stands behind the colon.
pub(super) fn named(terms: Terms<'_>) -> Option<Terms<'_>> {
    let (key, rest) = labelled_parts(terms)?;
    // "Trigger rollback: run …" is an order.
    let order = key.begins(Word::TriggerHeading) && key.ends(Word::GoBack);
    (key.has(Word::TriggerHeading) && !order).then_some(rest)
}

/// The short label that a text begins with, and what stands behind its colon.
pub(super) fn labelled_parts(terms: Terms<'_>) -> Option<(Terms<'_>, Terms<'_>)> {
    let text = terms.text();
    let (at, colon) = text.char_indices().find(|(_, mark)| matches!(mark, ':' | '：'))?;
    let key = terms.part(0..at);
    let short = key.text().split_whitespace().count() <= 3 && key.text().chars().count() <= 24;
    let rest = terms.part(at + colon.len_utf8()..text.len());
    (short && !rest.text().trim().is_empty()).then_some((key, rest))
}

pub(super) fn from_terms(terms: Terms<'_>, at: Place) -> Trigger {
    let said = condition::of(terms).or_else(|| arrow(terms).filter(|parts| !is_named(*parts)));
    let (on, action) = said.map_or((terms, None), |(on, action)| (on, Some(action)));
    let read = measure(on);
    // In a list of rollback triggers the action is to roll back.
    let action =
        action.map_or("roll back", |action| action.text().trim_start_matches(['は', 'に', '、', '，', ' ']).trim());
    let window = read.window.or_else(|| window_in(terms));
    Trigger {
        metric: read.metric,
        class: read.class,
        percentile: read.percentile,
        relative: read.relative,
        limit: read.limit,
        measurable: read.measurable,
        numeric: read.numeric,
        window: window.map(|value| Said { value, at }),
        action: Some(Said { value: action.to_owned(), at }),
        text: Said { value: terms.text().trim().to_owned(), at },
    }
}

/// `Latency: p95 above 800 ms for 10 minutes`: a name and its condition, no action.
fn is_named((name, condition): (Terms<'_>, Terms<'_>)) -> bool {
    let act = condition.has(Word::GoBack) || condition.begins(Word::Imperative) || condition.text().trim().is_empty();
    !act && !measure(name).numeric && measure(condition).measurable
        || name.text().trim().is_empty()
        || condition.text().trim().is_empty()
}

/// `5xx rate above 2 %: page the on-call`.
fn arrow(terms: Terms<'_>) -> Option<(Terms<'_>, Terms<'_>)> {
    let text = terms.text();
    let (at, mark) = ["→", "->", ": ", "：", "⇒"].iter().filter_map(|mark| Some((text.find(mark)?, *mark))).min()?;
    let (on, action) = (terms.part(0..at), terms.part(at + mark.len()..text.len()));
    // "Security breach: data is exposed" says the same again.
    let colon = mark.starts_with([':', '：']);
    let acts = action.has(Word::GoBack) || action.begins(Word::Imperative) || measure(on).numeric;
    (!colon || (acts && !measure(action).measurable)).then_some((on, action))
}

//! Steps that are items of the outermost lists below the steps heading, each with what stands below it; where some are
//! numbered, only those.

use std::collections::BTreeSet;

use super::super::document::Doc;
use super::super::label::{begins_labelled, labelled};
use super::super::quantity::{durations, offset, place};
use super::super::{Kind, Phrase, Said, rollback};
use super::{DETAILS, admin_tasks, bare, commands, headings, is_around, is_record, length, observes, ordinal};
use crate::facts::{Minutes, Step};
use crate::outline::{Block, Item, Section as Part, Span, Text};
use crate::vocabulary::{self, Column, Hit, Section, Terms, Title, Unit, Word};

/// Phases that make a plan of work.
const PHASES: usize = 3;

/// A step and what stands below it.
struct Group<'a> {
    part: &'a Part,
    /// The text of the step, and its number.
    text: &'a Text,
    number: Option<String>,
    /// Where its words begin.
    begin: usize,
    /// Whether it has a box to tick.
    boxed: bool,
    /// The blocks below it.
    below: &'a [Block],
}

pub(super) fn read(doc: &Doc<'_>) -> Vec<Step> {
    let areas = |wanted: &dyn Fn(usize, &Part) -> bool| areas(doc, wanted);
    let named = |index: usize, part: &Part| doc.topic(index) == Some(Section::Steps) || is_phase_of_steps(doc, part);
    // `Phase 3: Deploy` is called a step, and its sisters `Phase 1` and `Phase 2` are phases all the same.
    let sections = &doc.outline.sections;
    let phased: BTreeSet<Option<usize>> = (sections.iter().enumerate())
        .filter(|(index, part)| part.level > 1 && named(*index, part) && is_phase(doc, part))
        .map(|(_, part)| part.parent)
        .collect();
    let sister = |index: usize, part: &Part| {
        part.level > 1 && phased.contains(&part.parent) && is_phase(doc, part) && doc.topic(index).is_none()
    };
    let mut groups = areas(&|index, part| named(index, part) || sister(index, part));
    if groups.is_empty() {
        groups = areas(&|_, part| is_phase(doc, part));
        // The phases of a work plan are its steps where nothing below them is an order.
        let titles: BTreeSet<Span> = groups.iter().map(|group| group.part.title.span).collect();
        if titles.len() >= PHASES && !is_of_orders(doc, &groups) {
            return headings::bare_phases(doc);
        }
    }
    if groups.is_empty() {
        groups = areas(&|index, _| is_between(doc, index));
        // Boxes that tell how things must stand (`[ ] Change log updated`) are ticked, not done.
        if groups.iter().all(|group| group.boxed) && !is_of_orders(doc, &groups) {
            groups.clear();
        }
    }
    if groups.is_empty() {
        groups = areas(&|index, _| doc.topic(index) == Some(Section::Schedule));
        groups.retain(|group| {
            let text = &group.text.plain;
            offset(text).is_some() || begins_with_time(text) || begins_with_day(doc.terms(group.text))
        });
    }
    steps(doc, groups)
}

/// Numbered lists under headings about the release, in a plan whose headings call nothing its steps; else under those about the
/// upgrade.
pub(super) fn released(doc: &Doc<'_>) -> Vec<Step> {
    let mut groups = areas(doc, &|index, part| {
        let title = doc.terms(&part.title);
        let other = title.has_any(&[Word::GoBack, Word::UndoLabel, Word::TriggerHeading]) || is_gate(title.text());
        let about = part.level > 1 && title.has(Word::Release) && !other;
        about && doc.topic(index).is_none_or(|topic| topic == Section::Deployments)
    });
    groups.retain(|group| group.number.is_some());
    if groups.is_empty() {
        groups = areas(doc, &|index, _| doc.topic(index) == Some(Section::Upgrade));
        groups.retain(|group| group.number.is_some());
    }
    if groups.len() < 2 { Vec::new() } else { steps(doc, groups) }
}

/// The timeline of a document that is no plan: `T-24 h: final check`.
pub(super) fn timed(doc: &Doc<'_>) -> Vec<Step> {
    let mut groups = areas(doc, &|index, _| doc.topic(index) == Some(Section::Schedule));
    groups.retain(|group| offset(&group.text.plain).is_some());
    if groups.len() < 2 { Vec::new() } else { steps(doc, groups) }
}

/// Numbered lists below a line that announces the steps: `部署步骤：`.
pub(super) fn announced(doc: &Doc<'_>) -> Vec<Step> {
    let parts = doc.outline.sections.iter().enumerate().filter(|(index, part)| {
        let topic = doc.topic(*index);
        topic.is_none_or(|topic| matches!(topic, Section::Deployments | Section::Steps))
            && !is_record(doc.terms(&part.title))
    });
    let mut found: Vec<Group<'_>> = Vec::new();
    for (_, part) in parts {
        if let Some(span) = announced_in(doc, part) {
            let own = groups(doc, part).into_iter();
            found.extend(own.filter(|group| group.number.is_some() && span.contains(&group.text.span.start)));
        }
    }
    if found.len() < 2 { Vec::new() } else { steps(doc, found) }
}

/// From the line that announces the steps to the next list with a line above it.
fn announced_in(doc: &Doc<'_>, part: &Part) -> Option<std::ops::Range<u32>> {
    let above = part.blocks.iter().zip(part.blocks.iter().skip(1)).filter_map(|pair| match pair {
        (Block::Paragraph(paragraph), Block::Item(item)) if item.number == Some(1) => Some(&paragraph.text),
        _ => None,
    });
    let mut lists = above.skip_while(|text| !announces(doc.terms(text)));
    let begin = lists.next()?.span.end;
    let end = lists.find(|text| text.plain.trim_end().ends_with([':', '：'])).map_or(u32::MAX, |text| text.span.start);
    Some(begin..end)
}

/// `Deployment steps:`, and nothing behind it.
fn announces(terms: Terms<'_>) -> bool {
    let text = terms.text().trim_end();
    text.ends_with([':', '：']) && text.chars().count() <= 48 && terms.heading::<Section>() == Some(Section::Steps)
}

/// `Minimum gate for go-live`: what must hold, none of it done.
fn is_gate(title: &str) -> bool {
    let mut words = title.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| word.eq_ignore_ascii_case("gate") || word.eq_ignore_ascii_case("gates"))
}

/// Lists of orders in a plan whose headings call nothing its steps; else its only numbered list.
pub(super) fn ordered(doc: &Doc<'_>) -> Vec<Step> {
    let parts = doc.outline.sections.iter().enumerate().filter(|(index, part)| is_open(doc, *index, part));
    let lists: Vec<Vec<Group<'_>>> = parts.map(|(_, part)| free(doc, part)).filter(|list| list.len() >= 2).collect();
    let (ordered, others): (Vec<_>, Vec<_>) = lists.into_iter().partition(|list| is_of_orders(doc, list));
    if !ordered.is_empty() {
        return steps(doc, ordered.into_iter().flatten().collect());
    }
    let numbered = |list: &Vec<Group<'_>>| list.len() >= 3 && list.iter().all(|group| group.number.is_some());
    let mut numbered = others.into_iter().filter(numbered);
    match (numbered.next(), numbered.next()) {
        (Some(only), None) => steps(doc, only),
        _ => Vec::new(),
    }
}

/// The items of a section, but those with a box.
fn free<'a>(doc: &Doc<'a>, part: &'a Part) -> Vec<Group<'a>> {
    let mut own = groups(doc, part);
    own.retain(|group| !group.boxed);
    own
}

/// Whether a section may hold steps though its heading does not say so.
fn is_open(doc: &Doc<'_>, index: usize, part: &Part) -> bool {
    let topic = doc.topic(index);
    let title = doc.terms(&part.title);
    let other = [
        Word::GoBack,
        Word::UndoLabel,
        Word::TriggerHeading,
        Word::RuleHeading,
        Word::Roadmap,
        Word::Retrospective,
        Word::Record,
        Word::CriteriaLabel,
        Word::Observe,
    ];
    let open = topic.is_none_or(|topic| {
        matches!(topic, Section::Deployments | Section::Upgrade | Section::Migration | Section::Checklist)
    });
    let around = part.level > 1 && is_around(doc, title);
    let other = title.has_any(&other) || title.is_only(Word::AsideLabel);
    open && !around && !other && !is_gate(title.text())
}

/// Whether most items of a list tell to do something; a list without numbers must be longer.
fn is_of_orders(doc: &Doc<'_>, list: &[Group<'_>]) -> bool {
    let numbered = list.iter().any(|group| group.number.is_some());
    let orders = list.iter().filter(|group| is_order(doc.terms(group.text))).count();
    (numbered || list.len() >= 3) && orders * 2 >= list.len()
}

/// "Stop the worker", "Backup erstellen und prüfen.", 停止旧服务: the verb comes first, or ends a clause.
fn is_order(terms: Terms<'_>) -> bool {
    terms.of(Word::Act).any(|hit| {
        let word = terms.text().get(place(terms, hit)).unwrap_or_default();
        let last = word.ends_with("en") || word.ends_with("rn") || word.ends_with("ln");
        let wide = word.chars().any(|letter| letter > '\u{2e80}');
        let ends = || terms.behind(hit).trim_start().chars().next().is_none_or(|next| ".,;:。、，；（(".contains(next));
        terms.begins_at(hit) || ((last || wide) && ends())
    })
}

/// Numbered steps of a document that is no plan, below a heading of steps that speaks of the release, or with an item that does
/// it.
pub(super) fn of_others(doc: &Doc<'_>) -> Vec<Step> {
    let mut tops: Vec<usize> = doc.branches(Section::Steps).into_iter().filter(|index| deploys(doc, *index)).collect();
    if tops.is_empty() && doc.kind == Kind::OtherDocument {
        tops = (0..doc.outline.sections.len()).filter(|index| is_a_plan(doc, *index)).collect();
    }
    let parts = tops.iter().flat_map(|index| doc.outline.branch(*index));
    let parts = parts.filter(|part| !is_around(doc, doc.terms(&part.title)));
    let mut groups: Vec<Group<'_>> = parts.flat_map(|part| groups(doc, part)).collect();
    groups.retain(|group| group.number.is_some());
    steps(doc, groups)
}

/// A chapter that is called what a plan would be: `Release checklist`.
fn is_a_plan(doc: &Doc<'_>, index: usize) -> bool {
    let Some(part) = doc.outline.sections.get(index).filter(|part| part.level > 1) else { return false };
    let title = doc.terms(&part.title);
    let named = title.of(Title::DeploymentPlan).any(|hit| hit.length() >= 2);
    let open = matches!(doc.topic(index), None | Some(Section::Checklist));
    open && named && !title.has_any(&[Word::OtherMatter, Word::GoBack]) && !is_around(doc, title)
}

fn deploys(doc: &Doc<'_>, index: usize) -> bool {
    let branch = doc.outline.branch(index);
    let titled = branch.first().is_some_and(|part| doc.terms(&part.title).has(Word::Release));
    let mut blocks = branch.iter().flat_map(|part| &part.blocks);
    // In a runbook what is started again is seldom a release.
    titled
        || doc.kind == Kind::ChangeRequest
        || doc.is(&[Kind::Environment])
            && blocks.any(|block| {
            matches!(block, Block::Item(item) if item.number.is_some() && doc.terms(&item.text).ends(Word::Redeploy))
            })
}

/// The lists of the sections that are wanted, but those about what is done before or after.
fn areas<'a>(doc: &Doc<'a>, wanted: &dyn Fn(usize, &Part) -> bool) -> Vec<Group<'a>> {
    let outline = doc.outline;
    let parts = outline.sections.iter().enumerate().filter(|(index, part)| wanted(*index, part));
    let parts = parts.filter(|(_, part)| part.level <= 1 || !is_around(doc, doc.terms(&part.title)));
    let parts = parts.filter(|(_, part)| part.level <= 1 || !is_record(doc.terms(&part.title)));
    parts.flat_map(|(_, part)| groups(doc, part)).collect()
}

fn steps(doc: &Doc<'_>, mut groups: Vec<Group<'_>>) -> Vec<Step> {
    if groups.iter().any(|group| group.number.is_some()) {
        groups.retain(|group| group.number.is_some());
    }
    let common =
        Common { owner: common_owner(doc, &groups), ids: groups.iter().any(|group| names_ids(doc, &group.text.plain)) };
    groups.iter().enumerate().map(|(index, group)| from_group(doc, group, index + 1, &common)).collect()
}

/// `Phase 2: transports`, directly below the heading of the steps, whatever else its words name.
fn is_phase_of_steps(doc: &Doc<'_>, part: &Part) -> bool {
    let above = part.parent.and_then(|parent| doc.topic(parent));
    above == Some(Section::Steps) && doc.terms(&part.title).begins(Word::Phase)
}

/// `Phase 2: transports`, where no heading calls what stands below the steps.
fn is_phase(doc: &Doc<'_>, part: &Part) -> bool {
    let title = doc.terms(&part.title);
    let is_number = |letter: char| letter.is_numeric() || "一二三四五六七八九十".contains(letter);
    let numbered = title.text().chars().take(12).any(is_number);
    // `第一阶段`: the number stands before the word.
    let ordinal = || title.text().starts_with('第') && title.first(Word::Phase).is_some_and(|hit| hit.start <= 12);
    (title.begins(Word::Phase) || ordinal())
        && numbered
        && part.blocks.iter().any(|block| matches!(block, Block::Item(_)))
}

/// Between a heading about what is done before the deployment and one about what is done after it, whatever it is called.
fn is_between(doc: &Doc<'_>, index: usize) -> bool {
    let sections = &doc.outline.sections;
    let Some(part) = sections.get(index) else { return false };
    let around = |other: Option<&Part>, word| {
        other.is_some_and(|other| other.parent == part.parent && doc.terms(&other.title).has(word))
    };
    let before = sections.get(..index).and_then(|all| all.iter().rev().take(8).find(|other| other.level == part.level));
    let behind = index + doc.outline.branch(index).len();
    around(before, Word::PreDeployment) && around(sections.get(behind), Word::PostDeployment)
}

/// `Week 2: first outlet`, `Day -3`, `第1周`.
fn begins_with_day(terms: Terms<'_>) -> bool {
    let near = |hit: &Hit| terms.before(hit).chars().all(|letter| !letter.is_alphabetic() || letter == '第');
    let counted = || terms.text().chars().take(8).any(char::is_numeric);
    [Unit::Week, Unit::Day].into_iter().any(|unit| terms.of(unit).any(near)) && counted()
}

/// `20:00 – start the maintenance`.
pub(super) fn begins_with_time(text: &str) -> bool {
    let head: String = text.chars().take(8).collect();
    vocabulary::moments(&head).iter().any(|moment| moment.time().is_some())
}

fn groups<'a>(doc: &Doc<'a>, part: &'a Part) -> Vec<Group<'a>> {
    let mut found: Vec<(usize, Group<'a>)> = Vec::new();
    let mut demanded = false;
    for (at, block) in part.blocks.iter().enumerate() {
        let boxed = matches!(block, Block::Item(item) if item.checked.is_some());
        let group = |text, number, begin| Group { part, text, number, begin, boxed, below: &[] };
        match block {
            Block::Item(item) if item.depth == 0 && is_step(doc, item) && !demanded => {
                found.push((at, group(&item.text, item.number.map(|number| number.to_string()), 0)));
            }
            // `**Step 1: Build**` above a code block.
            Block::Paragraph(paragraph) => {
                let terms = doc.terms(&paragraph.text);
                // `Must haves:` says of the list below it that nothing in it is done.
                demanded = terms.is_only(Word::CriteriaLabel);
                if let Some((number, begin)) = ordinal::numbered(terms) {
                    found.push((at, group(&paragraph.text, Some(number), begin)));
                }
            }
            _ => {}
        }
    }
    let ends: Vec<usize> = found.iter().skip(1).map(|(at, _)| *at).chain([part.blocks.len()]).collect();
    let whole = found.into_iter().zip(ends);
    let whole =
        whole.map(|((at, group), end)| Group { below: part.blocks.get(at + 1..end).unwrap_or_default(), ..group });
    // `Command:`, with nothing behind it, is a line to be filled in.
    whole.filter(|group| !(group.text.plain.ends_with([':', '：']) && group.below.is_empty())).collect()
}

/// An item that is no line about the owner of all.
fn is_step(doc: &Doc<'_>, item: &Item) -> bool {
    let terms = doc.terms(&item.text);
    // `Details: docs/release.md` sends the reader elsewhere.
    let points = || item.text.plain.contains(".md") && !is_order(terms);
    item.number.is_some() || !(begins_labelled(terms, &DETAILS) || is_way_back(terms) || points())
}

/// `auto-rollback if > 1 % for 10 minutes`: when to go back, nothing that is done.
fn is_way_back(terms: Terms<'_>) -> bool {
    terms.has(Word::GoBack) && rollback::is_limit(terms)
}

/// The items below a step.
fn items<'g>(group: &'g Group<'_>) -> impl Iterator<Item = &'g Text> {
    group.below.iter().filter_map(|block| match block {
        Block::Item(item) => Some(&item.text),
        _ => None,
    })
}

/// Who does all the steps: a line about the owner that belongs to none of them.
fn common_owner(doc: &Doc<'_>, groups: &[Group<'_>]) -> Option<Phrase> {
    let own: BTreeSet<Span> =
        groups.iter().flat_map(|group| std::iter::once(group.text).chain(items(group))).map(|text| text.span).collect();
    let line = doc.lines().iter().find(|line| {
        doc.topic(line.section) == Some(Section::Steps)
            && line.column == Some(Column::Owner)
            && !line.field.value.plain.is_empty()
            && !own.contains(&line.field.value.span)
    })?;
    Some(doc.phrase(&line.field.value))
}

/// What the steps of a list share.
struct Common {
    owner: Option<Phrase>,
    /// What stands in brackets behind them are ids: `Load test (T-5)`.
    ids: bool,
}

/// Whether brackets hold an id: one that is no time, or that of a row of a table.
fn names_ids(doc: &Doc<'_>, text: &str) -> bool {
    let inside = text.split(['(', '（']).skip(1).filter_map(|rest| rest.split([')', '）']).next());
    let mut ids = inside.flat_map(|inside| inside.split([',', '、', '，', ' '])).filter(|word| is_id(word));
    ids.any(|id| {
        let row = |row: &crate::outline::Row| row.cells.first().is_some_and(|cell| cell.plain == id);
        offset(id).is_none() || doc.grids().any(|grid| grid.table.rows.iter().any(row))
    })
}

/// `F-1`, `DOC-12`.
fn is_id(word: &str) -> bool {
    let Some((letters, digits)) = word.split_once('-') else { return false };
    let whole = |text: &str, of: fn(&u8) -> bool| !text.is_empty() && text.bytes().all(|byte| of(&byte));
    letters.len() <= 4 && whole(letters, u8::is_ascii_uppercase) && whole(digits, u8::is_ascii_digit)
}

/// A text without what stands in brackets, where ids stand there.
fn timed_part(text: &str, ids: bool) -> &str {
    if ids { text.split(['(', '（']).next().unwrap_or(text) } else { text }
}

fn from_group(doc: &Doc<'_>, group: &Group<'_>, position: usize, common: &Common) -> Step {
    let number = group.number.clone().unwrap_or_else(|| position.to_string());
    let at = doc.place(group.text.span);
    let action = group.text.plain.get(group.begin..).filter(|rest| !rest.is_empty()).unwrap_or(&group.text.plain);
    let mut step = bare(number, Said { value: whole(group, action), at });
    let lines = || std::iter::once(group.text).chain(items(group));
    let said = |columns: &[Column]| {
        let found = lines().find_map(|text| Some((labelled(doc.terms(text), columns)?, text.span)));
        found.map(|(value, span)| Said { value: value.to_owned(), at: doc.place(span) })
    };
    let handle = || lines().find_map(|text| handle(&text.plain)).map(|handle| Said { value: handle.to_owned(), at });
    step.owned_by(said(&[Column::Owner]).or_else(handle).or_else(|| common.owner.clone()));
    let begin = || {
        let line = lines().find(|text| offset(timed_part(&text.plain, common.ids)).is_some())?;
        Some(doc.phrase(line))
    };
    step.begins(said(&[Column::Start]).or_else(begin));
    step.end = said(&[Column::End]);
    let own = || lines().filter(|text| !is_way_back(doc.terms(text)));
    let labelled_duration =
        said(&[Column::Duration]).and_then(|cell| Some(Said { value: length(&cell.value, 1.0)?, at: cell.at }));
    step.duration = labelled_duration
        .or_else(|| own().find_map(|text| Some(Said { value: lasts(doc.terms(text))?, at: doc.place(text.span) })));
    let undo = lines().find_map(|text| Some((labelled(doc.terms(text), &[Word::UndoLabel])?, text.span)));
    step.rollback = said(&[Column::Rollback])
        .or_else(|| undo.map(|(value, span)| Said { value: value.to_owned(), at: doc.place(span) }));
    step.phase = phase(doc, group.part);
    let own = std::iter::once(super::commands_in(doc, group.text)).flatten();
    step.commands = own.chain(commands(doc, group.below.iter())).collect();
    step.admin_tasks = admin_tasks(doc, lines().map(|text| text.plain.as_str()));
    step.observes = observes(doc.terms(group.text));
    step
}

/// What is done; where a colon announces it, what stands below.
fn whole(group: &Group<'_>, action: &str) -> String {
    const MOST: usize = 400;
    let mut whole = action.to_owned();
    if !action.trim_end().ends_with([':', '：']) {
        return whole;
    }
    for (position, item) in items(group).enumerate() {
        if whole.len() + item.plain.len() > MOST {
            break;
        }
        whole.push_str(if position == 0 { " " } else { "; " });
        whole.push_str(&item.plain);
    }
    whole
}

/// How long a step takes: "for 30 min" before another time; neither how often it is done, nor after what
/// time.
fn lasts(terms: Terms<'_>) -> Option<Minutes> {
    let near = |hit: &Hit, range: &std::ops::Range<usize>| {
        let at = place(terms, hit);
        let before = terms.text().get(at.end..range.start).is_some_and(|gap| gap.trim().chars().count() <= 3);
        let behind = terms.text().get(range.end..at.start).is_some_and(|gap| gap.trim().is_empty());
        // "30 min after the release" takes no time either; "5 min every day" does.
        before || (behind && at.start >= range.end)
    };
    let other = |range: &std::ops::Range<usize>| terms.of(Word::Interval).any(|hit| near(hit, range));
    // What takes less than a second is measured, not done; less than a minute is said of a part of the step.
    let found: Vec<_> =
        durations(terms).take(8).filter(|(minutes, range)| *minutes >= 1.0 / 60.0 && !other(range)).collect();
    let told = found.iter().find(|(_, range)| {
        terms.of(Word::Lasting).any(|hit| {
            let at = place(terms, hit);
            terms.text().get(at.end..range.start).is_some_and(|gap| gap.trim().chars().count() <= 3)
        })
    });
    told.or_else(|| found.first().filter(|(minutes, _)| *minutes >= 1.0)).map(|(minutes, _)| *minutes)
}

/// The heading of the phase that a section is.
fn phase(doc: &Doc<'_>, part: &Part) -> Option<Phrase> {
    let terms: Terms<'_> = doc.terms(&part.title);
    terms.has(Word::Phase).then(|| doc.phrase(&part.title))
}

/// `@a.ito` in a line.
fn handle(text: &str) -> Option<&str> {
    text.split([' ', '(', ')', ',', ';', '（', '）']).find(|word| {
        let name = word.strip_prefix('@').unwrap_or_default();
        name.len() > 1 && name.is_ascii()
    })
}

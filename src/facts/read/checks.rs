//! What is checked: smoke tests and verification, boxes of check lists, prerequisites.

mod marks;

use super::around;
use super::document::Doc;
use super::grid::Grid;
use super::label::labelled;
use super::{Facts, Kind, Phrase, Said, cells, is_release_document};
use crate::facts::{Check, CheckItem, Phase};
use crate::outline::{Block, Code, Item, Row, Section as Part, Text};
use crate::vocabulary::{self, CheckClass, Column, Section, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !is_release_document(doc.kind) && !doc.is(&[Kind::OtherDocument, Kind::Environment]) {
        return;
    }
    for (index, section) in doc.outline.sections.iter().enumerate() {
        if !is_planned(doc, index) && !is_decision(doc, index, section) {
            boxes(doc, index, section, facts);
        }
    }
    if doc.is(&[Kind::DeploymentPlan, Kind::SupportRunbook, Kind::ChangeRequest]) {
        let steps = step_places(doc, facts);
        for index in 0..doc.outline.sections.len() {
            if is_verification(doc, index) && !(is_phase(doc, index) && holds_steps(doc, index, &steps)) {
                checks(doc, index, facts);
            }
        }
    }
}

/// Whether a section or one above it tells what comes in later releases: its boxes are no checks of this one.
fn is_planned(doc: &Doc<'_>, index: usize) -> bool {
    let mut above = Some(index);
    while let Some(section) = above.and_then(|at| doc.outline.sections.get(at)).filter(|section| section.level > 1) {
        if doc.terms(&section.title).has(Word::Roadmap) {
            return true;
        }
        above = section.parent.filter(|parent| Some(*parent) < above);
    }
    false
}

/// Whether the boxes of a section are the answers of which one is ticked: `☐ Accepted ☐ Accepted with reservations`.
fn is_decision(doc: &Doc<'_>, index: usize, section: &Part) -> bool {
    const ANSWERS: usize = 5;
    let title = doc.terms(&section.title);
    if doc.topic(index) != Some(Section::Recommendation) && !title.has(Word::DecisionWord) {
        return false;
    }
    let boxes = || {
        section.blocks.iter().filter_map(|block| match block {
            Block::Item(item) if item.checked.is_some() && item.depth == 0 => Some(item),
            _ => None,
        })
    };
    let ticked = boxes().filter(|item| item.checked == Some(true)).count();
    let answers = boxes().filter(|item| {
        let terms = doc.terms(&item.text);
        let conditional = terms.has_any(&[Word::WithConditions, Word::ConditionalGo]);
        conditional || vocabulary::verdict(&item.text.plain).is_some()
    });
    (2..=ANSWERS).contains(&boxes().count())
        && ticked <= 1
        && answers.count() >= boxes().count().min(2) - usize::from(ticked == 0)
}

/// Before or after the deployment, by a heading and those above it.
fn phase(doc: &Doc<'_>, index: usize) -> Option<Phase> {
    doc.outline.upward(index).find_map(|title| around::phase(doc, doc.terms(title)))
}

/// Whether a heading is about what must be so before the work.
fn is_before(doc: &Doc<'_>, title: &Text) -> bool {
    let title = doc.terms(title);
    title.has_any(&[Word::Prerequisite, Word::PreDeployment]) || around::phase(doc, title) == Some(Phase::Before)
}

fn boxes(doc: &Doc<'_>, index: usize, section: &Part, facts: &mut Facts) {
    let prepared = is_prepared(doc, section);
    let above = section.parent.and_then(|parent| doc.outline.sections.get(parent)).filter(|parent| parent.level > 1);
    // `### Permissions` below `## Prerequisites`, unless it is about something else.
    let own = doc.topic(index);
    let below = above.is_some_and(|parent| is_before(doc, &parent.title))
        && (own.is_none() || own == section.parent.and_then(|parent| doc.topic(parent)))
        && around::phase(doc, doc.terms(&section.title)) != Some(Phase::After);
    let prerequisite = prepared || below || is_before(doc, &section.title);
    let phase = phase(doc, index);
    let mut about = Rows { doc, section, prerequisite, phase };
    // "Checks before the launch:" above a list says it of the list.
    let announces = doc.is(&[Kind::DeploymentPlan, Kind::ReadinessReview, Kind::ChangeRequest]);
    if prepared {
        facts.check_items.push(about.item(doc.phrase(&section.title), None));
    }
    let listed = marks::is_list(doc, index);
    let marked = listed && marks::marked(section);
    let mut grids = doc.grids_of(index).iter();
    for block in &section.blocks {
        match block {
            Block::Item(item) => {
                let sign = if marked && item.checked.is_none() { marks::item(&item.text.plain) } else { None };
                let drawn = item.checked.or_else(|| drawn(&item.text.plain));
                if sign.is_none() && drawn.is_none() && !(about.prerequisite && !prepared && item.depth == 0) {
                    continue;
                }
                let (done, text) = sign
                    .map_or((drawn, item.text.plain.trim_start_matches(BOXES).trim()), |(done, text)| {
                        (Some(done), text)
                    });
                let at = doc.place(item.text.span);
                let owner = labelled(doc.terms(&item.text), &[Column::Owner]);
                let mut found = about.item(Said { value: text.to_owned(), at }, done);
                found.owner = owner.map(|owner| Said { value: owner.to_owned(), at });
                // A warning says more than a cross.
                let state = sign.and_then(|_| marks::shade(&item.text.plain)).or_else(|| left(doc.terms(&item.text)));
                found.state = state.map(|state| Said { value: state.to_owned(), at });
                facts.check_items.push(found);
            }
            Block::Table(_) => {
                if let Some(grid) = grids.next() {
                    about.table(grid, listed, prerequisite && !prepared, facts);
                }
            }
            Block::Paragraph(paragraph) => {
                let leads = announces && is_announcement(doc, &paragraph.text);
                about.prerequisite = prerequisite || leads;
                about.phase = phase.or(leads.then_some(Phase::Before));
                if let Some(ticked) = drawn(&paragraph.text.plain) {
                    let plain = paragraph.text.plain.trim_start_matches(BOXES).trim();
                    let text = Said { value: plain.to_owned(), at: doc.place(paragraph.text.span) };
                    facts.check_items.push(about.item(text, Some(ticked)));
                }
            }
            Block::Code(_) => {}
        }
    }
}

/// `… — OUTSTANDING (#76)`: what is said behind the last dash of being open.
fn left(terms: Terms<'_>) -> Option<&str> {
    const LONG: usize = 60;
    if !terms.has(Word::Pending) {
        return None;
    }
    let (at, mark) = [" — ", " – "].iter().filter_map(|mark| Some((terms.text().rfind(mark)?, mark.len()))).max()?;
    let tail = terms.part(at + mark..terms.text().len());
    (tail.begins(Word::Pending) && tail.text().chars().nth(LONG).is_none()).then(|| tail.text().trim())
}

/// A short line that says that what stands below it comes before the release.
fn is_announcement(doc: &Doc<'_>, text: &Text) -> bool {
    const LONGEST: usize = 80;
    let plain = text.plain.trim_end();
    plain.chars().count() <= LONGEST
        && plain.ends_with([':', '.', '：', '。'])
        && around::named(doc.terms(text)) == Some(Phase::Before)
}

/// What the check items of a section share.
struct Rows<'d, 'a> {
    doc: &'d Doc<'a>,
    section: &'d Part,
    prerequisite: bool,
    phase: Option<Phase>,
}

impl Rows<'_, '_> {
    fn item(&self, text: Phrase, ticked: Option<bool>) -> CheckItem {
        let (section, prerequisite, phase) = (self.doc.phrase(&self.section.title), self.prerequisite, self.phase);
        CheckItem { text, ticked, state: None, owner: None, section, prerequisite, phase }
    }

    /// The rows that are marked; below a heading about what is needed, every row.
    fn table(&self, grid: &Grid<'_>, listed: bool, all: bool, facts: &mut Facts) {
        let doc = self.doc;
        let marked = marks::rows(doc, grid, listed || all);
        let plain = marked.is_empty() && all && grid.table.header.len() <= WIDE;
        let rows: Vec<(&Row, Option<&Text>, Option<bool>)> = if plain {
            grid.table.rows.iter().filter_map(|row| Some((row, Some(needed(&row.cells)?), None))).collect()
        } else {
            marked
        };
        for (row, text, ticked) in rows {
            let text = text.map_or_else(|| doc.phrase(&self.section.title), |cell| doc.phrase(cell));
            let own = |said: &Phrase| said.at != text.at && said.is_stated() && drawn(&said.value).is_none();
            let owner = grid.stated(row, Column::Owner).filter(own);
            let states = [Column::Status, Column::Result].into_iter();
            let state = states.filter_map(|column| grid.cell(row, column)).find(|said| own(said) && says(&said.value));
            facts.check_items.push(CheckItem { state, owner, ..self.item(text, ticked) });
        }
    }
}

/// Columns of a table whose rows are all taken for what is needed.
const WIDE: usize = 6;

/// Whether a state is more than a mark.
fn says(state: &str) -> bool {
    state.chars().any(char::is_alphabetic)
}

/// The cell that says what must be so: the first with words, not its number.
fn needed(cells: &[Text]) -> Option<&Text> {
    let says = |cell: &&Text| cell.plain.chars().filter(|letter| letter.is_alphabetic()).count() >= 2;
    cells.iter().filter(says).find(|cell| !cells::is_code(&cell.plain))
}

/// `1. Merge the changes` with nothing to tick, below a heading about what is done before.
fn is_prepared(doc: &Doc<'_>, section: &Part) -> bool {
    let above = section.parent.and_then(|parent| doc.outline.sections.get(parent)).filter(|parent| parent.level > 1);
    let before = above.is_some_and(|parent| is_before(doc, &parent.title));
    let ticked = |block: &Block| matches!(block, Block::Item(item) if item.checked.is_some());
    let kinds = [Kind::DeploymentPlan, Kind::ReadinessReview, Kind::SupportRunbook, Kind::ChangeRequest];
    before
        && doc.is(&kinds)
        && section.title.plain.starts_with(|first: char| first.is_ascii_digit())
        && !section.blocks.iter().any(ticked)
}

const BOXES: [char; 10] = ['□', '☐', '☑', '☒', '■', '⬜', '▢', '◻', '🔲', ' '];

/// A box that is drawn with a letter: `□ backup taken`, `[ ]`.
fn drawn(text: &str) -> Option<bool> {
    match text.chars().next()? {
        '□' | '☐' | '⬜' | '▢' | '◻' | '🔲' => Some(false),
        '☑' | '☒' | '■' => Some(true),
        '[' if text.starts_with("[ ]") || text.starts_with("[]") => Some(false),
        '[' if ["[x]", "[X]", "[✓]", "[✔]"].iter().any(|ticked| text.starts_with(ticked)) => Some(true),
        _ => None,
    }
}

/// "Phase 0: internal validation" is a phase, whose lines are its steps where they were read so.
fn is_phase(doc: &Doc<'_>, index: usize) -> bool {
    let title = doc.outline.sections.get(index).map(|section| doc.terms(&section.title));
    title.is_some_and(|title| {
        let checks = title.has(Word::SmokeTest) && !title.has(Word::GoingLive);
        title.begins(Word::Phase) && !checks && !title.has(Word::PostDeployment)
    })
}

/// Where the steps of a document begin, in the order of the text.
fn step_places(doc: &Doc<'_>, facts: &Facts) -> Vec<u32> {
    let own = facts.steps.iter().rev().take_while(|step| step.action.at.source == doc.id);
    let mut places: Vec<u32> = own.map(|step| step.action.at.span.start).collect();
    places.sort_unstable();
    places
}

fn holds_steps(doc: &Doc<'_>, index: usize, steps: &[u32]) -> bool {
    let Some(section) = doc.outline.sections.get(index) else { return false };
    let first = steps.partition_point(|start| *start < section.span.start);
    steps.get(first).is_some_and(|start| *start < section.span.end)
}

fn is_verification(doc: &Doc<'_>, index: usize) -> bool {
    let title = doc.outline.sections.get(index).map(|section| doc.terms(&section.title));
    let is = |word: Word| title.is_some_and(|title| title.has(word));
    // "Post-cutover review" looks back.
    if is(Word::Retrospective) && !is(Word::SmokeTest) {
        return false;
    }
    // Of a plan, what is looked at behind it all: `After`, `换之后`.
    let after =
        doc.kind == Kind::DeploymentPlan && title.is_some_and(|title| around::lead(doc, title) == Some(Phase::After));
    after
        || doc.topic(index) == Some(Section::Verification)
        || is_list_of_checks(doc, index)
        || title
            .is_some_and(|title| title.has_any(&[Word::SmokeTest, Word::PostDeployment]) && title.text().len() <= 80)
}

/// `### Checklist` right below `## Verification`.
fn is_list_of_checks(doc: &Doc<'_>, index: usize) -> bool {
    let above = doc.outline.sections.get(index).and_then(|section| section.parent);
    doc.topic(index) == Some(Section::Checklist)
        && above.is_some_and(|above| doc.topic(above) == Some(Section::Verification))
}

/// "Backend tests passed: 174/174": what came of a check that was made, and no check to make.
fn is_told(terms: Terms<'_>) -> bool {
    let done = |hit: &vocabulary::Hit| {
        // In English the present tense tells what has to be so.
        terms.word(hit).to_ascii_lowercase().ends_with("ed")
    };
    let asked = terms.has_any(&[Word::Demand, Word::If, Word::Expected, Word::Goal, Word::Needed]);
    !asked && terms.of(Word::Passed).chain(terms.of(Word::Failed)).any(done)
}

/// Whether most items of a section tell what came of checks that were made.
fn tells_results(doc: &Doc<'_>, section: &Part) -> bool {
    let items = section.blocks.iter().filter_map(|block| match block {
        Block::Item(item) if item.depth == 0 => Some(item),
        _ => None,
    });
    let (mut all, mut told) = (0_usize, 0_usize);
    for item in items {
        all += 1;
        told += usize::from(item.checked.is_none() && is_told(doc.terms(&item.text)));
    }
    told >= 2 && told * 3 >= all
}

fn checks(doc: &Doc<'_>, index: usize, facts: &mut Facts) {
    let Some(section) = doc.outline.sections.get(index).filter(|section| !tells_results(doc, section)) else { return };
    let phase = phase(doc, index);
    let mut open: Option<Check> = None;
    for block in &section.blocks {
        match block {
            Block::Item(item) if item.depth == 0 || open.is_none() => {
                facts.checks.extend(open.replace(from_item(doc, item, phase)));
            }
            Block::Item(item) => {
                if let Some(check) = &mut open {
                    detail(doc, &item.text, check);
                }
            }
            // A command belongs to the check above it; alone it is one.
            Block::Code(code) if !code.text.trim().is_empty() => match &mut open {
                Some(check) if check.how.is_none() => check.how = Some(command(doc, code)),
                _ => facts.checks.extend(open.replace(from_code(doc, section, code, phase))),
            },
            Block::Paragraph(paragraph) => {
                if let Some(check) = &mut open {
                    detail(doc, &paragraph.text, check);
                }
            }
            Block::Table(_) | Block::Code(_) => {}
        }
    }
    facts.checks.extend(open);
    for grid in doc.grids_of(index).iter().filter(|grid| !grid.has(Column::Trigger)) {
        facts.checks.extend(grid.table.rows.iter().filter_map(|row| from_row(doc, grid, row, phase)));
    }
}

fn bare(what: Phrase, phase: Option<Phase>) -> Check {
    Check { at: what.at, what, how: None, expected: None, owner: None, phase, classes: Vec::new(), probe: false }
}

fn command(doc: &Doc<'_>, code: &Code) -> Phrase {
    Said { value: code.text.trim().to_owned(), at: doc.place(code.span) }
}

/// A command that nothing announces: what it checks is what its section is about.
fn from_code(doc: &Doc<'_>, section: &Part, code: &Code, phase: Option<Phase>) -> Check {
    let mut check = bare(doc.phrase(&section.title), phase);
    check.at = doc.place(code.span);
    check.how = Some(command(doc, code));
    check.classes = vocabulary::find(&code.text).of(&code.text).all::<CheckClass>();
    check
}

/// `Login works → 200`, `Login (expected: 200, owner: A. Ito)`.
fn from_item(doc: &Doc<'_>, item: &Item, phase: Option<Phase>) -> Check {
    let mut check = bare(doc.phrase(&item.text), phase);
    detail(doc, &item.text, &mut check);
    if check.expected.is_none()
        && let Some((what, expected)) = item.text.plain.split_once(['→', '⇒'])
    {
        what.trim().clone_into(&mut check.what.value);
        check.expected = Some(Said { value: expected.trim().to_owned(), at: check.at });
    }
    check.classes = doc.terms(&item.text).all::<CheckClass>();
    let written = doc.source.slice(item.text.span);
    let code = written.split('`').nth(1).map(str::trim).filter(|code| code.contains([' ', '/']));
    check.how = check.how.or_else(|| code.map(|code| Said { value: code.to_owned(), at: check.at }));
    check
}

/// What a line below a check adds to it.
fn detail(doc: &Doc<'_>, text: &Text, check: &mut Check) {
    let terms = doc.terms(text);
    let said = |value: &str| Said { value: value.to_owned(), at: doc.place(text.span) };
    if check.expected.is_none() {
        check.expected = labelled(terms, &[Word::Expected]).or_else(|| labelled(terms, &[Column::Result])).map(said);
    }
    if check.owner.is_none() {
        check.owner = labelled(terms, &[Column::Owner]).map(said);
    }
}

fn from_row(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row, phase: Option<Phase>) -> Option<Check> {
    const WHAT: [Column; 7] = [
        Column::Test,
        Column::Step,
        Column::Criterion,
        Column::Description,
        Column::Action,
        Column::Title,
        Column::Component,
    ];
    let named = |word: Word| {
        let column = grid.table.header.iter().position(|name| doc.terms(name).has(word))?;
        Some(grid.nth(row, column)).filter(Phrase::is_stated)
    };
    // `P4-1` names the row.
    let says = |text: &str| text.chars().any(char::is_alphabetic) && !cells::is_code(text);
    let first = || row.cells.iter().find(|cell| says(&cell.plain)).map(|cell| doc.phrase(cell));
    let what = WHAT.iter().find_map(|column| grid.stated(row, *column).filter(|cell| says(&cell.value)));
    let mut check = bare(what.or_else(first)?, phase);
    check.expected =
        named(Word::Expected).or_else(|| grid.stated(row, Column::Result)).filter(|said| said.at != check.what.at);
    check.how =
        named(Word::CheckHow).or_else(|| grid.stated(row, Column::Endpoint)).filter(|said| said.at != check.what.at);
    check.owner = grid.stated(row, Column::Owner);
    check.at = grid.row(row);
    check.probe = grid.has(Column::Probe);
    let category = grid.text(row, Column::Category).map(|cell| doc.terms(cell).all::<CheckClass>()).unwrap_or_default();
    check.classes = if category.is_empty() {
        let mut all: Vec<CheckClass> = row.cells.iter().flat_map(|cell| doc.terms(cell).all::<CheckClass>()).collect();
        all.sort_unstable();
        all.dedup();
        all
    } else {
        category
    };
    Some(check)
}

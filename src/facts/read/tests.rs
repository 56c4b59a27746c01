//! Test results that people summarised, and what they recommend.

use super::document::{Doc, Line};
use super::grid::Grid;
use super::{Facts, Kind, Phrase, cases, go, numbers, runner};
use crate::facts::{Recommendation, TestLevel, TestRun};
use crate::outline::{Block, Row, Span};
use crate::vocabulary::{self, Column, GoWord, Key, Section, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let from = facts.test_runs.len();
    if doc.is(&ELSEWHERE) {
        if doc.kind != Kind::OtherDocument || doc.mentions(Word::Release) {
            in_sections(doc, facts);
        }
        if doc.kind == Kind::ReleaseNotes {
            let totals = cases::totals(doc, facts.test_runs.get(from..).unwrap_or_default());
            facts.test_runs.extend(totals);
            facts.coverage.extend(cases::coverage(doc));
        }
        return;
    }
    if !doc.is(&[Kind::TestEvaluation, Kind::DeploymentPlan, Kind::ReadinessReview, Kind::GateReport]) {
        return;
    }
    for grid in doc.grids().filter(|grid| is_results(grid) && !expects(doc, grid)) {
        facts.test_runs.extend(grid.table.rows.iter().filter_map(|row| from_row(doc, &grid, row)));
    }
    facts.test_runs.extend(doc.lines().iter().filter_map(|line| from_line(doc, line)));
    let pairs = doc.grids().filter(|grid| !is_results(grid)).filter_map(|grid| from_pairs(doc, &grid));
    let more = pairs.chain(from_lines(doc)).collect();
    add(facts, from, more);
    let cases = cases::read(doc);
    add(facts, from, cases);
    if doc.is(&[Kind::TestEvaluation, Kind::ReadinessReview, Kind::GateReport]) {
        add(facts, from, runner::read(doc));
    }
    if doc.kind == Kind::TestEvaluation || facts.test_runs.len() == from {
        add(facts, from, cases::mentioned(doc, cases::Room::Tests));
    }
    forget_expected(doc, from, facts);
    level_by_heading(doc, from, facts);
    facts.coverage.extend(cases::coverage(doc));
    if doc.kind == Kind::TestEvaluation {
        let totals = cases::totals(doc, facts.test_runs.get(from..).unwrap_or_default());
        facts.test_runs.extend(totals);
        facts.recommendations.extend(recommendation(doc));
    }
}

/// Kinds that are about a release and may tell of its tests below a heading of their own.
const ELSEWHERE: [Kind; 10] = [
    Kind::ReleaseNotes,
    Kind::AcceptancePlan,
    Kind::SupportRunbook,
    Kind::Approvals,
    Kind::ChangeRequest,
    Kind::RollbackValidation,
    Kind::SupportBriefing,
    Kind::HealthReport,
    Kind::AdminTask,
    Kind::OtherDocument,
];

/// What stands below a heading about the results of tests, or says plainly that it is one.
fn in_sections(doc: &Doc<'_>, facts: &mut Facts) {
    let own = |section: usize| doc.topic(section) == Some(Section::TestResults);
    let known = [Word::Passed, Word::Failed].iter().any(|word| doc.mentions(*word));
    // Notes of many versions tell of the tests of old ones.
    if !(known || (0..doc.outline.sections.len()).any(own)) || super::notes::holds_versions(doc) {
        return;
    }
    let from = facts.test_runs.len();
    for grid in doc.grids().filter(|grid| own(grid.section) && is_results(grid)) {
        facts.test_runs.extend(grid.table.rows.iter().filter_map(|row| from_row(doc, &grid, row)));
    }
    let lines = doc.lines().iter().filter(|line| own(line.section));
    facts.test_runs.extend(lines.filter_map(|line| from_line(doc, line)));
    let cases = cases::read(doc);
    add(facts, from, cases);
    add(facts, from, cases::mentioned(doc, cases::Room::Other));
    forget_expected(doc, from, facts);
    level_by_heading(doc, from, facts);
}

/// `Expected passed | Expected failed`: a table of what is to come out.
fn expects(doc: &Doc<'_>, grid: &Grid<'_>) -> bool {
    let columns =
        [Column::Passed, Column::Failed, Column::Total].into_iter().filter_map(|column| grid.position(column));
    let mut names = columns.filter_map(|at| grid.table.header.get(at)).map(|name| doc.terms(name)).peekable();
    names.peek().is_some() && names.all(|name| name.has(Word::Expected))
}

/// Leaves out what is to come out: `Expected result: 14 passed, 0 failed`, and a list below `Pass criteria:`.
fn forget_expected(doc: &Doc<'_>, from: usize, facts: &mut Facts) {
    // What stands below a heading of criteria in a plan has yet to come.
    let goal = |index: usize| doc.kind == Kind::DeploymentPlan && doc.topic(index) == Some(Section::Criteria);
    let goals = (0..doc.outline.sections.len()).any(goal);
    if facts.test_runs.len() == from || !(goals || EXPECTING.iter().any(|word| doc.mentions(*word))) {
        return;
    }
    let mut expected: Vec<Span> = Vec::new();
    for (index, section) in doc.outline.sections.iter().enumerate() {
        // The depth of the item that announces what is expected; a paragraph stands above all items.
        let mut above: Option<Option<usize>> = None;
        for block in &section.blocks {
            let (text, depth) = match block {
                Block::Item(item) => (&item.text, Some(usize::from(item.depth))),
                Block::Paragraph(paragraph) => (&paragraph.text, None),
                Block::Table(_) | Block::Code(_) => continue,
            };
            let terms = doc.terms(text);
            if above.is_none_or(|lead| depth <= lead) {
                above = None;
            }
            if goal(index) || above.is_some() || is_expected(terms) {
                expected.push(text.span);
                above = above.or_else(|| text.plain.trim_end().ends_with([':', '：']).then_some(depth));
            }
        }
    }
    let told = |run: &TestRun| {
        let at = run.name.at;
        at.source == doc.id && expected.iter().any(|span| span.start <= at.span.start && at.span.end <= span.end)
    };
    let mut index = 0;
    facts.test_runs.retain(|run| {
        index += 1;
        index <= from || !told(run)
    });
}

/// Words that say of a count that it is not there yet.
const EXPECTING: [Word; 3] = [Word::Expected, Word::Goal, Word::CriteriaLabel];

/// Whether a text begins with, or has for its label, that something is expected: `Expected: …`, `Target: …`. What was
/// measured beside it is a result: `Expected 14, actual 14`.
fn is_expected(terms: Terms<'_>) -> bool {
    /// Letters of a label.
    const SHORT: usize = 40;
    if terms.has(Word::Measured) {
        return false;
    }
    let label = terms.text().find([':', '：']).map(|at| terms.part(0..at));
    let label = label.filter(|label| label.text().chars().count() <= SHORT);
    let labelled = label.is_some_and(|label| {
        let whole = label.has(Word::Expected) || label.is_only(Word::Goal) || label.has(Word::CriteriaLabel);
        let named = label.longest() == Some(Column::Criterion) && !label.has_any(&[Word::Passed, Word::Failed]);
        whole || named || label.longest() == Some(Section::Criteria)
    });
    labelled || (label.is_none() && terms.begins(Word::Expected))
}

/// What a run is called by where its own words name no level: `### Integration tests` above a table of modules.
fn level_by_heading(doc: &Doc<'_>, from: usize, facts: &mut Facts) {
    for run in facts.test_runs.iter_mut().skip(from).filter(|run| run.level.is_none()) {
        let start = run.name.at.span.start;
        let index = doc.outline.sections.partition_point(|section| section.span.start <= start).checked_sub(1);
        let title = index.and_then(|index| doc.outline.sections.get(index)).filter(|section| section.level > 1);
        let levels = |terms: Terms<'_>| LEVELS.iter().filter(|(word, _)| terms.has(*word)).count();
        run.level = title.map(|title| doc.terms(&title.title)).filter(|title| levels(*title) == 1).and_then(level_of);
    }
}

/// What one form tells adds to what another told. A level is told once, and what names no level may sum up what was told:
/// unless it tells of failures that the others leave out.
fn add(facts: &mut Facts, from: usize, more: Vec<TestRun>) {
    let own = facts.test_runs.get(from..).unwrap_or_default();
    let known: Vec<(Option<TestLevel>, bool)> = own.iter().map(sign).collect();
    let all: u64 = own.iter().map(size).fold(0, u64::saturating_add);
    let new = more.into_iter().filter(|run| {
        let (level, fails) = sign(run);
        let mut same = known.iter().filter(|(other, _)| level.is_none() || *other == level).peekable();
        // More tests than were told are others.
        let others = level.is_none() && run.passed.is_some() && size(run) > all;
        same.peek().is_none() || others || (fails && !same.any(|(_, fails)| *fails))
    });
    for run in new {
        // The same numbers again say the same.
        let told = |other: &TestRun| {
            (other.level, other.total, other.passed, other.failed) == (run.level, run.total, run.passed, run.failed)
                && run.name.value == other.name.value
        };
        if !facts.test_runs.get(from..).unwrap_or_default().iter().any(told) {
            facts.test_runs.push(run);
        }
    }
}

/// How many tests a run tells of.
fn size(run: &TestRun) -> u64 {
    let counted = run.passed.unwrap_or(0).saturating_add(run.failed.unwrap_or(0));
    run.total.unwrap_or(0).max(counted)
}

fn sign(run: &TestRun) -> (Option<TestLevel>, bool) {
    (run.level, run.failed.is_some_and(|failed| failed > 0))
}

pub(super) fn is_results(grid: &Grid<'_>) -> bool {
    let counts = grid.has(Column::Failed) || (grid.has(Column::Passed) && grid.has(Column::Total));
    counts || (grid.has(Column::PassRate) && grid.has(Column::Level))
}

pub(super) fn run(level: Option<TestLevel>, name: Phrase) -> TestRun {
    TestRun {
        level,
        name,
        machine: false,
        total: None,
        passed: None,
        failed: None,
        skipped: None,
        open: 0,
        rate: None,
        duration: None,
        stated: None,
        counted: None,
        failing: Vec::new(),
    }
}

/// `Integration tests: 118/120 passed`, `Integration tests: 120 passed, 0 failed`, `結合テスト: 成功 118件、失敗 2件`.
fn from_line(doc: &Doc<'_>, line: &Line<'_>) -> Option<TestRun> {
    let level = level_of(line.named)?;
    let counts = numbers::counts(line.said);
    let run = TestRun {
        total: counts.total,
        passed: counts.passed,
        failed: counts.failed,
        skipped: counts.skipped,
        ..run(Some(level), doc.phrase(&line.field.key))
    };
    (run.passed.is_some() || run.failed.is_some()).then_some(run)
}

/// `Metric | Value` with a row for each count: one run, named after its section.
fn from_pairs(doc: &Doc<'_>, grid: &Grid<'_>) -> Option<TestRun> {
    if grid.table.header.len() != 2 {
        return None;
    }
    let rows = grid.table.rows.iter().filter(|row| row.cells.len() == 2);
    let pairs = rows.map(|row| (doc.terms(&row.cells[0]).longest(), row.cells[1].plain.as_str()));
    summary(doc, grid.section, pairs)
}

/// `Passed: 118` and `Failed: 2` in lines of one section.
fn from_lines(doc: &Doc<'_>) -> Vec<TestRun> {
    let own = doc.lines().chunk_by(|one, next| one.section == next.section);
    let found = own.filter_map(|lines| {
        let pairs = lines.iter().map(|line| (line.column, line.field.value.plain.as_str()));
        summary(doc, lines.first()?.section, pairs)
    });
    found.collect()
}

fn summary<'t>(
    doc: &Doc<'_>,
    section: usize,
    pairs: impl Iterator<Item = (Option<Column>, &'t str)>,
) -> Option<TestRun> {
    let title = &doc.outline.sections.get(section)?.title;
    let mut run = run(level_of(doc.terms(title)), doc.phrase(title));
    for (column, value) in pairs {
        let slot = match column {
            Some(Column::Total) => &mut run.total,
            Some(Column::Passed) => &mut run.passed,
            Some(Column::Failed) => &mut run.failed,
            Some(Column::Skipped) => &mut run.skipped,
            _ => continue,
        };
        *slot = slot.or_else(|| vocabulary::amount(value));
    }
    let known = [run.total, run.passed, run.failed].into_iter().flatten().count();
    (known >= 2).then_some(run)
}

/// The number of failed tests behind a pass rate: `97.5 %` of 120; at least one below 100 %.
fn failed_by_rate(rate: &Phrase, total: Option<u64>) -> Option<u64> {
    let percent = rate.value.trim().trim_end_matches(['%', '％', ' ', '\u{a0}', '\u{202f}']);
    let (whole, part) = percent.split_once(['.', ',']).unwrap_or((percent, "0"));
    let tenths = whole.parse::<u64>().ok()?.checked_mul(10)?.checked_add(part.get(..1)?.parse::<u64>().ok()?)?;
    match tenths.min(1000) {
        1000 => Some(0),
        tenths => total.map(|total| (total.saturating_mul(1000 - tenths).saturating_add(500) / 1000).max(1)),
    }
}

/// The level that the words name.
pub(super) fn level(words: &[String]) -> Option<TestLevel> {
    let text = words.join(" ");
    level_of(vocabulary::find(&text).of(&text))
}

const LEVELS: [(Word, TestLevel); 7] = [
    (Word::IntegrationTest, TestLevel::Integration),
    (Word::EndToEndTest, TestLevel::EndToEnd),
    (Word::UserAcceptanceTest, TestLevel::UserAcceptance),
    (Word::AcceptanceTest, TestLevel::Acceptance),
    (Word::PerformanceTest, TestLevel::Performance),
    (Word::SecurityTest, TestLevel::Security),
    (Word::UnitTest, TestLevel::Unit),
];

pub(super) fn level_of(terms: Terms<'_>) -> Option<TestLevel> {
    LEVELS.into_iter().find(|(word, _)| terms.has(*word)).map(|(_, level)| level)
}

fn from_row(doc: &Doc<'_>, grid: &Grid<'_>, row: &Row) -> Option<TestRun> {
    let text =
        grid.text(row, Column::Level).filter(|text| doc.phrase(text).is_stated()).or_else(|| row.cells.first())?;
    let name = Some(doc.phrase(text)).filter(Phrase::is_stated)?;
    let terms = doc.terms(text);
    if terms.begins(Word::Total) {
        return None;
    }
    let number = |column| grid.cell(row, column).and_then(|cell| vocabulary::amount(&cell.value));
    let by_rate = || grid.cell(row, Column::PassRate).and_then(|rate| failed_by_rate(&rate, number(Column::Total)));
    let run = TestRun {
        total: number(Column::Total),
        passed: number(Column::Passed),
        failed: number(Column::Failed).or_else(by_rate),
        skipped: number(Column::Skipped),
        rate: grid.cell(row, Column::PassRate).and_then(|cell| percent(&cell.value)),
        ..run(level_of(terms), name)
    };
    (run.total.is_some() || run.passed.is_some() || run.failed.is_some() || run.rate.is_some()).then_some(run)
}

/// `97.5 %`, `97,5%`, `100 % (12/12)`; a goal (`≥ 95 %`) is none.
pub(super) fn percent(text: &str) -> Option<f64> {
    let text = text.trim();
    let end = text.find(|letter: char| !matches!(letter, '0'..='9' | '.' | ',')).unwrap_or(text.len());
    let value: f64 = text.get(..end)?.replace(',', ".").parse().ok()?;
    let rest = text.get(end..)?.trim_start();
    ((rest.is_empty() || rest.starts_with(['%', '％'])) && value <= 100.0).then_some(value)
}

/// The first go/no-go word of the recommendation: in a field that names it, else below its heading, else in any sentence
/// that recommends.
fn recommendation(doc: &Doc<'_>) -> Option<Recommendation> {
    let keyed = doc.keyed(Key::Recommendation);
    let field = |read: fn(&str) -> Option<GoWord>| keyed.clone().and_then(|value| Some((read(&value.value)?, value)));
    let below = |read: fn(&str) -> Option<GoWord>| {
        let own = doc.about(Section::Recommendation).flat_map(|section| doc.sentences(section));
        // "We recommend GO.", under any heading.
        let told = doc.outline.sections.iter().flat_map(|section| doc.telling(section, Word::Recommends));
        let other = told.map(|sentence| sentence.phrase());
        let told = own.chain(other).filter(|sentence| !go::is_rule(&sentence.value) && !go::rehearses(&sentence.value));
        told.into_iter().find_map(|sentence| Some((read(&sentence.value)?, sentence)))
    };
    // `## Recommendation: NO-GO`
    let headed = || {
        let mut sections = doc.outline.sections.iter();
        sections.find_map(|section| Some((go::titled(doc, section, vocabulary::verdict)?, doc.phrase(&section.title))))
    };
    let status = || {
        let said = doc.keyed(Key::Status)?;
        Some((vocabulary::release_advice(&said.value)?, said))
    };
    let (decision, sentence) = field(vocabulary::go_word)
        .or_else(headed)
        .or_else(|| below(vocabulary::go_word))
        .or_else(|| field(vocabulary::release_advice))
        .or_else(|| field(vocabulary::verdict))
        .or_else(|| below(vocabulary::release_advice))
        .or_else(status)
        .filter(|(_, sentence)| !is_choice(&sentence.value))?;
    let found = vocabulary::find(&sentence.value);
    let with_conditions = found.of(&sentence.value).has(Word::WithConditions);
    let decision = if decision == GoWord::Go && with_conditions { GoWord::Conditional } else { decision };
    let conditions = if decision == GoWord::Conditional { conditions(doc) } else { Vec::new() };
    Some(Recommendation { decision, sentence, conditions })
}

/// `Release / Release with conditions / Do not release`: an answer that nobody has given yet.
fn is_choice(text: &str) -> bool {
    let answer = |part: &str| {
        let found = vocabulary::find(part);
        let conditional = found.of(part).has(Word::WithConditions);
        let said = vocabulary::go_word(part).or_else(|| vocabulary::release_advice(part));
        if conditional { Some(GoWord::Conditional) } else { said }
    };
    let mut answers = text.split(['/', '|', '☐', '□', '／']).take(8).filter_map(answer);
    let first = answers.next();
    answers.any(|other| Some(other) != first)
}

/// The conditions: items below the heading, ticked, or said to be closed.
fn conditions(doc: &Doc<'_>) -> Vec<(Phrase, bool)> {
    doc.about(Section::Recommendation)
        .flat_map(|section| &section.blocks)
        .filter_map(|block| match block {
            Block::Item(item) => {
                let terms = doc.terms(&item.text);
                let closed = terms.has(Word::ConditionMet) && !terms.has(Word::DefectReopened);
                Some((doc.phrase(&item.text), item.checked.unwrap_or(closed)))
            }
            _ => None,
        })
        .collect()
}

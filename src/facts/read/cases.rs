//! Test results that stand case by case, or in passing; and the coverage that a document states.

use super::document::Doc;
use super::grid::Grid;
use super::tests::{level_of, run};
use super::{Kind, numbers};
use crate::facts::{Coverage, CoverageMetric, TestRun};
use crate::outline::{Block, Row, Text};
use crate::vocabulary::{self, Choice, Column, Section, Terms, Word};

/// The runs that are told case by case, or with all numbers in one cell: in a report on tests, elsewhere below its own heading.
pub(super) fn read(doc: &Doc<'_>) -> Vec<TestRun> {
    let report = doc.kind == Kind::TestEvaluation;
    let own = doc.grids().filter(|grid| report || grid.topic == Some(Section::TestResults));
    let mut runs: Vec<TestRun> = own.flat_map(|grid| from_grid(doc, &grid)).collect();
    if report {
        runs.extend(from_lines(doc));
    }
    runs
}

fn from_grid(doc: &Doc<'_>, grid: &Grid<'_>) -> Vec<TestRun> {
    if super::tests::is_results(grid) {
        return Vec::new();
    }
    let cases = || from_table(doc, grid).map(|run| vec![run]);
    let sums = || Some(in_cells(doc, grid)).filter(|runs| !runs.is_empty());
    // A case may say how many of its checks passed; a suite is told by them.
    let found = if grid.has(Column::Test) { cases().or_else(sums) } else { sums().or_else(cases) };
    found.unwrap_or_default()
}

/// How a case came out: the first word decides.
#[derive(Clone, Copy, PartialEq)]
enum Outcome {
    Passed,
    Failed,
    Skipped,
    /// Neither: `PARTIAL`, `⚠️`.
    Partly,
}

fn outcome(terms: Terms<'_>) -> Option<Outcome> {
    let text = terms.text();
    match vocabulary::choice(text) {
        // A form that nobody filled in.
        Choice::Open | Choice::Answers => Some(Outcome::Skipped),
        Choice::Ticked(own) => said(vocabulary::find(own).of(own)),
        Choice::None if text.trim_end().ends_with(['?', '？']) || offers(text) => Some(Outcome::Skipped),
        Choice::None => said(terms),
    }
}

/// `Pass / Fail`, `Réussi ou échoué`: different results side by side, with nothing else.
fn offers(text: &str) -> bool {
    const OR: [&str; 4] = [" or ", " oder ", " ou ", " o "];
    const LONG: usize = 48;
    if text.chars().nth(LONG).is_some() || text.contains(|letter: char| letter.is_ascii_digit()) {
        return false;
    }
    let joined = OR.iter().find(|or| text.contains(**or));
    let parts: Vec<&str> = match joined {
        Some(or) => text.split(*or).collect(),
        None => text.split(['/', '／', '|']).collect(),
    };
    let outcomes = parts.iter().map(|part| said(vocabulary::find(part).of(part))).collect::<Option<Vec<_>>>();
    outcomes.is_some_and(|outcomes| outcomes.iter().any(|one| Some(one) != outcomes.first()))
}

/// `Passed: no`, `Pass (to do)`: what is said behind the word.
fn taken_back(terms: Terms<'_>) -> Option<Outcome> {
    let hit = terms.of(Word::Passed).find(|hit| terms.begins_at(hit))?;
    let behind = terms.behind(hit).trim_start();
    if let Some(answer) = behind.strip_prefix([':', '：']) {
        let found = vocabulary::find(answer);
        let own = found.of(answer);
        let open = answer.trim().is_empty() || own.is_only(Word::Pending) || own.is_only(Word::NotRun);
        let denied = own.is_only(Word::No) || own.is_only(Word::None);
        return if open { Some(Outcome::Skipped) } else { denied.then_some(Outcome::Failed) };
    }
    let inside = behind.strip_prefix(['(', '（', '['])?.split([')', '）', ']']).next()?;
    let found = vocabulary::find(inside);
    let own = found.of(inside);
    (own.is_only(Word::Pending) || own.is_only(Word::NotRun)).then_some(Outcome::Skipped)
}

fn said(terms: Terms<'_>) -> Option<Outcome> {
    // "Not passed".
    let denied = |not: &vocabulary::Hit| terms.begins_at(not) && terms.of(Word::Passed).any(|hit| not.is_before(hit));
    if terms.of(Word::Not).any(denied) {
        return Some(Outcome::Failed);
    }
    if let Some(outcome) = taken_back(terms) {
        return Some(outcome);
    }
    // 不合格 and "nicht bestanden" begin with other words than they end.
    let known = [
        (Word::Failed, Outcome::Failed),
        (Word::NotRun, Outcome::Skipped),
        (Word::PartlyPassed, Outcome::Partly),
        (Word::Skipped, Outcome::Skipped),
        (Word::Passed, Outcome::Passed),
    ];
    let said = known.into_iter().find(|(word, _)| terms.begins(*word)).map(|(_, outcome)| outcome);
    said.or_else(|| mark(terms.text()))
}

/// A mark that stands alone or before words of another sense.
fn mark(text: &str) -> Option<Outcome> {
    match text.trim().chars().next()? {
        '✅' | '✔' | '✓' | '☑' | '🟢' | '○' | '◯' => Some(Outcome::Passed),
        '❌' | '✗' | '✘' | '🔴' | '×' | '✕' => Some(Outcome::Failed),
        '⚠' | '🟡' | '🟠' | '△' => Some(Outcome::Partly),
        _ => None,
    }
}

/// One run of all the cases of a table or a list.
fn tally(doc: &Doc<'_>, title: &Text, outcomes: &[Outcome]) -> TestRun {
    let count = |wanted| outcomes.iter().filter(|outcome| **outcome == wanted).count() as u64;
    let skipped = count(Outcome::Skipped);
    TestRun {
        total: Some(outcomes.len() as u64),
        passed: Some(count(Outcome::Passed)),
        failed: Some(count(Outcome::Failed)),
        // What passed in part only is left over.
        skipped: (skipped > 0 || count(Outcome::Partly) == 0).then_some(skipped),
        ..run(level_of(doc.terms(title)), doc.phrase(title))
    }
}

/// `Test case | Result`, a row for each case.
fn from_table(doc: &Doc<'_>, grid: &Grid<'_>) -> Option<TestRun> {
    const OTHERS: [Column; 5] =
        [Column::DefectId, Column::Severity, Column::CriterionId, Column::Criterion, Column::Environment];
    let title = &doc.outline.sections.get(grid.section)?.title;
    let about = grid.topic == Some(Section::TestResults)
        || grid.has_any(&[Column::Test, Column::Level])
        || doc.terms(title).has(Word::TestCount)
        || level_of(doc.terms(title)).is_some();
    // `Criterion | Status` with a row for each level is one of tests.
    let levels =
        || grid.table.rows.iter().any(|row| row.cells.first().is_some_and(|cell| level_of(doc.terms(cell)).is_some()));
    let other = |column: &Column| {
        let tests = *column == Column::Criterion && grid.topic == Some(Section::TestResults) && levels();
        grid.has(*column) && !tests
    };
    if !about || OTHERS.iter().any(other) || matches!(grid.topic, Some(Section::Defects | Section::Approvals)) {
        return None;
    }
    let column = [Column::Result, Column::Status].into_iter().find(|column| grid.has(*column))?;
    let rows = grid.table.rows.iter().filter(|row| !is_sum(doc, row));
    let cells = rows.filter_map(|row| grid.text(row, column)).filter(|cell| !cell.plain.is_empty());
    let outcomes: Vec<Option<Outcome>> = cells.map(|cell| outcome(doc.terms(cell))).collect();
    let unclear = outcomes.iter().filter(|outcome| outcome.is_none()).count();
    // A note in place of a result says that the case did not simply pass; many say that the column holds none.
    if unclear * 3 > outcomes.len() {
        return None;
    }
    let outcomes: Vec<Outcome> = outcomes.into_iter().map(|outcome| outcome.unwrap_or(Outcome::Partly)).collect();
    outcomes.iter().any(|outcome| *outcome != Outcome::Skipped).then(|| tally(doc, title, &outcomes))
}

/// A row that adds up those above it.
fn is_sum(doc: &Doc<'_>, row: &Row) -> bool {
    let first = row.cells.iter().find(|cell| !cell.plain.is_empty());
    first.is_some_and(|cell| doc.terms(cell).begins(Word::Total))
}

/// `Suite | Result` with cells such as `118/120`, `13/13 passed, 0 skipped` and `9 passed, 1 failed`: a run for each row.
fn in_cells(doc: &Doc<'_>, grid: &Grid<'_>) -> Vec<TestRun> {
    let counts = |at: usize| {
        let name = grid.table.header.get(at).map(|name| doc.terms(name));
        name.is_some_and(|name| {
            name.has_any(&[Word::Passed, Word::TestCount])
                || matches!(
                    name.heading(),
                    Some(Column::Passed | Column::Total | Column::PassRate | Column::Result | Column::Status)
                )
        })
    };
    let cells = |at: usize| grid.table.rows.iter().filter_map(move |row| row.cells.get(at));
    let says = |at: &usize| {
        let mut stated = cells(*at).filter(|cell| !cell.plain.is_empty()).peekable();
        stated.peek().is_some() && stated.all(|cell| numbers_of(doc, cell).is_some())
    };
    let Some(at) = (1..grid.table.header.len()).filter(|at| counts(*at)).find(says) else { return Vec::new() };
    let rows = grid.table.rows.iter().filter_map(|row| {
        let (cell, text) = (row.cells.get(at)?, row.cells.first()?);
        let (counts, name) = (numbers_of(doc, cell)?, doc.phrase(text));
        let numbers::Counts { total, passed, failed, skipped } = counts;
        let total = total.or_else(|| vocabulary::amount(&grid.cell(row, Column::Total)?.value));
        let run = TestRun { total, passed, failed, skipped, ..run(level_of(doc.terms(text)), name) };
        (!is_sum(doc, row)).then_some(run)
    });
    rows.collect()
}

/// The numbers of a cell that says nothing but them.
fn numbers_of(doc: &Doc<'_>, cell: &Text) -> Option<numbers::Counts> {
    let counts = numbers::counts(doc.terms(cell));
    if let Some((passed, total)) = fraction(&cell.plain) {
        // What did not pass and was not skipped has failed.
        let failed = counts.failed.or_else(|| (total - passed).checked_sub(counts.skipped.unwrap_or(0)));
        return Some(numbers::Counts { total: Some(total), passed: Some(passed), failed, skipped: counts.skipped });
    }
    let begins = cell.plain.trim_start().starts_with(|first: char| first.is_ascii_digit() || !first.is_alphanumeric());
    let worded = counts.passed.is_some() || (counts.failed.is_some() && begins);
    (worded && cell.plain.contains(|letter: char| letter.is_ascii_digit())).then_some(counts)
}

/// `118/120` at the start of a cell.
fn fraction(text: &str) -> Option<(u64, u64)> {
    let text = text.trim_start_matches(|mark: char| !mark.is_alphanumeric());
    let end = text.find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '/' | ' '))).unwrap_or(text.len());
    let (passed, total) = text.get(..end)?.split_once('/')?;
    let (passed, total) = (passed.trim().parse::<u64>().ok()?, total.trim().parse::<u64>().ok()?);
    (passed <= total && total > 0).then_some((passed, total))
}

/// Lines that make a list of cases.
const CASES: usize = 2;

/// `AT-001: PASS`, `AT-002: PARTIAL (…)`: one run for each section.
fn from_lines(doc: &Doc<'_>) -> Vec<TestRun> {
    let own = doc.lines().chunk_by(|one, next| one.section == next.section);
    let found = own.filter_map(|lines| {
        let title = &doc.outline.sections.get(lines.first()?.section)?.title;
        let cases = lines.iter().filter(|line| is_id(&line.field.key.plain));
        let outcomes: Vec<Outcome> = cases
            .filter_map(|line| {
                let value = &line.field.value.plain;
                outcome(vocabulary::find(value).of(value))
            })
            .collect();
        (outcomes.len() >= CASES).then(|| tally(doc, title, &outcomes))
    });
    found.collect()
}

fn is_id(key: &str) -> bool {
    let letters = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    letters
        && key.starts_with(|first: char| first.is_ascii_alphabetic())
        && key.contains(|letter: char| letter.is_ascii_digit())
}

/// `All tests pass (14/14)`, `test suite: 1394 passed`, in a sentence, or an item that nobody left unticked.
pub(super) fn mentioned(doc: &Doc<'_>) -> Vec<TestRun> {
    let texts = doc.outline.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Item(item) if item.checked != Some(false) => Some((&item.text, true)),
        Block::Paragraph(paragraph) if doc.terms(&paragraph.text).has_any(&[Word::Passed, Word::Failed]) => {
            Some((&paragraph.text, false))
        }
        _ => None,
    });
    let sentences = texts.flat_map(|(text, listed)| doc.cut(text).map(move |sentence| (sentence, listed)));
    let found = sentences.filter_map(|(sentence, listed)| {
        let terms = sentence.terms;
        let level = level_of(terms);
        let asked = terms.has_any(&[Word::If, Word::Demand, Word::Goal]) || terms.has(Word::Needed);
        let of = numbers::part_of(terms.text()).is_some_and(|of| of.part > 0) && doc.kind == Kind::TestEvaluation;
        if !(level.is_some() || terms.has(Word::TestCount) || of) || (!listed && asked) {
            return None;
        }
        let empty = run(level, sentence.phrase());
        // "41 tests, 0 failures": what did not fail has passed.
        let counts = numbers::counts(terms);
        if let Some((total, failed)) = counts.total.zip(counts.failed).filter(|_| counts.passed.is_none())
            && (1..=MOST).contains(&total)
            && names_tests(terms)
            && let Some(passed) = total.checked_sub(failed.saturating_add(counts.skipped.unwrap_or(0)))
        {
            let (total, passed, failed) = (Some(total), Some(passed), Some(failed));
            return Some(TestRun { total, passed, failed, skipped: counts.skipped, ..empty });
        }
        if !listed && !terms.has(Word::Passed) && counts.total.is_none() {
            return None;
        }
        if let Some((passed, total)) = in_brackets(terms.text()) {
            return Some(TestRun { total: Some(total), passed: Some(passed), failed: Some(total - passed), ..empty });
        }
        let in_range = |amount: &u64| (1..=MOST).contains(amount);
        let told = || amount_before(terms).filter(|_| !terms.has_any(&[Word::Except, Word::Not]));
        let whole = counts.passed.filter(|_| counts.total.is_some());
        let passed = whole.or_else(|| counts.passed.or_else(told).filter(in_range));
        let failed = counts.failed.filter(|failed| passed.is_some() || in_range(failed));
        let least = passed.or(failed.filter(|_| listed))?;
        let total = counts.total.filter(|total| (least..=MOST).contains(total));
        Some(TestRun { total, passed, failed, skipped: counts.skipped, ..empty })
    });
    found.collect()
}

/// Words of an item that gives a number of tests and no more.
const FEW: usize = 5;

/// `Number of automated tests: 74`, `500+ automated tests`: how many there are, and nothing of how they came out.
pub(super) fn totals(doc: &Doc<'_>, known: &[TestRun]) -> Vec<TestRun> {
    let told = |total: u64| known.iter().any(|run| run.total == Some(total) || run.passed == Some(total));
    let planned =
        |terms: Terms<'_>| terms.has_any(&[Word::Needed, Word::Added, Word::Goal, Word::Failed, Word::Skipped]);
    let mut found: Vec<TestRun> = Vec::new();
    for line in doc.lines() {
        let (key, value) = (&line.field.key, &line.field.value);
        let Some(total) = whole_number(&value.plain) else { continue };
        let terms = vocabulary::find(&key.plain);
        let terms = terms.of(&key.plain);
        let tests = names_tests(terms);
        if tests && !planned(terms) && line.column.is_none_or(|column| column == Column::Total) && !told(total) {
            found.push(TestRun { total: Some(total), ..run(level_of(terms), doc.phrase(key)) });
        }
    }
    let items = doc.outline.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Item(item) if item.checked.is_none() => Some(&item.text),
        _ => None,
    });
    for text in items.filter(|text| text.plain.starts_with(|first: char| first.is_ascii_digit())) {
        let terms = doc.terms(text);
        let (number, name) = text.plain.split_once(' ').unwrap_or((&text.plain, ""));
        let Some(total) = whole_number(number).filter(|total| !told(*total)) else { continue };
        let short = name.split_whitespace().count() < FEW;
        if short && names_tests(terms) && !planned(terms) && !terms.has(Word::Coverage) {
            found.push(TestRun { total: Some(total), ..run(level_of(terms), doc.phrase(text)) });
        }
    }
    found.retain(|run| run.total != Some(0));
    found
}

/// Whether a text names test cases by a noun of more than "executed" or a bare letter.
fn names_tests(terms: Terms<'_>) -> bool {
    let noun = |hit: &vocabulary::Hit| {
        let before = terms.before(hit).len();
        let word = terms.text().get(before..terms.text().len() - terms.behind(hit).len()).unwrap_or_default();
        let lower = word.to_lowercase();
        ["test", "prueba", "テスト", "用例", "测试"].iter().any(|noun| lower.contains(noun))
    };
    // "2 weeks of beta tests" counts weeks.
    let counted = ![" of ", " de ", " von ", "の", "的"].iter().any(|of| terms.text().contains(of));
    (counted && terms.of(Word::TestCount).any(noun))
        || (level_of(terms).is_some() && terms.text().to_lowercase().contains("test"))
}

/// `74`, `500+`, `1.394`: a number and nothing else.
fn whole_number(text: &str) -> Option<u64> {
    let bare = text.trim().trim_end_matches(['+', '件', '个', '項']).trim_end();
    let plain = !bare.is_empty() && bare.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, ',' | '.'));
    vocabulary::amount(bare).filter(|amount| plain && *amount <= MOST)
}

/// A larger number is the id of a run.
const MOST: u64 = 999_999;

/// `1394 passed`, whatever the sentence begins with.
fn amount_before(terms: Terms<'_>) -> Option<u64> {
    let before = terms.before(terms.first(Word::Passed)?).trim_end();
    let digits = before.rsplit(|letter: char| !letter.is_ascii_digit()).next()?;
    digits.parse().ok()
}

/// `(14/14)`, `（26/26）`: how many of how many.
fn in_brackets(text: &str) -> Option<(u64, u64)> {
    let inside = text.split(['(', '（']).skip(1).take(8).filter_map(|part| part.split([')', '）']).next());
    inside
        .filter_map(|part| part.split_once('/'))
        .filter_map(|(passed, total)| {
            let total = total.trim_start();
            let end = total.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(total.len());
            Some((passed.trim().parse::<u64>().ok()?, total.get(..end)?.parse::<u64>().ok()?))
        })
        .find(|(passed, total)| *total > 0 && passed <= total)
}

/// `Coverage: 95.2 % (line)`, `98 % test coverage`; what is aimed at stands otherwise.
pub(super) fn coverage(doc: &Doc<'_>) -> Vec<Coverage> {
    let lines = doc.lines().iter().filter(|line| {
        let key = &line.field.key.plain;
        vocabulary::find(key).of(key).covered(Word::Coverage)
    });
    let mut found: Vec<Coverage> = lines
        .filter_map(|line| {
            let value = &line.field.value;
            Some(stated(percent_first(&value.plain)?, doc.place(value.span)))
        })
        .collect();
    if found.is_empty() {
        let items = doc.outline.sections.iter().flat_map(|section| doc.told(section));
        found.extend(items.filter_map(|sentence| {
            let hit = sentence.terms.first(Word::Coverage)?;
            Some(stated(percent_before(sentence.terms.before(hit))?, sentence.at))
        }));
    }
    found.truncate(1);
    found
}

fn stated(percent: f64, at: super::Place) -> Coverage {
    Coverage { metric: CoverageMetric::Line, file: None, covered: None, total: None, percent, at }
}

/// The percentage that a value begins with.
fn percent_first(text: &str) -> Option<f64> {
    let (number, _) = text.split_once(['%', '％'])?;
    in_range(number)
}

/// The percentage right before the word, with at most one small word between: `98% de cobertura`.
fn percent_before(text: &str) -> Option<f64> {
    let (number, between) = text.rsplit_once(['%', '％'])?;
    if between.chars().count() > 8 || between.contains([',', ';', '.', '(']) {
        return None;
    }
    // Only a sentence that begins with it says so; others may speak of a goal.
    in_range(number)
}

fn in_range(number: &str) -> Option<f64> {
    let percent = number.trim().replace(',', ".").parse::<f64>().ok()?;
    (0.0..=100.0).contains(&percent).then_some(percent)
}

#[cfg(test)]
mod unit {
    use super::super::testing::facts;
    use super::*;

    fn runs(kind: Kind, text: &str) -> Vec<(Option<u64>, Option<u64>, Option<u64>)> {
        facts(kind, text).test_runs.iter().map(|run| (run.total, run.passed, run.failed)).collect()
    }

    #[test]
    fn cases_are_counted_and_mentions_read() {
        let table = "# Testbericht\n## Testfälle\n| Bereich | Status |\n|---|---|\n| Login | bestanden |\n| Token | bestanden |\n";
        assert_eq!(runs(Kind::TestEvaluation, table), [(Some(2), Some(2), Some(0))]);
        let lines =
            "# 受入テスト報告\n## シナリオ結果\n- AT-001: PASS（API）\n- AT-002: FAIL\n- AT-003: PARTIAL（未検証）\n";
        assert_eq!(runs(Kind::TestEvaluation, lines), [(Some(3), Some(1), Some(1))]);
        let fractions =
            "# Report\n## Suites\n| Suite | Tests passed |\n|---|---|\n| Unit | 118/120 |\n| API | ✅ 13/13 |\n";
        let wanted = [(Some(120), Some(118), Some(2)), (Some(13), Some(13), Some(0))];
        assert_eq!(runs(Kind::TestEvaluation, fractions), wanted);
        for (cell, wanted) in [
            ("☐ Passed ☑ Failed", Outcome::Failed),
            ("☑ Passed ☐ Failed", Outcome::Passed),
            ("[ ] Pass [x] Fail", Outcome::Failed),
            ("○ Pass ● Fail", Outcome::Failed),
            ("□ Succès □ Échec □ Partiel", Outcome::Skipped),
            ("Pass / Fail", Outcome::Skipped),
            ("Pass or fail", Outcome::Skipped),
            ("OK / NOK", Outcome::Skipped),
            ("✅ / ❌", Outcome::Skipped),
            ("Réussi / Échoué", Outcome::Skipped),
            ("Bestanden/Nicht bestanden", Outcome::Skipped),
            ("合格／不合格", Outcome::Skipped),
            ("通过 / 不通过", Outcome::Skipped),
            ("Aprobado / Rechazado", Outcome::Skipped),
            ("PASS?", Outcome::Skipped),
            ("Passed: no", Outcome::Failed),
            ("Passed: yes", Outcome::Passed),
            ("pass (to do)", Outcome::Skipped),
            ("not passed", Outcome::Failed),
            ("Passed (see log)", Outcome::Passed),
            ("○", Outcome::Passed),
        ] {
            assert!(outcome(vocabulary::find(cell).of(cell)) == Some(wanted), "{cell}");
        }
        for (cells, wanted) in [
            (["10 passed / 0 failed", "9 PASS, 1 FAIL"], [(None, Some(10), Some(0)), (None, Some(9), Some(1))]),
            (["10 通过 / 0 失败", "20 / 20 PASS"], [(None, Some(10), Some(0)), (Some(20), Some(20), Some(0))]),
            (
                ["10 bestanden / 0 fehlgeschlagen", "8 réussis / 2 échoués"],
                [(None, Some(10), Some(0)), (None, Some(8), Some(2))],
            ),
        ] {
            let text = format!(
                "# Report\n## Suites\n| Suite | Result |\n|---|---|\n| A | {} |\n| B | {} |\n",
                cells[0], cells[1]
            );
            assert_eq!(runs(Kind::TestEvaluation, &text), wanted, "{text}");
        }
        let sum = "# Report\n## Integration tests\n| Test | Result |\n|---|---|\n| a | PASS |\n| b | FAIL |\n| **Total** | **1 / 2 PASS** |\n";
        assert_eq!(runs(Kind::TestEvaluation, sum), [(Some(2), Some(1), Some(1))]);
        let both = format!("{sum}## E2E\n| Count | Value |\n|---|---|\n| Passed | 33 |\n| Failed | 0 |\n");
        assert_eq!(runs(Kind::TestEvaluation, &both).len(), 2);
        let dates = "# Report\n## Runs\n| Run | Result |\n|---|---|\n| 1 | 12/2026 |\n| 2 | see 3/4 |\n";
        assert_eq!(runs(Kind::TestEvaluation, dates), []);
        let counts = "# Report\n## Numbers\n- Total: 120\n- Failed: 3\n";
        assert_eq!(runs(Kind::TestEvaluation, counts), [(Some(120), None, Some(3))]);
        for (text, wanted) in [
            ("- [x] Tous les tests passent (14/14 ✅)", vec![(Some(14), Some(14), Some(0))]),
            ("- [ ] All unit tests pass (14/14)", vec![]),
            ("- [x] 全套测试 `1394 passed`", vec![(None, Some(1394), None)]),
            ("- [x] Reviewed (2/2)", vec![]),
            ("- [x] Actions run 32567324937 passed", vec![]),
            ("All unit tests pass (14/14).", vec![(Some(14), Some(14), Some(0))]),
            ("17 of 19 tests passed.", vec![(Some(19), Some(17), Some(2))]),
            ("- 48 von 50 Tests bestanden", vec![(Some(50), Some(48), Some(2))]),
            ("41 tests, 0 failures, 0 errors.", vec![(Some(41), Some(41), Some(0))]),
            ("19 tests executed, 2 failures.", vec![(Some(19), Some(17), Some(2))]),
            ("- [x] 1394 tests passed, 3 skipped", vec![(None, Some(1394), None)]),
            ("At least 120 tests must have passed.", vec![]),
            ("The build of 2026 passed.", vec![]),
        ] {
            assert_eq!(runs(Kind::ReadinessReview, &format!("# Review\n## List\n{text}\n")), wanted, "{text}");
        }
    }

    #[test]
    fn a_number_of_tests_is_told_without_results() {
        for (text, wanted) in [
            ("- **Anzahl automatisierter Testfälle:** 74", vec![(Some(74), None, None)]),
            ("- **500+** testes automatizados", vec![(Some(500), None, None)]),
            ("- Planned tests: 100", vec![]),
            ("- 3 new tests", vec![]),
            ("- 2 weeks of beta tests", vec![]),
            ("- 2 semanas de testes beta", vec![]),
            ("- Test environment: 2", vec![]),
        ] {
            assert_eq!(runs(Kind::TestEvaluation, &format!("# Report\n## Numbers\n{text}\n")), wanted, "{text}");
        }
    }

    #[test]
    fn coverage_is_what_was_measured() {
        for (text, wanted) in [
            ("- カバレッジ: 95.2%（line）", Some(95.2)),
            ("- **98%** de cobertura de testes", Some(98.0)),
            ("- Test coverage: 71,5 %", Some(71.5)),
            ("Dafür wurde eine Testabdeckung von 30% angestrebt.", None),
            ("We aim at 80 % coverage.", None),
        ] {
            let facts = facts(Kind::TestEvaluation, &format!("# Report\n## Numbers\n{text}\n"));
            assert_eq!(facts.coverage.first().map(|coverage| coverage.percent), wanted, "{text}");
        }
    }

    #[test]
    fn an_open_choice_recommends_nothing() {
        for text in
            ["Liberar / Liberar con condiciones / No liberar", "Release / Release with conditions / Do not release"]
        {
            let facts = facts(Kind::TestEvaluation, &format!("# Report\n## Recommendation\n{text}\n"));
            assert!(facts.recommendations.is_empty(), "{text}");
        }
    }
}

//! Test results that stand case by case, or in passing; and the coverage that a document states.

use super::document::Doc;
use super::grid::Grid;
use super::tests::{level_of, run};
use super::{Kind, numbers};
use crate::facts::{Coverage, CoverageMetric, TestRun};
use crate::outline::{Block, Text};
use crate::vocabulary::{self, Column, Section, Terms, Word};

/// The runs that are told case by case; failing these, those that are mentioned.
pub(super) fn read(doc: &Doc<'_>) -> Vec<TestRun> {
    let mut runs = Vec::new();
    if doc.kind == Kind::TestEvaluation {
        for grid in doc.grids() {
            match from_table(doc, &grid) {
                Some(run) => runs.push(run),
                None => runs.extend(from_fractions(doc, &grid)),
            }
        }
        runs.extend(from_lines(doc));
    }
    if runs.is_empty() {
        runs.extend(mentioned(doc));
    }
    runs
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
    if !about || grid.has_any(&OTHERS) || matches!(grid.topic, Some(Section::Defects | Section::Approvals)) {
        return None;
    }
    let column = [Column::Result, Column::Status].into_iter().find(|column| grid.has(*column))?;
    let cells = grid.table.rows.iter().filter_map(|row| grid.text(row, column)).filter(|cell| !cell.plain.is_empty());
    let outcomes = cells.map(|cell| outcome(doc.terms(cell))).collect::<Option<Vec<_>>>()?;
    outcomes.iter().any(|outcome| *outcome != Outcome::Skipped).then(|| tally(doc, title, &outcomes))
}

/// `Suite | Passed` with cells such as `118/120` and `13/13 passed, 0 skipped`: a run for each row.
fn from_fractions(doc: &Doc<'_>, grid: &Grid<'_>) -> Vec<TestRun> {
    let counts = |at: usize| {
        let name = grid.table.header.get(at).map(|name| doc.terms(name));
        name.is_some_and(|name| {
            name.has_any(&[Word::Passed, Word::TestCount])
                || matches!(name.heading(), Some(Column::Passed | Column::Total | Column::PassRate | Column::Result))
        })
    };
    let cells = |at: usize| grid.table.rows.iter().filter_map(move |row| row.cells.get(at));
    let says = |at: &usize| {
        let mut stated = cells(*at).filter(|cell| !cell.plain.is_empty()).peekable();
        stated.peek().is_some() && stated.all(|cell| fraction(&cell.plain).is_some())
    };
    let Some(at) = (1..grid.table.header.len()).filter(|at| counts(*at)).find(says) else { return Vec::new() };
    let rows = grid.table.rows.iter().filter_map(|row| {
        let (cell, text) = (row.cells.get(at)?, row.cells.first()?);
        let ((passed, total), name) = (fraction(&cell.plain)?, doc.phrase(text));
        let terms = doc.terms(text);
        let skipped = numbers::counts(doc.terms(cell)).skipped;
        let failed = (skipped.is_none()).then(|| total - passed);
        let run = TestRun { total: Some(total), passed: Some(passed), failed, skipped, ..run(level_of(terms), name) };
        (!terms.begins(Word::Total)).then_some(run)
    });
    rows.collect()
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
fn mentioned(doc: &Doc<'_>) -> Vec<TestRun> {
    let texts = doc.outline.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Item(item) if item.checked != Some(false) => Some((&item.text, true)),
        Block::Paragraph(paragraph) if doc.terms(&paragraph.text).has(Word::Passed) => Some((&paragraph.text, false)),
        _ => None,
    });
    let sentences = texts.flat_map(|(text, listed)| doc.cut(text).map(move |sentence| (sentence, listed)));
    let found = sentences.filter_map(|(sentence, listed)| {
        let terms = sentence.terms;
        let level = level_of(terms);
        let asked = terms.has_any(&[Word::If, Word::Demand, Word::Goal]) || terms.has(Word::Needed);
        if !(level.is_some() || terms.has(Word::TestCount)) || (!listed && (asked || !terms.has(Word::Passed))) {
            return None;
        }
        let empty = run(level, sentence.phrase());
        if let Some((passed, total)) = in_brackets(terms.text()) {
            return Some(TestRun { total: Some(total), passed: Some(passed), failed: Some(total - passed), ..empty });
        }
        let counts = numbers::counts(terms);
        let in_range = |amount: &u64| (1..=MOST).contains(amount);
        let passed = counts.passed.or_else(|| amount_before(terms)).filter(in_range);
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
        let dates = "# Report\n## Runs\n| Run | Result |\n|---|---|\n| 1 | 12/2026 |\n| 2 | see 3/4 |\n";
        assert_eq!(runs(Kind::TestEvaluation, dates), []);
        let counts = "# Report\n## Numbers\n- Total: 120\n- Failed: 3\n";
        assert_eq!(runs(Kind::TestEvaluation, counts), [(Some(120), None, Some(3))]);
        for (text, wanted) in [
            ("- [x] Tous les tests passent (14/14 ✅)", vec![(Some(14), Some(14), Some(0))]),
            ("- [ ] All unit tests pass (14/14)", vec![]),
            ("- [x] 全套测试 `1394 passed`", vec![(Some(1394), Some(1394), None)]),
            ("- [x] Reviewed (2/2)", vec![]),
            ("- [x] Actions run 32567324937 passed", vec![]),
            ("All unit tests pass (14/14).", vec![(Some(14), Some(14), Some(0))]),
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

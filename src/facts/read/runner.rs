//! What a test runner printed, where a report quotes it in a block of code.

use super::document::Doc;
use super::tests::{level_of, run};
use crate::facts::TestRun;
use crate::outline::{Block, Code};

/// Languages of a block that holds output.
const OUTPUT: [&str; 12] =
    ["", "text", "txt", "plaintext", "plain", "console", "output", "log", "shell", "bash", "sh", "tap"];
/// Lines of a block that are looked at.
const LINES: usize = 20_000;

/// A run for each block that ends in the numbers of a runner.
pub(super) fn read(doc: &Doc<'_>) -> Vec<TestRun> {
    let blocks =
        doc.outline.sections.iter().flat_map(|section| section.blocks.iter().map(move |block| (section, block)));
    let found = blocks.filter_map(|(section, block)| {
        let Block::Code(code) = block else { return None };
        let counts = counts(code)?;
        let title = &section.title;
        Some(TestRun {
            total: counts.total,
            passed: counts.passed,
            failed: counts.failed,
            skipped: counts.skipped,
            ..run(level_of(doc.terms(title)), doc.phrase(title))
        })
    });
    found.collect()
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Counts {
    total: Option<u64>,
    passed: Option<u64>,
    failed: Option<u64>,
    skipped: Option<u64>,
}

impl Counts {
    fn slot(&mut self, word: &str) -> Option<&mut Option<u64>> {
        Some(match word {
            "total" | "tests" | "test" | "run" | "examples" => &mut self.total,
            "passed" | "passing" | "pass" => &mut self.passed,
            "failed" | "failing" | "failures" | "failure" | "fail" | "errors" | "error" => &mut self.failed,
            "skipped" | "ignored" | "pending" | "todo" | "skip" => &mut self.skipped,
            _ => return None,
        })
    }

    fn add(&mut self, word: &str, number: u64) {
        if let Some(slot) = self.slot(word) {
            *slot = Some(slot.unwrap_or(0).saturating_add(number));
        }
    }

    /// The numbers that follow from the others; nothing if too few are known.
    fn settled(mut self) -> Option<Self> {
        let over = self.skipped.unwrap_or(0);
        if let (None, Some(total), Some(failed)) = (self.passed, self.total, self.failed) {
            self.passed = total.checked_sub(failed.saturating_add(over));
        }
        self.passed?;
        let known = self.passed.unwrap_or(0).saturating_add(self.failed.unwrap_or(0)).saturating_add(over);
        self.failed = self.failed.or_else(|| self.total.map_or(Some(0), |total| total.checked_sub(known)));
        self.total = self.total.filter(|total| *total >= known);
        (known > 0).then_some(self)
    }
}

fn counts(code: &Code) -> Option<Counts> {
    if !OUTPUT.contains(&code.language.to_ascii_lowercase().as_str()) {
        return None;
    }
    // Of Go each test has its line, of TAP and mocha each number; cargo sums up each binary; of others the last sum counts.
    let (mut listed, mut cargo, mut last) = (Counts::default(), Counts::default(), None);
    let (mut go, mut lines) = (Counts::default(), 0);
    for line in code.text.lines().take(LINES) {
        let line = line.trim_end();
        if let Some(name) = line.strip_prefix("--- ") {
            let word = name.split(':').next().unwrap_or_default().to_ascii_lowercase();
            go.add(&word, 1);
        } else if let Some(sum) = line.trim_start().strip_prefix("test result:") {
            pairs(sum).for_each(|(word, number)| cargo.add(&word, number));
            lines += 1;
        } else if let Some((word, number)) = tap(line) {
            listed.add(&word, number);
        } else {
            last = sum(line).or(last);
        }
    }
    let cargo = (lines > 0).then_some(cargo);
    let known = [cargo, last, Some(listed), Some(go)];
    known.into_iter().flatten().find_map(Counts::settled)
}

/// `# tests 50`, `ℹ pass 50`, `48 passing (2s)`: one number of a sum.
fn tap(line: &str) -> Option<(String, u64)> {
    let line = line.trim_start();
    if let Some(own) = line.strip_prefix(['#', 'ℹ']) {
        let (word, number) = own.trim().split_once(' ')?;
        let known = matches!(word, "tests" | "pass" | "fail" | "skipped" | "skip" | "todo");
        return Some((word.to_owned(), number.trim().parse().ok().filter(|_| known)?));
    }
    let mut words = line.split_whitespace();
    let (number, word) = (words.next()?, words.next()?);
    let mocha =
        matches!(word, "passing" | "failing" | "pending") && words.next().is_none_or(|rest| rest.starts_with('('));
    Some((word.to_owned(), number.parse().ok().filter(|_| mocha)?))
}

/// The sum in one line: `Tests: 2 failed, 48 passed, 50 total`, `=== 48 passed, 2 failed in 1.2s ===`,
/// `Tests run: 50, Failures: 2`, `50 examples, 1 failure`.
fn sum(line: &str) -> Option<Counts> {
    let bare = line.trim_matches(|mark: char| mark.is_whitespace() || matches!(mark, '=' | '-' | '✓' | '✔'));
    let lower = bare.to_ascii_lowercase();
    // Jest and Vitest count files and suites above the tests.
    let begins = |word: &str| lower.starts_with(word);
    if begins("test files") || begins("test suites") || begins("snapshots") || bare.len() > 160 {
        return None;
    }
    let named = ["tests", "test run", "ok (", "passed!", "failed!", "total tests"].iter().any(|word| begins(word));
    let mut counts = Counts::default();
    let body = lower
        .strip_prefix("tests:")
        .filter(|rest| rest.trim_start().starts_with(|next: char| next.is_ascii_digit()) && !rest.contains(':'));
    let body = body.map_or(lower.as_str(), |rest| rest);
    let mut numbers = 0;
    pairs(body).for_each(|(word, number)| {
        if counts.slot(&word).is_some() {
            counts.add(&word, number);
            numbers += 1;
        }
    });
    let bare_sum = lower.starts_with(|first: char| first.is_ascii_digit());
    let whole = counts.passed.is_some() || (counts.total.is_some() && counts.failed.is_some()) || begins("ok (");
    if begins("ok (") {
        counts.failed = counts.failed.or(Some(0));
    }
    ((named || bare_sum) && whole && numbers > 0).then_some(counts)
}

/// The words of a line with their numbers: behind a colon or an equals sign, else before the word.
fn pairs(line: &str) -> impl Iterator<Item = (String, u64)> {
    let line = line.to_ascii_lowercase();
    let labelled =
        line.contains(": ") && !line.trim_start().starts_with(|first: char| first.is_ascii_digit() || first == 'o');
    let parts: Vec<String> = line.split([',', ';', '|', '(', ')', '.']).take(12).map(str::to_owned).collect();
    parts.into_iter().filter_map(move |part| {
        if labelled && let Some((word, number)) = part.rsplit_once([':', '=']) {
            let word = word.split_whitespace().last()?.trim_matches(|mark: char| !mark.is_alphanumeric()).to_owned();
            return Some((word, number.trim().parse().ok()?));
        }
        let mut words = part.split_whitespace().skip_while(|word| !word.bytes().all(|byte| byte.is_ascii_digit()));
        let number = words.next()?.parse().ok()?;
        Some((words.next()?.to_owned(), number))
    })
}

#[cfg(test)]
mod unit {
    use super::super::Kind;
    use super::super::testing::facts;

    #[test]
    fn runners_are_read() {
        for (text, wanted) in [
            ("ℹ tests 50\nℹ pass 49\nℹ fail 1\nℹ skipped 0", Some((50, 49, 1))),
            ("1..2\nok 1 - a\nnot ok 2 - b\n# tests 2\n# pass 1\n# fail 1", Some((2, 1, 1))),
            ("Test Suites: 1 failed, 3 passed, 4 total\nTests:       2 failed, 48 passed, 50 total", Some((50, 48, 2))),
            ("===== 48 passed, 2 failed in 1.20s =====", Some((0, 48, 2))),
            ("==== 1 failed, 10 passed, 2 skipped in 3.1s ====", Some((0, 10, 1))),
            (
                "test result: ok. 48 passed; 0 failed; 1 ignored; 0 measured\n\ntest result: FAILED. 2 passed; 3 failed; 0 ignored",
                Some((0, 50, 3)),
            ),
            ("Tests run: 50, Failures: 2, Errors: 1, Skipped: 0", Some((50, 47, 3))),
            (
                "--- PASS: TestA (0.00s)\n    --- PASS: TestA/sub (0.00s)\n--- FAIL: TestB (0.10s)\nFAIL",
                Some((0, 1, 1)),
            ),
            ("  48 passing (2s)\n  2 failing", Some((0, 48, 2))),
            ("50 examples, 2 failures", Some((50, 48, 2))),
            (" Tests  2 failed | 48 passed (50)", Some((0, 48, 2))),
            ("npm test", None),
            ("kubectl get pods\nweb-1  1/1 Running", None),
            ("pytest tests/ -q", None),
        ] {
            let facts = facts(Kind::TestEvaluation, &format!("# Test report\n## Output\n```\n{text}\n```\n"));
            let run = facts.test_runs.first();
            let told = run.map(|run| (run.total.unwrap_or(0), run.passed.unwrap_or(0), run.failed.unwrap_or(9)));
            assert_eq!(told, wanted, "{text}");
        }
    }
}

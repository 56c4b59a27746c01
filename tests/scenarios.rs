//! Runs the Markdown scenarios under `tests/scenarios/`: small dossiers in fenced blocks, with what must be found.
//!
//! `cases/mod.rs` says how a case is written. ```` ```expect ```` (or ```` ```expect STAGE ````) holds one line for each outcome of each
//! rule that the block names: `RULE ANSWER SUBJECT`, then, if wanted, `: words of the message` and `@ PATH:LINE` for a line of
//! the evidence. The outcomes of a rule that is named must be these and no others.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test reads its files and may panic"
)]

mod cases;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use cases::{Block, Case};
use holdpoint::policy::{Policy, Stage};
use holdpoint::review::{Answer, Outcome};
use holdpoint::{judge, read};

struct Expected<'a> {
    rule: &'a str,
    answer: &'a str,
    subject: &'a str,
    words: Option<&'a str>,
    place: Option<(&'a str, u32)>,
}

fn expected(line: &str) -> Expected<'_> {
    let (line, place) = match line.split_once(" @ ") {
        Some((line, place)) => {
            let (path, number) = place.trim().rsplit_once(':').expect("evidence is PATH:LINE");
            (line, Some((path, number.parse().unwrap())))
        }
        None => (line, None),
    };
    let (line, words) = line.split_once(": ").map_or((line, None), |(line, words)| (line, Some(words.trim())));
    let mut parts = line.splitn(3, ' ');
    let mut next = || parts.next().unwrap_or_default().trim();
    Expected { rule: next(), answer: next(), subject: next(), words, place }
}

fn outcomes(case: &Case, stage: Stage) -> Vec<Outcome> {
    let dossier = case.dossier();
    let (policy, problems) = Policy::of_dossier(&dossier);
    assert!(problems.is_empty(), "{problems:?}");
    let as_of = "2026-12-07T12:00:00Z".parse().unwrap();
    judge(&read(&dossier, &policy), &policy, stage, as_of).outcomes
}

fn matches(expected: &Expected<'_>, outcome: &Outcome) -> bool {
    outcome.rule == expected.rule
        && outcome.outcome.word() == expected.answer
        && outcome.subject == expected.subject
        && expected.words.is_none_or(|words| outcome.message.contains(words))
        && expected.place.is_none_or(|(path, line)| {
            outcome.evidence.iter().any(|evidence| evidence.file == path && evidence.line == line)
        })
}

fn check(case: &Case, block: &Block) -> Result<(), String> {
    if block.lines.is_empty() {
        return Err("    names nothing\n".to_owned());
    }
    let stage = if block.words.is_empty() { Stage::Readiness } else { block.words.parse().unwrap() };
    let outcomes = outcomes(case, stage);
    let expected: Vec<Expected<'_>> = block.lines.iter().map(|line| expected(line)).collect();
    let rules: BTreeSet<&str> = expected.iter().map(|line| line.rule).collect();
    let found: Vec<&Outcome> = outcomes.iter().filter(|outcome| rules.contains(&*outcome.rule)).collect();
    let unmet =
        expected.iter().zip(&block.lines).filter(|(line, _)| !found.iter().any(|outcome| matches(line, outcome)));
    let surplus = found.iter().filter(|outcome| !expected.iter().any(|line| matches(line, outcome)));
    let mut report = String::new();
    for (_, line) in unmet {
        let _ = writeln!(report, "    wanted  {line}");
    }
    for Outcome { rule, outcome, subject, message, evidence, .. } in surplus {
        let places: Vec<String> = evidence.iter().map(|place| format!("{}:{}", place.file, place.line)).collect();
        let _ = writeln!(report, "    found   {rule} {outcome} {subject}: {message} @ {}", places.join(", "));
    }
    if report.is_empty() { Ok(()) } else { Err(report) }
}

#[test]
fn every_scenario_finds_what_it_names() {
    cases::run("scenarios", &["expect"], |case| case.blocks.iter().try_for_each(|block| check(case, block)));
}

#[test]
fn each_rule_has_an_example_that_fails_and_the_same_mended() {
    let mut faults = String::new();
    for rule in holdpoint::rules::all() {
        let Some([fails, mended]) = rule.example() else {
            let _ = writeln!(faults, "{} has no scenarios, or only one", rule.id);
            continue;
        };
        let answers = |files: &[(&str, &str)]| {
            let dossier = cases::dossier(files.iter().copied());
            let (policy, _) = Policy::of_dossier(&dossier);
            let as_of = "2026-12-07T12:00:00Z".parse().unwrap();
            let stage = rule.stage.unwrap_or_default();
            let outcomes = judge(&read(&dossier, &policy), &policy, stage, as_of).outcomes;
            outcomes.into_iter().filter(|one| one.rule == rule.id).map(|one| one.outcome).collect::<BTreeSet<_>>()
        };
        let (first, second) = (answers(fails.files), answers(mended.files));
        if !first.contains(&Answer::Fail) {
            let _ = writeln!(faults, "{}: `{}` does not fail: {first:?}", rule.id, fails.title);
        }
        if second.contains(&Answer::Fail) || !second.contains(&Answer::Pass) {
            let _ = writeln!(faults, "{}: `{}` does not pass: {second:?}", rule.id, mended.title);
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn each_setting_that_a_rule_reads_is_a_key_of_the_policy_file() {
    for rule in holdpoint::rules::all() {
        for key in rule.settings {
            assert!(holdpoint::policy::file::about(key).is_some(), "{}: `{key}` is no key", rule.id);
        }
    }
}

/// What each rule says, over all scenarios that name it.
fn said() -> BTreeMap<String, BTreeSet<[String; 4]>> {
    let all: RefCell<BTreeMap<String, BTreeSet<_>>> = RefCell::default();
    cases::run("scenarios", &["expect"], |case| {
        for block in &case.blocks {
            let rules: BTreeSet<&str> = block.lines.iter().map(|line| expected(line).rule).collect();
            let stage = if block.words.is_empty() { Stage::Readiness } else { block.words.parse().unwrap() };
            for one in outcomes(case, stage).into_iter().filter(|one| rules.contains(&*one.rule)) {
                let told = [one.outcome.word().to_owned(), one.subject, one.message, one.remedy];
                all.borrow_mut().entry(one.rule.into_owned()).or_default().insert(told);
            }
        }
        Ok(())
    });
    all.into_inner()
}

#[test]
fn what_the_rules_say_reads_as_prose() {
    let said = said();
    let mut text =
        "# What the rules say\n\nEach rule with what it says over its scenarios, to be read as prose.\n".to_owned();
    let mut faults = String::new();
    for rule in holdpoint::rules::all() {
        let _ = write!(text, "\n## {} {}\n\n{}\n\nWhy: {}\n", rule.id, rule.name, rule.checks, rule.why);
        let own = said.get(rule.id).into_iter().flatten();
        for answer in Answer::ALL {
            for [_, subject, message, remedy] in own.clone().filter(|[word, ..]| word == answer.word()).take(6) {
                let _ = writeln!(text, "\n- {answer}, {subject}: {message}");
                if !remedy.is_empty() {
                    let _ = writeln!(text, "  Do: {}", remedy.replace('\n', "\n  "));
                }
                let whole = message.ends_with('.') && message.len() > 12;
                if !whole || (answer == Answer::Fail && remedy.len() < 20) {
                    let _ = writeln!(faults, "{}: `{message}` / `{remedy}`", rule.id);
                }
            }
        }
        if rule.checks.len() < 40 || rule.why.len() < 40 || rule.source.is_empty() {
            let _ = writeln!(faults, "{} does not say what it checks, why, or after what", rule.id);
        }
    }
    assert!(faults.is_empty(), "no sentence, or no remedy:\n{faults}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/rules.md");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(known == text, "tests/golden/rules.md differs; UPDATE_GOLDEN=1 rewrites it: read the difference as prose");
}

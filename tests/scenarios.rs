//! Runs the Markdown scenarios under `tests/scenarios/`: small dossiers in fenced blocks, with what must be found.
//!
//! A case is a `##` heading. ```` ```file PATH ```` holds a file of its dossier; ```` ```expect ```` holds one line for each
//! outcome of each rule that the block names: `RULE ANSWER SUBJECT`, then, if wanted, `: words of the message` and
//! `@ PATH:LINE` for a line of the evidence. The outcomes of a rule that is named must be these and no others.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test reads its files and may panic"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use holdpoint::policy::{Limits, Policy, Stage};
use holdpoint::review::Outcome;
use holdpoint::{Dossier, judge, read};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

#[derive(Default)]
struct Case {
    title: String,
    files: Vec<(String, String)>,
    expect: Vec<String>,
    stage: Stage,
}

fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut heading: Option<String> = None;
    let mut fence: Option<(String, String)> = None;
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(HeadingLevel::H2)) => {
                cases.push(Case { title: heading.take().unwrap(), ..Case::default() });
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                fence = Some((info.to_string(), String::new()));
            }
            Event::End(TagEnd::CodeBlock) => {
                let (info, body) = fence.take().unwrap();
                let case = cases.last_mut().expect("a fenced block stands below a `##` heading");
                match info.split_once(' ').unwrap_or((&info, "")) {
                    ("file", path) => case.files.push((path.to_owned(), body)),
                    ("expect", stage) => {
                        case.stage = if stage.is_empty() { Stage::Readiness } else { stage.parse().unwrap() };
                        case.expect.extend(body.lines().map(str::to_owned));
                    }
                    _ => {}
                }
            }
            Event::Text(part) | Event::Code(part) => {
                if let Some((_, body)) = &mut fence {
                    body.push_str(&part);
                } else if let Some(title) = &mut heading {
                    title.push_str(&part);
                }
            }
            _ => {}
        }
    }
    cases
}

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

fn outcomes(case: &Case) -> Vec<Outcome> {
    let mut dossier = Dossier::new(Limits::default());
    for (path, body) in &case.files {
        dossier.add(path, body.as_bytes());
    }
    let (policy, problems) = Policy::of_dossier(&dossier);
    assert!(problems.is_empty(), "{}: {problems:?}", case.title);
    let as_of = "2026-12-07T12:00:00Z".parse().unwrap();
    judge(&read(&dossier, &policy), &policy, case.stage, as_of).outcomes
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

fn check(case: &Case) -> Result<(), String> {
    let outcomes = outcomes(case);
    let expected: Vec<Expected<'_>> = case.expect.iter().map(|line| expected(line)).collect();
    let rules: BTreeSet<&str> = expected.iter().map(|line| line.rule).collect();
    let found: Vec<&Outcome> = outcomes.iter().filter(|outcome| rules.contains(outcome.rule.as_str())).collect();
    let unmet: Vec<&String> = expected
        .iter()
        .zip(&case.expect)
        .filter(|(line, _)| !found.iter().any(|outcome| matches(line, outcome)))
        .map(|(_, text)| text)
        .collect();
    let surplus: Vec<&&Outcome> =
        found.iter().filter(|outcome| !expected.iter().any(|line| matches(line, outcome))).collect();
    if unmet.is_empty() && surplus.is_empty() && !expected.is_empty() {
        return Ok(());
    }
    let mut report = format!("  {}\n", case.title);
    for line in unmet {
        let _ = writeln!(report, "    wanted  {line}");
    }
    for outcome in surplus {
        let places: Vec<String> =
            outcome.evidence.iter().map(|evidence| format!("{}:{}", evidence.file, evidence.line)).collect();
        let _ = writeln!(
            report,
            "    found   {} {} {}: {} @ {}",
            outcome.rule,
            outcome.outcome,
            outcome.subject,
            outcome.message,
            places.join(", ")
        );
    }
    Err(report)
}

#[test]
fn every_scenario_finds_what_it_names() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut failures = String::new();
    let mut count = 0;
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let cases = cases(&text);
        assert!(!cases.is_empty(), "{} holds no case", path.display());
        for case in &cases {
            count += 1;
            if let Err(report) = check(case) {
                let _ = write!(failures, "{}\n{report}", path.file_name().unwrap().display());
            }
        }
    }
    println!("{count} scenarios");
    assert!(failures.is_empty(), "\n{failures}");
}

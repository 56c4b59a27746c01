//! Runs the Markdown files of this folder: small dossiers in fenced blocks, with the facts that must be read from them.
//!
//! A case is a `##` heading. ```` ```file PATH ```` holds a file; ```` ```facts ```` holds one line for each fact of each sort
//! that the block names: `SORT NAME`, then, if wanted, `: property; property` and `@ PATH:LINE`. The facts of a sort that is
//! named must be these and no others; `SORT` alone says that there is none. `render.rs` says which sorts and properties there are.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test reads its files and may panic"
)]

mod render;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use holdpoint::facts::Reading;
use holdpoint::policy::{Limits, Policy};
use holdpoint::{Dossier, read};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};
use render::Fact;

#[derive(Default)]
struct Case {
    title: String,
    files: Vec<(String, String)>,
    expect: Vec<String>,
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
                    ("facts", _) => case.expect.extend(body.lines().map(str::to_owned)),
                    (other, _) => panic!("{}: a block of `{other}`", case.title),
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
    sort: &'a str,
    name: &'a str,
    properties: Vec<&'a str>,
    place: Option<(&'a str, u32)>,
}

fn expected(line: &str) -> Expected<'_> {
    let (line, place) = match line.rsplit_once(" @ ") {
        Some((line, place)) => {
            let (path, number) = place.trim().rsplit_once(':').expect("a place is PATH:LINE");
            (line, Some((path, number.parse().unwrap())))
        }
        None => (line, None),
    };
    let (subject, properties) = line.split_once(": ").unwrap_or((line, ""));
    let (sort, name) = subject.split_once(' ').unwrap_or((subject, ""));
    let properties = properties.split("; ").map(str::trim).filter(|property| !property.is_empty()).collect();
    Expected { sort, name: name.trim(), properties, place }
}

fn matches(expected: &Expected<'_>, fact: &Fact) -> bool {
    expected.sort == fact.sort
        && expected.name == fact.name
        && expected.properties.iter().all(|wanted| fact.properties.iter().any(|property| property == wanted))
        && expected.place.is_none_or(|(path, line)| fact.path == path && fact.line == line)
}

fn check(case: &Case) -> Result<(), String> {
    let mut dossier = Dossier::new(Limits::default());
    for (path, body) in &case.files {
        dossier.add(path, body.as_bytes());
    }
    let policy = Policy::for_paths(case.files.iter().map(|(path, _)| path.as_str()));
    let reading: Reading = read(&dossier, &policy);
    let facts = render::facts(&reading);
    let expected: Vec<Expected<'_>> = case.expect.iter().map(|line| expected(line)).collect();
    let sorts: BTreeSet<&str> = expected.iter().map(|line| line.sort).collect();
    let unmet: Vec<&String> = expected
        .iter()
        .zip(&case.expect)
        .filter(|(line, _)| !line.name.is_empty() && !facts.iter().any(|fact| matches(line, fact)))
        .map(|(_, text)| text)
        .collect();
    let surplus: Vec<&Fact> = facts
        .iter()
        .filter(|fact| sorts.contains(fact.sort) && !expected.iter().any(|line| matches(line, fact)))
        .collect();
    if unmet.is_empty() && surplus.is_empty() && !expected.is_empty() {
        return Ok(());
    }
    let mut report = format!("  {}\n", case.title);
    for line in unmet {
        let _ = writeln!(report, "    wanted  {line}");
    }
    for fact in surplus {
        let properties = fact.properties.join("; ");
        let _ = writeln!(report, "    found   {} {}: {properties} @ {}:{}", fact.sort, fact.name, fact.path, fact.line);
    }
    Err(report)
}

#[test]
fn every_file_says_what_is_read_from_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/facts");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    let (mut failures, mut count) = (String::new(), 0);
    for path in &paths {
        let text = std::fs::read_to_string(path).unwrap();
        let cases = cases(&text);
        assert!(!cases.is_empty(), "{} holds no case", path.display());
        for case in &cases {
            count += 1;
            if let Err(report) = check(case) {
                let _ = write!(failures, "{}\n{report}", path.file_name().unwrap().display());
            }
        }
    }
    println!("{count} cases");
    assert!(count > 0 && failures.is_empty(), "\n{failures}");
}

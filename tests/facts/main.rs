//! Runs the Markdown files of this folder: small dossiers in fenced blocks, with the facts that must be read from them.
//!
//! `tests/cases/mod.rs` says how a case is written. What is expected has two forms:
//!
//! - ```` ```facts FAMILY … ````: every fact of these families in the order of the reading, `LINE words` (`lines.rs`);
//! - ```` ```facts ````: one line for each fact of each sort that the block names, `SORT NAME`, then, if wanted, `: property; property`
//!   and `@ PATH:LINE`. The facts of a sort that is named must be these and no others; `SORT` alone says that there is none. A sort
//!   is one of `render.rs` or the id of a family of the ledger, with its attributes as properties (`owner A. Ito`).
//!
//! `HOLDPOINT_FACTS=FOLDER cargo test --test facts -- --ignored --nocapture` prints what is read from the files of a folder.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test reads its files and may panic"
)]

#[path = "../cases/mod.rs"]
mod cases;
mod lines;
mod render;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use cases::{Block, Case};
use holdpoint::policy::Policy;
use holdpoint::{Dossier, Reading};
use lines::FAMILIES;
use render::Fact;

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

fn reading(dossier: &Dossier) -> Reading {
    holdpoint::read(dossier, &Policy::of_dossier(dossier).0)
}

fn check(case: &Case) -> Result<(), String> {
    let reading = reading(&case.dossier());
    case.blocks
        .iter()
        .try_for_each(|block| if block.words.is_empty() { by_name(block, &reading) } else { in_order(block, &reading) })
}

/// The facts of the families that the block names, all in their order.
fn in_order(block: &Block, reading: &Reading) -> Result<(), String> {
    let names: Vec<&str> = block.words.split_whitespace().collect();
    if let Some(name) = names.iter().find(|name| !FAMILIES.iter().any(|(known, _)| known == *name)) {
        return Err(format!("    no family `{name}`\n"));
    }
    let wanted = FAMILIES.iter().filter(|(name, _)| names.contains(name));
    let found: Vec<String> = wanted.flat_map(|(_, lines)| lines(reading)).collect();
    if found == block.lines {
        return Ok(());
    }
    let mut report = String::new();
    for line in block.lines.iter().filter(|line| !found.contains(line)) {
        let _ = writeln!(report, "    wanted  {line}");
    }
    for line in found.iter().filter(|line| !block.lines.contains(line)) {
        let _ = writeln!(report, "    found   {line}");
    }
    Err(if report.is_empty() { format!("    in another order, or twice:\n{}\n", found.join("\n")) } else { report })
}

/// The facts of the sorts that the block names, each with the properties that its line names.
fn by_name(block: &Block, reading: &Reading) -> Result<(), String> {
    if block.lines.is_empty() {
        return Err("    names nothing\n".to_owned());
    }
    let facts = render::facts(reading);
    let expected: Vec<Expected<'_>> = block.lines.iter().map(|line| expected(line)).collect();
    let sorts: BTreeSet<&str> = expected.iter().map(|line| line.sort).collect();
    if let Some(sort) = sorts.iter().find(|sort| !render::is_sort(sort)) {
        return Err(format!("    no sort `{sort}`\n"));
    }
    let met = |line: &Expected<'_>| line.name.is_empty() || facts.iter().any(|fact| matches(line, fact));
    let unmet = expected.iter().zip(&block.lines).filter(|(line, _)| !met(line));
    let surplus = facts
        .iter()
        .filter(|fact| sorts.contains(fact.sort.as_str()) && !expected.iter().any(|line| matches(line, fact)));
    let mut report = String::new();
    for (_, line) in unmet {
        let _ = writeln!(report, "    wanted  {line}");
    }
    for Fact { sort, name, properties, path, line } in surplus {
        let _ = writeln!(report, "    found   {sort} {name}: {} @ {path}:{line}", properties.join("; "));
    }
    if report.is_empty() { Ok(()) } else { Err(report) }
}

#[test]
fn every_file_says_what_is_read_from_it() {
    cases::run("facts", &["facts"], check);
}

#[test]
#[ignore = "prints what is read from the files of a folder"]
fn print() {
    let folder = std::env::var("HOLDPOINT_FACTS").unwrap();
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy();
        println!("=== {name}");
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        let reading = reading(&cases::dossier([(&*name, text.as_str())]));
        for line in FAMILIES.iter().flat_map(|(_, lines)| lines(&reading)) {
            println!("{line}");
        }
    }
}

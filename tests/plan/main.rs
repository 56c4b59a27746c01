//! Reads the Markdown files under `tests/plan/`: small documents in fenced blocks, with what must be read of their plans.
//!
//! A case is a `##` heading. ```` ```file PATH ```` holds a file; ```` ```facts FAMILY … ```` holds one line for each fact of the
//! families that it names, `LINE words`, in the order of the reading. Those must be all.
//!
//! `HOLDPOINT_FACTS=FOLDER cargo test --test plan -- --ignored --nocapture` prints what is read from the files of a folder.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test reads its files and may panic"
)]

mod lines;

use std::fmt::Write as _;
use std::path::Path;

use holdpoint::policy::{Limits, Policy};
use holdpoint::{Dossier, read};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

#[derive(Default)]
struct Case {
    title: String,
    files: Vec<(String, String)>,
    families: Vec<String>,
    facts: Vec<String>,
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
                match info.split_once(' ') {
                    Some(("file", path)) => case.files.push((path.to_owned(), body)),
                    Some(("facts", families)) => {
                        case.families = families.split(' ').map(str::to_owned).collect();
                        case.facts = body.lines().map(str::to_owned).collect();
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

fn facts(files: &[(String, String)], families: &[String]) -> Vec<String> {
    let mut dossier = Dossier::new(Limits::default());
    for (path, body) in files {
        dossier.add(path, body.as_bytes());
    }
    let (policy, _) = Policy::of_dossier(&dossier);
    lines::of(&read(&dossier, &policy), families)
}

#[test]
fn every_document_is_read_as_its_case_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plan");
    let mut report = String::new();
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    for path in paths {
        for case in cases(&std::fs::read_to_string(&path).unwrap()) {
            assert!(!case.families.is_empty(), "{}: {} expects nothing", path.display(), case.title);
            let found = facts(&case.files, &case.families);
            if found != case.facts {
                let name = path.file_name().unwrap().to_string_lossy();
                let _ = writeln!(report, "  {name}: {}", case.title);
                for line in case.facts.iter().filter(|line| !found.contains(line)) {
                    let _ = writeln!(report, "    wanted  {line}");
                }
                for line in found.iter().filter(|line| !case.facts.contains(line)) {
                    let _ = writeln!(report, "    found   {line}");
                }
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
#[ignore = "prints what is read from the files of a folder"]
fn print() {
    let folder = std::env::var("HOLDPOINT_FACTS").unwrap();
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        println!("=== {name}");
        let body = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        for line in facts(&[(name, body)], &[]) {
            println!("{line}");
        }
    }
}

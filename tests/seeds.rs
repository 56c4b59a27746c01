//! The shipped good example with one fault in it at a time, as `tests/seeds/*.md` lists them: each fault must be found by the rule
//! that names it, and by no other.
//!
//! A case is headed `## RULE: what is wrong`. ```` ```change PATH ```` changes a file of the example: lines that begin with `-` stand
//! there once, one behind the other, and are replaced by those that begin with `+`; where there are only `+` lines they are put at
//! the end of the file, which may be new. ```` ```delete PATH ```` takes a file away. What is no part of the fault stands before it:
//! ```` ```file PATH ```` adds a file, and ```` ```prepare PATH ```` changes one, of the good dossier. ```` ```finds ```` (or
//! ```` ```finds STAGE ````) names the further rules that the fault breaks.
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
use std::fs;
use std::path::Path;

use cases::{Block, Case};
use holdpoint::policy::{Policy, Stage};
use holdpoint::review::{Answer, changes};
use holdpoint::{Review, judge, read};

type Files = BTreeMap<String, String>;

/// The files of the good example, by their paths in it.
fn example() -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/orderflow");
    let mut files = Files::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

fn review(files: &Files, stage: Stage) -> Review {
    let dossier = cases::dossier(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let (policy, problems) = Policy::of_dossier(&dossier);
    assert!(problems.is_empty(), "{problems:?}");
    judge(&read(&dossier, &policy), &policy, stage, "2026-12-08T01:30:00Z".parse().unwrap())
}

/// Makes one change, or says why it cannot be made.
fn change(files: &mut Files, block: &Block) -> Result<(), String> {
    let path = &block.words;
    let with = |mark: char| -> String {
        block.lines.iter().filter_map(|line| line.strip_prefix(mark)).flat_map(|line| [line, "\n"]).collect()
    };
    let (old, new) = (with('-'), with('+'));
    let text = files.get(path).cloned().unwrap_or_default();
    let changed = if old.is_empty() {
        format!("{text}{new}")
    } else if text.matches(&old).count() == 1 {
        text.replacen(&old, &new, 1)
    } else {
        return Err(format!("    {path} does not hold these lines once:\n{old}"));
    };
    files.insert(path.clone(), changed);
    Ok(())
}

/// The good dossier of most cases, judged once for each stage.
#[derive(Default)]
struct Judged(BTreeMap<&'static str, Review>);

impl Judged {
    fn good(&mut self, files: &Files, stage: Stage, prepared: bool) -> Review {
        if prepared {
            return review(files, stage);
        }
        self.0.entry(stage.word()).or_insert_with(|| review(files, stage)).clone()
    }
}

fn check(case: &Case, judged: &mut Judged) -> Result<(), String> {
    let (rule, _) = case.title.split_once(':').unwrap_or((&case.title, ""));
    let finds = case.blocks.iter().find(|block| block.form == "finds");
    let stage = match finds.map(|block| block.words.as_str()) {
        None | Some("") => holdpoint::rules::Rule::of(rule).and_then(|rule| rule.stage).unwrap_or_default(),
        Some(word) => word.parse().unwrap(),
    };
    let mut good = example();
    for (path, body) in &case.files {
        good.insert(path.clone(), body.clone());
    }
    for block in case.blocks.iter().filter(|block| block.form == "prepare") {
        change(&mut good, block)?;
    }
    let mut bad = good.clone();
    for block in &case.blocks {
        match block.form.as_str() {
            "change" => change(&mut bad, block)?,
            "delete" if bad.remove(&block.words).is_none() => return Err(format!("    there is no {}\n", block.words)),
            _ => {}
        }
    }
    let wanted: BTreeSet<&str> =
        finds.into_iter().flat_map(|block| &block.lines).map(String::as_str).chain([rule]).collect();
    let prepared = !case.files.is_empty() || case.blocks.iter().any(|block| block.form == "prepare");
    let new = changes(&judged.good(&good, stage, prepared), &review(&bad, stage)).new;
    let found: BTreeSet<&str> = new.iter().filter(|one| one.outcome == Answer::Fail).map(|one| &*one.rule).collect();
    if wanted == found {
        return Ok(());
    }
    let mut report = format!("    wanted {wanted:?}, found {found:?}\n");
    for one in &new {
        let _ = writeln!(report, "    {} {} {}: {}", one.rule, one.outcome, one.subject, one.message);
    }
    Err(report)
}

#[test]
fn each_fault_is_found_by_the_rule_that_names_it_and_by_no_other() {
    let seeded = RefCell::new(BTreeSet::new());
    let (found, judged) = (RefCell::new(0), RefCell::new(Judged::default()));
    cases::run("seeds", &["prepare", "change", "delete", "finds"], |case| {
        seeded.borrow_mut().insert(case.title.split(':').next().unwrap_or_default().to_owned());
        check(case, &mut judged.borrow_mut()).inspect(|()| *found.borrow_mut() += 1)
    });
    println!("{0} of {0} faults found, 0 false alarms", found.borrow());
    let seeded = seeded.into_inner();
    let missing: Vec<&str> = holdpoint::rules::all().map(|rule| rule.id).filter(|id| !seeded.contains(*id)).collect();
    assert!(missing.is_empty(), "no fault is seeded for {}", missing.join(", "));
}

#[test]
fn the_good_example_is_go_at_readiness() {
    let review = review(&example(), Stage::Readiness);
    assert_eq!(review.verdict, holdpoint::review::Verdict::Go);
}

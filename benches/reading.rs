//! What reading costs, as ratios of one run on this machine: never a time that another machine would have to keep.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock and the example files")]

mod clock;

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

use holdpoint::policy::{Limits, Profile};
use holdpoint::{Dossier, Policy};
use pulldown_cmark::{Options, Parser};

const FILES: usize = 1_000;
const FILE_BYTES: usize = 10_000;
const RUNS: usize = 5;

fn main() {
    let files = files(FILES);
    let parse = best(|| parse(&files));
    let take_in = best(|| drop(black_box(dossier(&files))));
    let full = dossier(&files);
    let policy = Policy::of(Profile::Generic);
    let read = best(|| drop(black_box(holdpoint::read(&full, &policy))));
    let megabytes = files.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    let speed = |time: Duration| megabytes / time.as_secs_f64();
    println!("{FILES} Markdown files of {FILE_BYTES} bytes: pulldown-cmark alone {:.0} MB/s", speed(parse));
    println!(
        "taking in (decode, digest, mask)  {:6.0} MB/s  {:5.2} × pulldown-cmark",
        speed(take_in),
        ratio(take_in, parse)
    );
    println!("reading (outline, facts)          {:6.0} MB/s  {:5.2} × pulldown-cmark", speed(read), ratio(read, parse));
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

/// The shortest of a few runs: what disturbs a run only ever makes it longer.
fn best(mut run: impl FnMut()) -> Duration {
    (0..RUNS).map(|_| clock::clocked(&mut run).1).min().unwrap_or_default()
}

/// What pulldown-cmark alone needs, with the options that the outline is read with.
fn parse(files: &[String]) {
    for text in files {
        for event in Parser::new_ext(
            text,
            Options::ENABLE_TABLES
                | Options::ENABLE_TASKLISTS
                | Options::ENABLE_FOOTNOTES
                | Options::ENABLE_STRIKETHROUGH
                | Options::ENABLE_GFM
                | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS,
        )
        .into_offset_iter()
        {
            black_box(event);
        }
    }
}

fn dossier(files: &[String]) -> Dossier {
    let mut dossier = Dossier::new(Limits::default());
    for (index, text) in files.iter().enumerate() {
        dossier.add(&format!("release/{index:04}-{}.md", NAMES[index % NAMES.len()]), text.as_bytes());
    }
    dossier
}

const NAMES: [&str; 5] =
    ["deployment-plan", "deployment-environment", "release-notes", "support-runbook", "test-evaluation"];

/// Files of real shape: the example's documents, one after another, each file beginning with another one.
fn files(count: usize) -> Vec<String> {
    let documents: Vec<String> =
        markdown(Path::new("examples/orderflow")).iter().filter_map(|path| fs::read_to_string(path).ok()).collect();
    (0..count)
        .map(|index| {
            let mut text = String::new();
            for document in documents.iter().cycle().skip(index) {
                if text.len() >= FILE_BYTES {
                    break;
                }
                text.push_str(document);
                text.push('\n');
            }
            let end =
                (0..=FILE_BYTES.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
            text.truncate(end);
            text
        })
        .collect()
}

fn markdown(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(markdown(&path));
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
    found.sort();
    found
}

//! What reading costs, as ratios of one run on this machine: never a time that another machine would have to keep.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock and the example files")]

mod clock;
mod files;

use std::hint::black_box;
use std::time::Duration;

use files::{FILE_BYTES, FILES, name, texts};
use holdpoint::policy::{Limits, Profile};
use holdpoint::{Dossier, Policy, Stage};
use jiff::Timestamp;
use pulldown_cmark::{Options, Parser};

const RUNS: usize = 5;

fn main() {
    let files = texts(FILES);
    let parse = best(|| parse(&files));
    let take_in = best(|| drop(black_box(dossier(&files))));
    let full = dossier(&files);
    let policy = Policy::of(Profile::Generic);
    let read = best(|| drop(black_box(holdpoint::read(&full, &policy))));
    let reading = holdpoint::read(&full, &policy);
    let judge = best(|| {
        drop(black_box(holdpoint::judge(&reading, &policy, Stage::Acceptance, Timestamp::UNIX_EPOCH)));
    });
    let megabytes = files.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    let speed = |time: Duration| megabytes / time.as_secs_f64();
    println!("{FILES} Markdown files of {FILE_BYTES} bytes: pulldown-cmark alone {:.0} MB/s", speed(parse));
    println!(
        "taking in (decode, digest, mask)  {:6.0} MB/s  {:5.2} × pulldown-cmark",
        speed(take_in),
        ratio(take_in, parse)
    );
    println!("reading (outline, facts)          {:6.0} MB/s  {:5.2} × pulldown-cmark", speed(read), ratio(read, parse));
    println!("judging (rules, review)           {:6.0} MB/s  {:5.2} × reading", speed(judge), ratio(judge, read));
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

/// The files in a dossier.
fn dossier(files: &[String]) -> Dossier {
    let mut dossier = Dossier::new(Limits::default());
    for (index, text) in files.iter().enumerate() {
        dossier.add(&name(index), text.as_bytes());
    }
    dossier
}

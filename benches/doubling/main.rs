//! Whether the cost of every reader grows with its input and no faster: the time for twice an input against the time for it once.
//!
//! Around 2 is linear, 4 quadratic; what is over [`MARK`] is marked. `cargo bench --bench doubling -- WORDS` measures only the inputs
//! whose name holds the words.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock, its arguments and the example files")]
#![expect(clippy::unwrap_used, reason = "a benchmark may panic")]

#[path = "../../tests/sources/builders.rs"]
mod builders;
#[path = "../clock/mod.rs"]
mod clock;
mod formats;
#[path = "../../src/cli/platform.rs"]
mod platform;
mod records;
mod release;
mod shapes;

use std::hint::black_box;
use std::time::Duration;

use holdpoint::policy::Limits;
use holdpoint::{Dossier, Policy, Stage, judge, read};

/// A ratio over this is no noise.
const MARK: f64 = 2.5;
/// Each input is measured at least this often, and again for as long as its ratio is over the mark, up to three times as often.
const RUNS: usize = 3;

/// A file: its path and its bytes.
type File = (String, Vec<u8>);

/// An input that can be made in any size.
struct Input {
    name: &'static str,
    /// The smaller of the two sizes: bytes or pieces, as `files` takes them.
    size: usize,
    files: Box<dyn Fn(usize) -> Vec<File>>,
}

impl Input {
    fn new(name: &'static str, size: usize, files: impl Fn(usize) -> Vec<File> + 'static) -> Self {
        Self { name, size, files: Box::new(files) }
    }
}

/// The three parts of a review.
#[derive(Clone, Copy)]
struct Times {
    /// Decoding, opening, masking.
    take_in: Duration,
    /// Outline and facts.
    read: Duration,
    judge: Duration,
}

impl Times {
    const NONE: Self = Self { take_in: Duration::MAX, read: Duration::MAX, judge: Duration::MAX };

    fn parts(self) -> [Duration; 3] {
        [self.take_in, self.read, self.judge]
    }

    /// The shorter of each: what disturbs a run only ever makes it longer.
    fn least(self, other: Self) -> Self {
        Self {
            take_in: self.take_in.min(other.take_in),
            read: self.read.min(other.read),
            judge: self.judge.min(other.judge),
        }
    }
}

fn main() {
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    println!("{:44} {:>7} {:>7}    taking in    reading    judging", "twice the input", "KB", "facts");
    for input in inputs().filter(|input| input.name.contains(&wanted)) {
        let (once, twice) = ((input.files)(input.size), (input.files)(2 * input.size));
        let bytes: usize = once.iter().map(|(_, bytes)| bytes.len()).sum();
        let mut grows = measured(&once, &twice);
        if over(&grows) {
            // What grows faster than its input does so at every size; memory that the system hands out anew does not.
            let further = measured(&twice, &(input.files)(4 * input.size));
            grows = std::array::from_fn(|part| grows[part].zip(further[part]).map(|(one, other)| one.min(other)));
        }
        let shown: Vec<String> = grows.into_iter().map(shown).collect();
        println!("{:44} {:7} {:7}  {}", input.name, bytes / 1000, facts(&once), shown.join(" "));
    }
}

fn inputs() -> impl Iterator<Item = Input> {
    formats::all().into_iter().chain(shapes::all()).chain(records::all()).chain(release::all())
}

/// How many times as long each part takes for the second as for the first.
fn measured(once: &[File], twice: &[File]) -> [Option<f64>; 3] {
    let (mut single, mut double) = (Times::NONE, Times::NONE);
    for run in 0..3 * RUNS {
        if run >= RUNS && !over(&ratios(single, double)) {
            break;
        }
        (single, double) = (single.least(timed(once)), double.least(timed(twice)));
    }
    ratios(single, double)
}

fn over(ratios: &[Option<f64>; 3]) -> bool {
    ratios.iter().flatten().any(|ratio| *ratio > MARK)
}

/// The ratio of each part, if it takes long enough to be measured.
fn ratios(one: Times, two: Times) -> [Option<f64>; 3] {
    let pairs =
        one.parts().into_iter().zip(two.parts()).map(|(one, two)| {
            (two >= Duration::from_micros(500)).then(|| two.as_secs_f64() / one.as_secs_f64().max(1e-9))
        });
    pairs.collect::<Vec<_>>().try_into().unwrap()
}

fn shown(ratio: Option<f64>) -> String {
    ratio.map_or("          -".to_owned(), |ratio| format!("{ratio:9.2}{}", if ratio > MARK { " ×" } else { "  " }))
}

fn timed(files: &[File]) -> Times {
    let (dossier, take_in) = clock::clocked(|| dossier(files));
    let policy = policy(&dossier);
    let (reading, read) = clock::clocked(|| read(&dossier, &policy));
    let as_of = "2026-12-07T12:00:00Z".parse().unwrap();
    let (review, judge) = clock::clocked(|| judge(&reading, &policy, Stage::Acceptance, as_of));
    black_box(review);
    Times { take_in, read, judge }
}

fn dossier(files: &[File]) -> Dossier {
    let mut dossier = Dossier::with_platform(limits(), &platform::Native);
    for (path, bytes) in files {
        dossier.add(path, bytes);
    }
    dossier
}

/// The limits keep hostile input short; here it is the readers that are measured.
fn limits() -> Limits {
    Limits {
        files: 50_000,
        line_bytes: 16 * 1024 * 1024,
        archive_ratio: 100_000,
        archive_members: 50_000,
        sheet_rows: 1_000_000,
        cells: 10_000_000,
        values: 10_000_000,
        ..Limits::default()
    }
}

/// What the dossier's own policy file sets holds.
fn policy(dossier: &Dossier) -> Policy {
    Policy { limits: limits(), ..Policy::of_dossier(dossier).0 }
}

/// How many facts were read: an input that nobody understands measures nothing.
fn facts(files: &[File]) -> usize {
    let dossier = dossier(files);
    let reading = read(&dossier, &policy(&dossier));
    assert!(reading.unread.is_empty(), "{:?}", reading.unread);
    holdpoint::report::ledger::ledger(&reading).families.iter().map(|family| family.facts.len()).sum()
}

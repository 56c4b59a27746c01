//! What the engine costs in a browser beside what it costs natively, on the same files: `./dev build && cargo bench --bench wasm`.
//! Counted is the time that the page waits for its worker until the review is there.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark prints what it measured")]
#![expect(clippy::disallowed_methods, reason = "a benchmark drives a browser, which needs files, a clock and threads")]
#![expect(dead_code, reason = "the driver of the browser tests can do more than is wanted here")]

#[path = "../../tests/browser/base64.rs"]
mod base64;
#[path = "../../tests/browser/chromium.rs"]
mod chromium;
#[path = "../files/mod.rs"]
mod files;
#[path = "../../tests/browser/input.rs"]
mod input;
#[path = "../../tests/browser/page.rs"]
mod page;
#[path = "../../tests/browser/pipe.rs"]
mod pipe;
#[path = "../../tests/browser/place.rs"]
mod place;
#[path = "../../tests/browser/record.rs"]
mod record;
#[path = "../../tests/browser/scratch.rs"]
mod scratch;
#[path = "../../tests/browser/server.rs"]
mod server;

use std::path::Path;
use std::time::{Duration, Instant};

use holdpoint::policy::Limits;
use holdpoint::{Dossier, Policy, Stage};

use files::{FILES, name, texts};
use place::Place;
use scratch::Scratch;

const RUNS: usize = 3;

/// Adds up the time in which a letter to the worker waits for its answer, up to the review.
const WATCH: &str = "{
    window.busy = { open: 0, since: 0, total: 0 };
    const post = Worker.prototype.postMessage;
    const heard = event => {
        // The page has heard it before, and may have asked for more already.
        const since = event.timeStamp - busy.since;
        if (String(event.data[1]).startsWith('{\"Reviewed\"')) busy.review = busy.total + since;
        if (busy.open > 0 && --busy.open === 0) busy.total += since;
    };
    Worker.prototype.postMessage = function (...letter) {
        if (!this.watched) { this.watched = true; this.addEventListener('message', heard); }
        if (busy.open++ === 0) busy.since = performance.now();
        return post.apply(this, letter);
    };
}";

fn main() {
    if !Path::new("dist/holdpoint.html").is_file() {
        eprintln!("dist/holdpoint.html does not exist: run ./dev build");
        return;
    }
    let texts = texts(FILES);
    let bytes = texts.iter().map(String::len).sum::<usize>() as f64;
    let native = (0..RUNS).map(|_| natively(&texts)).min().unwrap_or_default().as_secs_f64();
    let browser = in_browser(&texts);
    let best = browser.iter().copied().fold(f64::INFINITY, f64::min);
    println!("{FILES} files, {:.1} MB: native {:.1} MB/s", bytes / 1e6, bytes / 1e6 / native);
    println!("in the browser, the first time    {:5.2} × as long", browser.first().unwrap_or(&f64::INFINITY) / native);
    println!("in the browser                    {:5.2} × as long", best / native);
}

/// The same as the worker does: taking in, reading, judging, telling.
fn natively(texts: &[String]) -> Duration {
    let start = Instant::now();
    let mut dossier = Dossier::new(Limits::default());
    for (index, text) in texts.iter().enumerate() {
        dossier.add(&name(index), text.as_bytes());
    }
    let (policy, _) = Policy::of_dossier(&dossier);
    let reading = holdpoint::read(&dossier, &policy);
    let review = holdpoint::judge(&reading, &policy, Stage::Readiness, jiff::Timestamp::UNIX_EPOCH);
    let json = serde_json::to_string(&(&review, holdpoint::review::gates(&review.outcomes))).unwrap_or_default();
    std::hint::black_box(json);
    start.elapsed()
}

/// Seconds of each review: the same files are dropped again and again. In the first one the browser is still compiling.
fn in_browser(texts: &[String]) -> Vec<f64> {
    let scratch = Scratch::new();
    for (index, text) in texts.iter().enumerate() {
        scratch.file(&name(index), text);
    }
    let page = Place::Disk.open("");
    page.eval(WATCH);
    let review = |_| {
        page.eval("busy.total = busy.review = 0");
        page.drop_paths("body", &[scratch.path().join("release")]);
        let done = "busy.review > 0 && document.documentElement.dataset.state === 'reviewed'";
        page.wait_for_within(done, Duration::from_mins(5), "the dossier is reviewed");
        page.eval("busy.review").as_f64().unwrap_or(f64::INFINITY) / 1000.0
    };
    (0..RUNS).map(review).collect()
}

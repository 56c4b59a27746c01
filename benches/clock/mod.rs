//! How long a run keeps its processor busy.

use std::time::{Duration, Instant};

/// What something gives, and how long it ran.
pub(crate) fn clocked<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let (start, before) = (Instant::now(), busy());
    let result = run();
    // A machine that does other things too makes the clock run on.
    let own = before.zip(busy()).and_then(|(before, behind)| behind.checked_sub(before));
    (result, own.unwrap_or_else(|| start.elapsed()))
}

/// The time that this thread had a processor, where the system tells (Linux). It is brought up to date when the thread yields.
fn busy() -> Option<Duration> {
    std::thread::yield_now();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(told.split(' ').next()?.parse().ok()?))
}

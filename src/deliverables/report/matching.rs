//! Whether the files are those of an earlier report that lies beside them.

use serde::Serialize;

use crate::deliverables::cite::Clerk;
use crate::review::{MatchState, Matched, Matching};

/// The earlier report, and what became of its files.
#[derive(Serialize)]
pub(super) struct Comparison {
    report: String,
    verdict: String,
    as_of: String,
    answer: &'static str,
    counts: String,
    others: Vec<File>,
}

/// A file that is not the same.
#[derive(Serialize)]
struct File {
    path: String,
    state: String,
    before: String,
    now: String,
}

/// The comparison, where the dossier holds an earlier report.
pub(super) fn compare(clerk: &Clerk<'_>) -> Option<Comparison> {
    let matching = Matching::of(clerk.reading)?;
    let others = matching.files.iter().filter(|file| file.state != MatchState::Same);
    Some(Comparison {
        report: matching.report.path.clone(),
        verdict: matching.report.verdict.map(|verdict| verdict.to_string()).unwrap_or_default(),
        as_of: matching.report.as_of.map(|time| time.to_string()).unwrap_or_default(),
        answer: if matching.holds() { "Yes" } else { "No" },
        counts: matching.counts(),
        others: others.map(file).collect(),
    })
}

fn file(file: &Matched) -> File {
    let moved = file.was.as_ref().map(|was| format!(" (was {was})")).unwrap_or_default();
    let digest = |sha256: &Option<String>| sha256.clone().unwrap_or_else(|| "–".to_owned());
    File {
        path: format!("{}{moved}", file.path),
        state: file.state.word().to_owned(),
        before: digest(&file.before),
        now: digest(&file.now),
    }
}

//! What changed since an earlier review: for a terminal, for a build log, for programs.

use std::fmt::Write as _;

use super::fold::fold;
use super::item::sentence;
use super::text::reason;
use super::wrap::labelled;
use super::{headline, lines, text};
use crate::review::{Changes, Review};

/// The verdict, then only what is new and what has been mended.
pub fn changes_text(review: &Review, changes: &Changes) -> String {
    let mut out = headline(review);
    let _ = writeln!(out, "\nNew since the baseline: {}\n", amount(changes.new.len()));
    text::findings(&mut out, &changes.new, &fold(&changes.new));
    let _ = writeln!(out, "Mended since the baseline: {}\n", amount(changes.mended.len()));
    for outcome in &changes.mended {
        labelled(&mut out, &format!("  ✓ {:<7} ", outcome.rule), &format!("was: {}", sentence(outcome)));
    }
    if !changes.mended.is_empty() {
        out.push('\n');
    }
    labelled(&mut out, "", &unchanged(changes));
    out
}

/// A line for each new finding, then the verdict and what changed.
pub fn changes_lines(review: &Review, changes: &Changes) -> String {
    let mut out = String::new();
    lines::findings(&mut out, &changes.new);
    let _ = writeln!(
        out,
        "{}: {} {} new, {} mended since the baseline. {}",
        review.verdict,
        reason(review),
        changes.new.len(),
        changes.mended.len(),
        unchanged(changes)
    );
    out
}

/// The verdict and the changes as JSON, two spaces deep, with a line end.
pub fn changes_json(review: &Review, changes: &Changes) -> String {
    let whole = serde_json::json!({
        "schema_version": review.schema_version,
        "verdict": review.verdict,
        "stage": review.stage,
        "as_of": review.as_of,
        "new": changes.new,
        "mended": changes.mended,
        "unchanged": changes.unchanged,
    });
    // Fails only for maps whose keys are no text, and this has none.
    let mut json = serde_json::to_string_pretty(&whole).unwrap_or_default();
    json.push('\n');
    json
}

fn amount(findings: usize) -> String {
    match findings {
        0 => "nothing".to_owned(),
        1 => "1 finding".to_owned(),
        many => format!("{many} findings"),
    }
}

fn unchanged(changes: &Changes) -> String {
    match changes.unchanged {
        0 => "No finding of the baseline stands as it stood.".to_owned(),
        1 => "1 finding stands as it stood in the baseline.".to_owned(),
        many => format!("{many} findings stand as they stood in the baseline."),
    }
}

//! Whether files are those of an earlier report: as text, and as JSON.

use std::fmt::Write as _;

use super::wrap::labelled;
use crate::deliverables::plain;
use crate::review::{MatchState, Matched, Matching};

/// The answer, then each file that is not the same.
pub fn matching_text(matching: &Matching) -> String {
    let mut out = String::new();
    let report = &matching.report;
    let (sign, answer) = if matching.holds() { ('✓', "are") } else { ('✕', "are not") };
    let said = report.verdict.map(|verdict| format!(", {verdict}")).unwrap_or_default();
    let time = report.as_of.map(|time| format!(" as of {time}")).unwrap_or_default();
    let _ = writeln!(out, "{sign} The files {answer} those of the report {}{said}{time}", plain(&report.path));
    labelled(&mut out, "  ", &format!("{}.", matching.counts()));
    let mut others = matching.files.iter().filter(|file| file.state != MatchState::Same).peekable();
    if others.peek().is_some() {
        out.push('\n');
    }
    others.for_each(|file| line(&mut out, file));
    out
}

fn line(out: &mut String, file: &Matched) {
    let _ = writeln!(out, "  {:<12}  {}", file.state.word(), plain(&file.path));
    if let Some(was) = &file.was {
        let _ = writeln!(out, "                was {}", plain(was));
    }
    if let (MatchState::Changed, Some(before), Some(now)) = (file.state, &file.before, &file.now) {
        let _ = writeln!(
            out,
            "                sha256 {} in the report\n                sha256 {} now",
            plain(before),
            plain(now)
        );
    }
}

/// The answer as JSON, two spaces deep, with a line end.
pub fn matching_json(matching: &Matching) -> String {
    let value = serde_json::json!({
        "matches": matching.holds(),
        "report": matching.report,
        "files": matching.files,
    });
    // Fails only for maps whose keys are no text, and there is none.
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

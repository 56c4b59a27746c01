//! Lines that end before the edge of a terminal.

use crate::deliverables::plain;

/// Columns of a line of text.
const WIDTH: usize = 100;

/// Writes text behind a label, its further lines under its first; each line of the text stands on a line of its own, one
/// that is laid out (a table) as it is.
pub(super) fn labelled(out: &mut String, label: &str, text: &str) {
    let indent = width(label);
    let mut lead = label.to_owned();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let line = plain(line);
        if line.starts_with('|') {
            push(out, &lead, &line);
        } else {
            wrapped(out, &lead, indent, &line);
        }
        lead = " ".repeat(indent);
    }
}

fn wrapped(out: &mut String, lead: &str, indent: usize, text: &str) {
    let mut line = lead.to_owned();
    let mut used = width(lead);
    let mut empty = true;
    for word in text.split(' ') {
        let length = width(word);
        if !empty && used + 1 + length > WIDTH {
            push(out, &line, "");
            line = " ".repeat(indent);
            used = indent;
            empty = true;
        }
        if !empty {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += length;
        empty = false;
    }
    push(out, &line, "");
}

fn push(out: &mut String, lead: &str, line: &str) {
    out.push_str(format!("{lead}{line}").trim_end());
    out.push('\n');
}

/// Columns that a text takes: two for a character of the East Asian scripts, one for any other.
fn width(text: &str) -> usize {
    let wide = |character: &char| matches!(character, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}');
    text.chars().count() + text.chars().filter(wide).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_hang_under_their_label() {
        let mut out = String::new();
        labelled(&mut out, "  why  ", &"word ".repeat(30));
        let lines: Vec<&str> = out.lines().collect();
        assert!(
            lines.len() == 2 && lines[0].starts_with("  why  word") && lines[1].starts_with("       word"),
            "{out}"
        );
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH && !line.ends_with(' ')), "{out}");
    }

    #[test]
    fn a_table_keeps_its_lines() {
        let mut out = String::new();
        labelled(&mut out, "do ", "Add:\n\n| A | B |\n|---|---|");
        assert_eq!(out, "do Add:\n   | A | B |\n   |---|---|\n");
    }
}

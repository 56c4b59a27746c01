//! iCalendar (RFC 5545): lines that end with CR LF, folded at 75 octets, with text escaped for where it stands.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::deliverables::escape::plain;

/// When an event is.
#[derive(Clone, Copy)]
pub(super) enum Span {
    /// A moment, in seconds since 1970-01-01T00:00:00Z.
    At(i64),
    /// From a moment to another.
    Between(i64, i64),
    /// From the first day to the one after the last, in whichever zone the calendar is looked at.
    Days(Date, Date),
}

/// An event.
pub(super) struct Event {
    pub(super) span: Span,
    pub(super) category: &'static str,
    pub(super) summary: String,
    /// Lines of the description.
    pub(super) description: Vec<String>,
    pub(super) location: String,
    /// Whether the time is taken up.
    pub(super) busy: bool,
}

/// The calendar, stamped with the moment that the dossier was judged for.
pub(super) fn calendar(name: &str, stamp: Timestamp, events: &[Event]) -> String {
    let mut out = String::new();
    line(&mut out, "BEGIN", "VCALENDAR");
    line(&mut out, "VERSION", "2.0");
    line(&mut out, "PRODID", "-//Holdpoint//Change calendar//EN");
    line(&mut out, "CALSCALE", "GREGORIAN");
    line(&mut out, "X-WR-CALNAME", &text(name));
    for event in events {
        line(&mut out, "BEGIN", "VEVENT");
        line(&mut out, "UID", &uid(event));
        line(&mut out, "DTSTAMP", &form(stamp));
        bounds(&mut out, event.span);
        line(&mut out, "SUMMARY", &text(&event.summary));
        let description: Vec<String> = event.description.iter().map(|part| text(part)).collect();
        line(&mut out, "DESCRIPTION", &description.join("\\n"));
        if !event.location.is_empty() {
            line(&mut out, "LOCATION", &text(&event.location));
        }
        line(&mut out, "CATEGORIES", event.category);
        line(&mut out, "TRANSP", if event.busy { "OPAQUE" } else { "TRANSPARENT" });
        line(&mut out, "END", "VEVENT");
    }
    line(&mut out, "END", "VCALENDAR");
    out
}

fn bounds(out: &mut String, span: Span) {
    match span {
        Span::At(at) => line(out, "DTSTART", &moment(at)),
        Span::Between(from, to) => {
            line(out, "DTSTART", &moment(from));
            line(out, "DTEND", &moment(to));
        }
        Span::Days(first, end) => {
            line(out, "DTSTART;VALUE=DATE", &first.strftime("%Y%m%d").to_string());
            line(out, "DTEND;VALUE=DATE", &end.strftime("%Y%m%d").to_string());
        }
    }
}

fn moment(utc: i64) -> String {
    form(Timestamp::from_second(utc).unwrap_or_default())
}

fn form(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// The same event has the same name in every calendar: it follows from what it is and when.
fn uid(event: &Event) -> String {
    let when = match event.span {
        Span::At(at) => at.to_string(),
        Span::Between(from, to) => format!("{from}/{to}"),
        Span::Days(first, end) => format!("{first}/{end}"),
    };
    let digest = Sha256::digest(format!("{}\n{when}\n{}\n{}", event.category, event.summary, event.location));
    let mut uid = String::new();
    for byte in digest.iter().take(16) {
        let _ = write!(uid, "{byte:02x}");
    }
    uid.push_str("@holdpoint");
    uid
}

/// A value of the type TEXT, on one line.
fn text(value: &str) -> String {
    let mut escaped = String::new();
    for letter in plain(value).chars() {
        if matches!(letter, '\\' | ';' | ',') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// Octets of a line, without its end.
const LONG: usize = 75;

/// A content line, folded between letters.
fn line(out: &mut String, name: &str, value: &str) {
    let mut octets = 0;
    for letter in name.chars().chain([':']).chain(value.chars()) {
        if octets + letter.len_utf8() > LONG {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(letter);
        octets += letter.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(summary: &str) -> Event {
        Event {
            span: Span::Between(0, 60),
            category: "FREEZE",
            summary: summary.to_owned(),
            description: vec!["a; b".to_owned(), "Source: x".to_owned()],
            location: String::new(),
            busy: false,
        }
    }

    #[test]
    fn text_stays_in_its_line() {
        let written = calendar("c", Timestamp::default(), &[event("a, b\\c\r\nEND:VEVENT\u{202e}")]);
        assert!(written.contains("SUMMARY:a\\, b\\\\c END:VEVENT\r\n"), "{written}");
        assert!(written.contains("DESCRIPTION:a\\; b\\nSource: x\r\n"), "{written}");
        assert_eq!(written.matches("\r\nEND:VEVENT").count(), 1);
    }

    #[test]
    fn long_lines_are_folded_between_letters() {
        let long = "é界𝄞".repeat(40);
        let written = calendar("c", Timestamp::default(), &[event(&long)]);
        assert!(written.split("\r\n").all(|line| line.len() <= LONG), "{written}");
        assert!(written.replace("\r\n ", "").contains(&long));
        assert!(!written.replace("\r\n", "").contains(['\r', '\n']));
    }

    #[test]
    fn the_name_of_an_event_follows_from_what_it_is() {
        assert_eq!(uid(&event("a")), uid(&event("a")));
        assert_ne!(uid(&event("a")), uid(&event("b")));
    }
}

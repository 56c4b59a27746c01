//! Change windows and freeze periods: `2026-12-08 02:00–05:00 UTC`, `2026-12-08T02:00Z/2026-12-08T05:00Z`.

use jiff::civil::{Date, DateTime};

use super::document::Doc;
use super::{Facts, Kind, Phrase, Said};
use crate::facts::Window;
use crate::outline::{Block, Section as Part, Table, Text};
use crate::vocabulary::{self, Moment, Section};

const WINDOW_KEYS: [&str; 12] = [
    "change window",
    "deployment window",
    "maintenance window",
    "release window",
    "window",
    "approved window",
    "planned window",
    "scheduled window",
    "implementation window",
    "cutover window",
    "production window",
    "rollout window",
];

const STARTS: [&str; 16] = [
    "start",
    "begin",
    "begins",
    "from",
    "start time",
    "planned start",
    "scheduled start",
    "change start",
    "window start",
    "window opens",
    "start date",
    "start date and time",
    "planned start date",
    "implementation start",
    "deployment start",
    "actual start",
];

const ENDS: [&str; 18] = [
    "end",
    "ends",
    "finish",
    "to",
    "until",
    "end time",
    "planned end",
    "scheduled end",
    "change end",
    "window end",
    "window ends",
    "window closes",
    "end date",
    "end date and time",
    "planned end date",
    "implementation end",
    "deployment end",
    "planned finish",
];

const DATES: [&str; 5] = ["date", "day", "change date", "planned date", "release date"];

const ZONES: [&str; 5] = ["time zone", "timezone", "zone", "tz", "times in"];

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&[Kind::DeploymentPlan, Kind::ChangeRequest, Kind::Approvals]) {
        return;
    }
    let sections = &doc.outline.sections;
    let mut windows = Vec::new();
    for (key, value) in sections.iter().flat_map(lines).chain(sections.iter().flat_map(rows)) {
        let words = vocabulary::heading(&key.plain).join(" ");
        if WINDOW_KEYS.contains(&words.as_str()) {
            windows.extend(window(&doc.phrase(&value)));
        } else if words.contains("freeze") {
            facts.freezes.extend(window(&doc.phrase(&value)));
        }
    }
    for (index, section) in sections.iter().enumerate() {
        if doc.topic(index) == Some(Section::Schedule) || doc.kind == Kind::ChangeRequest {
            windows.extend(in_parts(doc, section));
        }
    }
    if windows.is_empty() {
        windows = in_prose(doc);
    }
    facts.windows.extend(windows);
}

/// A name, and what is said under it.
type Statement<'a> = (&'a Text, Text);

/// The lines `Name: value`.
fn lines(section: &Part) -> Vec<Statement<'_>> {
    section.fields.iter().map(|field| (&field.key, field.value.clone())).collect()
}

/// The rows whose first cell is a name.
fn rows(section: &Part) -> Vec<Statement<'_>> {
    let rows = tables(section).flat_map(|table| &table.rows);
    let named = rows.filter_map(|row| {
        let (first, rest) = row.cells.split_first()?;
        let plain: Vec<&str> = rest.iter().map(|cell| cell.plain.as_str()).collect();
        Some((first, Text { plain: plain.join(" "), span: row.span }))
    });
    named.collect()
}

fn tables(section: &Part) -> impl Iterator<Item = &Table> {
    section.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })
}

/// A window of which begin and end stand in lines or columns of their own.
fn in_parts(doc: &Doc<'_>, section: &Part) -> Vec<Window> {
    let mut parts: Vec<Vec<Statement<'_>>> = vec![lines(section), rows(section)];
    for table in tables(section) {
        // Several rows are phases or freezes, unless they are called windows.
        let named = table
            .rows
            .iter()
            .filter(|row| table.rows.len() == 1 || row.cells.first().is_some_and(|cell| is_named(&cell.plain)));
        parts.extend(named.map(|row| table.header.iter().zip(row.cells.iter().cloned()).collect()));
    }
    parts.iter().filter_map(|parts| from_parts(doc, parts)).collect()
}

fn is_named(text: &str) -> bool {
    vocabulary::words(text).iter().any(|word| word == "window")
}

fn is_freeze(text: &str) -> bool {
    text.to_lowercase().contains("freeze")
}

fn from_parts(doc: &Doc<'_>, parts: &[Statement<'_>]) -> Option<Window> {
    let said = |keys: &[&str]| {
        parts.iter().find(|(key, value)| {
            keys.contains(&vocabulary::heading(&key.plain).join(" ").as_str()) && !value.plain.is_empty()
        })
    };
    let (start, end) = (&said(&STARTS)?.1, &said(&ENDS)?.1);
    if !is_moment(&start.plain)
        || !is_moment(&end.plain)
        || parts.iter().any(|(key, value)| is_freeze(&key.plain) || is_freeze(&value.plain))
    {
        return None;
    }
    let also = |keys: &[&str]| said(keys).map_or("", |(_, value)| value.plain.as_str());
    let value = format!("{} {} to {} {}", also(&DATES), start.plain, end.plain, also(&ZONES)).trim().to_owned();
    window(&Said { value, at: doc.place(start.span) })
}

fn is_moment(text: &str) -> bool {
    !vocabulary::moments(text).is_empty()
}

/// A window in a sentence: below a heading about it, in that heading, or in a sentence that calls it so.
fn in_prose(doc: &Doc<'_>) -> Vec<Window> {
    let named = under_its_name(doc);
    if named.is_empty() { of_the_release(doc) } else { named }
}

/// `Release: 1.8.0 to production on 2026-12-10, 20:00–22:00 CET`: a date and two times in a sentence about the release.
fn of_the_release(doc: &Doc<'_>) -> Vec<Window> {
    let about = |text: &str| {
        let words = vocabulary::words(text);
        let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
        has(&["release", "deployment", "deploy", "rollout", "production", "live", "cutover"])
            && !has(&["staging", "rehearsal", "rehearsed", "dry", "previous", "freeze", "last"])
    };
    let sentences = doc.outline.sections.iter().flat_map(|section| doc.prose(section));
    sentences
        .filter(|sentence| about(&sentence.value))
        .filter(|sentence| {
            let moments = vocabulary::moments(&sentence.value);
            moments.iter().filter(|moment| moment.time().is_some()).count() == 2
        })
        .filter_map(|sentence| window(&sentence))
        .filter(|window| window.start.is_some() && window.end.is_some())
        .collect()
}

fn under_its_name(doc: &Doc<'_>) -> Vec<Window> {
    let mut found = Vec::new();
    for (index, section) in doc.outline.sections.iter().enumerate() {
        let named = doc.topic(index) == Some(Section::Schedule) && is_named(&section.title.plain);
        let title = doc.phrase(&section.title);
        let sentences = std::iter::once(title)
            .chain(doc.prose(section))
            .filter(|sentence| (named || is_named(&sentence.value)) && !is_freeze(&sentence.value));
        found.extend(
            sentences
                .filter_map(|sentence| window(&sentence))
                .filter(|window| window.start.is_some() && window.end.is_some()),
        );
    }
    found
}

/// A window, complete or not; `None` if nothing is written.
fn window(text: &Phrase) -> Option<Window> {
    if text.value.is_empty() {
        return None;
    }
    let moments = vocabulary::moments(&text.value);
    let (start, end) = bounds(&moments);
    let end = end.or_else(|| {
        let span = vocabulary::seconds(&text.value)?;
        start?.checked_add(jiff::Span::new().try_seconds(span as i64).ok()?).ok()
    });
    let one_date = moments.iter().filter(|moment| moment.date().is_some()).count() < 2;
    let end = match (start, end) {
        // 22:00–02:00 ends on the next day; with two dates the end is where it is said to be.
        (Some(from), Some(to)) if to < from && one_date => to.checked_add(jiff::Span::new().days(1)).ok(),
        _ => end,
    };
    Some(Window { text: text.clone(), start, end, zone: vocabulary::zone(&text.value) })
}

/// The first two times, each on the date before it; a date that comes last is that of both.
fn bounds(moments: &[Moment]) -> (Option<DateTime>, Option<DateTime>) {
    let mut date: Option<Date> = None;
    let last = moments.iter().rev().find_map(|moment| moment.date());
    let mut times = Vec::new();
    for moment in moments {
        match moment {
            Moment::Date(day) => date = Some(*day),
            Moment::Time(time) => times.push(date.or(last).map(|day| day.to_datetime(*time))),
        }
    }
    let at = |index: usize| times.get(index).copied().flatten();
    (at(0), at(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Place;

    fn read(text: &str) -> String {
        let window = window(&Said { value: text.to_owned(), at: Place::default() }).unwrap();
        let show = |moment: Option<DateTime>| {
            moment.map_or("-".to_owned(), |moment| moment.strftime("%Y-%m-%d %H:%M").to_string())
        };
        format!("{} / {} / {}", show(window.start), show(window.end), window.zone.unwrap_or("-".to_owned()))
    }

    #[test]
    fn windows_are_read_in_many_forms() {
        let full = "2026-12-08 02:00 / 2026-12-08 05:00 / UTC";
        for text in [
            "2026-12-08 02:00–05:00 UTC",
            "2026-12-08T02:00:00Z/2026-12-08T05:00:00Z",
            "2026-12-08T02:00Z to 2026-12-08T05:00Z",
            "8 December 2026, 02:00-05:00 UTC",
            "02:00–05:00 UTC on December 8, 2026",
            "2026-12-08 02:00 UTC for 3 hours",
            "08.12.2026, 2 a.m. to 5 a.m. UTC",
        ] {
            assert_eq!(read(text), full, "{text}");
        }
        assert_eq!(read("2026-12-08 22:00–02:00 CET"), "2026-12-08 22:00 / 2026-12-09 02:00 / CET");
        assert_eq!(read("2026-12-08T05:00Z to 2026-12-07T02:00Z"), "2026-12-08 05:00 / 2026-12-07 02:00 / UTC");
        assert_eq!(
            read("2026-12-08T02:00+02:00/2026-12-08T05:00+02:00"),
            "2026-12-08 02:00 / 2026-12-08 05:00 / +02:00"
        );
        assert_eq!(read("2026-12-08 02:00–05:00 Europe/Berlin"), "2026-12-08 02:00 / 2026-12-08 05:00 / Europe/Berlin");
        assert_eq!(read("Tuesday night"), "- / - / -");
        assert_eq!(read("2026-12-08 02:00-05:00"), "2026-12-08 02:00 / 2026-12-08 05:00 / -");
    }
}

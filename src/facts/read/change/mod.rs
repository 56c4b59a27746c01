//! Change control: windows and freeze periods, and requests for a change.

mod prose;
mod request;
mod utc;
mod weekdays;

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};

use super::dates;
use super::document::{Doc, Line};
use super::{Facts, Kind, Phrase, Said};
use crate::facts::Window;
use crate::outline::{Block, Section as Part, Span, Table, Text};
use crate::vocabulary::{self, Column, Key, Moment, Section, Terms, Word};

use utc::Offsets;
use utc::utc;
pub(crate) use utc::{ahead, instant};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if doc.is(&[Kind::ReadinessReview, Kind::SupportRunbook, Kind::Environment]) {
        if doc.mentions(Word::Freeze) {
            named(doc, &mut Vec::new(), &mut facts.freezes);
        }
        facts.freezes.extend(weekdays::read(doc));
        return;
    }
    if !doc.is(&[Kind::DeploymentPlan, Kind::ChangeRequest, Kind::Approvals]) {
        return;
    }
    let before = facts.freezes.len();
    request::read(doc, facts);
    let mut windows = Vec::new();
    let mut known = Known::default();
    named(doc, &mut windows, &mut facts.freezes);
    known.freezes = facts.freezes.iter().skip(before).map(|freeze| freeze.text.at.span).collect();
    for (index, section) in doc.outline.sections.iter().enumerate() {
        let title = doc.terms(&section.title);
        let scheduled = doc.topic(index) == Some(Section::Schedule) || title.has(Word::Window);
        if scheduled || doc.kind == Kind::ChangeRequest {
            windows.extend(in_parts(doc, index, section));
            calendar(doc, section, &mut known, &mut windows, &mut facts.freezes);
        }
    }
    if windows.is_empty() {
        windows = prose::read(doc);
    }
    if windows.is_empty() {
        windows = day(doc).into_iter().collect();
    }
    facts.windows.extend(windows);
    let own = facts.freezes.get(before..).unwrap_or_default();
    let told: BTreeSet<Span> = own.iter().map(|freeze| freeze.text.at.span).collect();
    facts.freezes.extend(weekdays::read(doc).into_iter().filter(|freeze| !told.contains(&freeze.text.at.span)));
}

/// Brings every window and freeze to UTC, as far as its zone is known.
pub(super) fn settle(facts: &mut Facts, offsets: Offsets<'_>) {
    for window in facts.windows.iter_mut().chain(&mut facts.freezes) {
        window.utc = utc(window, offsets);
    }
}

/// A name, what is said under it, and what the name means.
struct Statement<'a> {
    key: &'a Text,
    meaning: Option<Key>,
    value: Text,
}

/// What a name means as a key, its number and brackets left out.
fn meaning(doc: &Doc<'_>, name: &Text) -> Option<Key> {
    let terms = doc.terms(name);
    terms.whole().or_else(|| terms.part(vocabulary::bare_range(&name.plain)).whole())
}

/// Lines and rows of two cells that are called a window or a freeze.
fn named(doc: &Doc<'_>, windows: &mut Vec<Window>, freezes: &mut Vec<Window>) {
    // A row of many cells may be a step: `Freeze | A. Ito | 10 min | announce it`.
    let mut add =
        |meaning: Option<Key>, key: Terms<'_>, row: bool, value: &dyn Fn() -> Phrase, whole: &dyn Fn() -> Phrase| {
            if meaning == Some(Key::Window) {
                windows.extend(window(&value(), Days::AreNot));
            } else if meaning.is_none() && is_called_window(key) {
                windows.extend(window(&value(), Days::AreNot).filter(|found| says_when(&found.text.value)));
            } else if freezes_changes(key) {
                let written = value().value.contains(char::is_alphanumeric);
                let said = |found: &Window| written && (!row || found.start.is_some() || says_when(&value().value));
                freezes.extend(window(&whole(), Days::AreBounds).filter(said));
            }
        };
    for line in doc.lines() {
        let (key, value) = (&line.field.key.plain, &line.field.value);
        let whole = || Said { value: format!("{key} {}", value.plain), at: doc.place(value.span) };
        add(line.key, line.named, false, &|| doc.phrase(value), &whole);
    }
    let mut rows = Vec::new();
    for (section, table) in
        doc.outline.sections.iter().flat_map(|section| tables(section).map(move |table| (section, table)))
    {
        let frozen = freezes_changes(doc.terms(&section.title))
            || table.header.iter().any(|name| freezes_changes(doc.terms(name)));
        for row in &table.rows {
            let Some((first, rest)) = row.cells.split_first() else { continue };
            let whole = || joined(doc, &row.cells, row.span);
            if frozen && !row.cells.iter().any(|cell| doc.terms(cell).has(Word::CodeFreeze)) {
                rows.extend(window(&whole(), Days::AreBounds).filter(is_whole));
            } else {
                add(meaning(doc, first), doc.terms(first), rest.len() > 1, &|| joined(doc, rest, row.span), &whole);
            }
        }
    }
    freezes.extend(rows);
}

/// A freeze of the environment. While the code is frozen the release is being made ready.
fn freezes_changes(terms: Terms<'_>) -> bool {
    terms.has(Word::Freeze) && !terms.has(Word::CodeFreeze)
}

/// `Planned cutover window (UTC)`: a longer name of a window, and of none that is watched, or kept free.
fn is_called_window(key: Terms<'_>) -> bool {
    const LONGEST: usize = 48;
    const OTHER: [Word; 6] =
        [Word::Freeze, Word::GoBack, Word::UndoLabel, Word::ObservationPeriod, Word::Barred, Word::If];
    key.has(Word::Window)
        && key.has_any(&[Word::Release, Word::GoingLive])
        && !key.has_any(&OTHER)
        && key.text().len() <= LONGEST
}

/// A time, a date or a day of the week.
fn says_when(text: &str) -> bool {
    is_moment(text) || vocabulary::find(text).of(text).has(Word::Weekday)
}

/// The day alone, without its hours: a line that says when it is planned, else the heading of the steps.
fn day(doc: &Doc<'_>) -> Option<Window> {
    let dated = |text: &str| vocabulary::moments(text).iter().any(|moment| moment.date().is_some());
    // `Date` alone is as often that of the document.
    let alone = |key: &str| vocabulary::find(key).of(key).whole::<Column>() == Some(Column::Date);
    let planned = |line: &&Line<'_>| line.key == Some(Key::Date) && !alone(&line.field.key.plain);
    let mut lines = doc.lines().iter().filter(planned).filter(|line| dated(&line.field.value.plain));
    let line = lines.next().map(|line| doc.phrase(&line.field.value));
    let heading = || {
        let mut parts = doc.outline.sections.iter().enumerate().filter(|(index, part)| {
            part.level > 1 && doc.topic(*index) == Some(Section::Steps) && dated(&part.title.plain)
        });
        parts.next().map(|(_, part)| doc.phrase(&part.title))
    };
    window(&line.or_else(heading)?, Days::AreNot)
}

fn joined(doc: &Doc<'_>, cells: &[Text], span: Span) -> Phrase {
    let plain: Vec<&str> = cells.iter().map(|cell| cell.plain.as_str()).filter(|plain| !plain.is_empty()).collect();
    Said { value: plain.join(" "), at: doc.place(span) }
}

fn tables(section: &Part) -> impl Iterator<Item = &Table> {
    section.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })
}

/// A window of which begin and end stand in lines, rows or columns of their own.
fn in_parts(doc: &Doc<'_>, index: usize, section: &Part) -> Vec<Window> {
    let mut windows = Vec::new();
    let lines = doc.lines_of(index).iter();
    let lines =
        lines.map(|line| Statement { key: &line.field.key, meaning: line.key, value: line.field.value.clone() });
    windows.extend(from_parts(doc, &lines.collect::<Vec<_>>()));
    let rows = tables(section).flat_map(|table| &table.rows).filter_map(|row| {
        let (first, rest) = row.cells.split_first()?;
        let value = joined(doc, rest, row.span);
        Some(Statement { key: first, meaning: meaning(doc, first), value: Text { plain: value.value, span: row.span } })
    });
    windows.extend(from_parts(doc, &rows.collect::<Vec<_>>()));
    for table in tables(section) {
        // Several rows are phases or freezes, unless they are called windows.
        let called = doc.terms(&section.title).has(Word::Window) && table.header.len() <= 5;
        let rows = table.rows.iter().filter(|row| {
            table.rows.len() == 1 || called || row.cells.first().is_some_and(|cell| doc.terms(cell).has(Word::Window))
        });
        windows.extend(rows.filter_map(|row| {
            let parts = table.header.iter().zip(&row.cells);
            let parts = parts.map(|(key, cell)| Statement { key, meaning: meaning(doc, key), value: cell.clone() });
            from_parts(doc, &parts.collect::<Vec<_>>())
        }));
    }
    windows
}

/// Rows of a calendar that say begin and end in running text, or name a freeze.
fn calendar(doc: &Doc<'_>, section: &Part, known: &mut Known, windows: &mut Vec<Window>, freezes: &mut Vec<Window>) {
    for table in tables(section) {
        for row in &table.rows {
            let frozen = row.cells.iter().any(|cell| doc.terms(cell).has(Word::Freeze));
            let first = row.cells.first().is_some_and(|cell| doc.terms(cell).has(Word::Freeze));
            let code = row.cells.iter().any(|cell| doc.terms(cell).has(Word::CodeFreeze));
            if frozen && !first && !code && !known.freezes.contains(&row.span) {
                freezes.extend(window(&joined(doc, &row.cells, row.span), Days::AreBounds).filter(is_whole));
            } else if !frozen && doc.terms(&section.title).has(Word::Window) && table.rows.len() > 1 {
                known.catch_up(windows);
                let whole = window(&joined(doc, &row.cells, row.span), Days::AreNot).filter(is_whole);
                windows.extend(
                    whole.filter(|window| !known.rows.contains(&row.span) && !known.bounds.contains(&bound(window))),
                );
            }
        }
    }
}

/// Begin and end.
type Bounds = (Option<DateTime>, Option<DateTime>);

fn bound(window: &Window) -> Bounds {
    (window.start, window.end)
}

/// The windows of a document that were read already.
#[derive(Default)]
struct Known {
    count: usize,
    rows: BTreeSet<Span>,
    bounds: BTreeSet<Bounds>,
    /// Rows that were read as freezes.
    freezes: BTreeSet<Span>,
}

impl Known {
    fn catch_up(&mut self, windows: &[Window]) {
        for window in windows.get(self.count..).unwrap_or_default() {
            self.rows.insert(window.text.at.span);
            self.bounds.insert(bound(window));
        }
        self.count = windows.len();
    }
}

fn is_whole(window: &Window) -> bool {
    window.start.is_some() && window.end.is_some()
}

fn from_parts(doc: &Doc<'_>, parts: &[Statement<'_>]) -> Option<Window> {
    let said = |key: Key| parts.iter().find(|part| part.meaning == Some(key) && !part.value.plain.is_empty());
    let (start, end) = (said(Key::Start)?, said(Key::End)?);
    let frozen = |part: &Statement<'_>| {
        doc.terms(part.key).has(Word::Freeze)
            || vocabulary::find(&part.value.plain).of(&part.value.plain).has(Word::Freeze)
    };
    if !is_moment(&start.value.plain) || !is_moment(&end.value.plain) || parts.iter().any(frozen) {
        return None;
    }
    let also = |key| said(key).map_or("", |part| part.value.plain.as_str());
    let value = format!("{} {} to {} {}", also(Key::Date), start.value.plain, end.value.plain, also(Key::Zone));
    let mut found = window(&Said { value: value.trim().to_owned(), at: doc.place(start.value.span) }, Days::AreNot)?;
    // `Start (JST) | End (JST)`
    found.zone = found.zone.or_else(|| utc::zone(&start.key.plain)).or_else(|| utc::zone(&end.key.plain));
    Some(found)
}

fn is_moment(text: &str) -> bool {
    !dates::moments(vocabulary::find(text).of(text)).is_empty()
}

/// Whether two days without times are the bounds of an interval.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Days {
    /// Of a freeze.
    AreBounds,
    /// A window of days is not complete.
    AreNot,
}

/// An interval, complete or not; `None` if nothing is written, or only a line to write on.
fn window(text: &Phrase, days: Days) -> Option<Window> {
    if !text.value.contains(char::is_alphanumeric) {
        return None;
    }
    let found = vocabulary::find(&text.value);
    let terms = found.of(&text.value);
    let moments = dates::moments(terms);
    let (start, end) = bounds(&moments);
    let end = end.or_else(|| {
        let minutes = super::quantity::minutes(terms)?;
        start?.checked_add(jiff::Span::new().try_seconds((minutes * 60.0) as i64).ok()?).ok()
    });
    let one_date = moments.iter().filter(|moment| moment.date().is_some()).count() < 2;
    let end = match (start, end) {
        // 22:00–02:00 ends on the next day; with two dates the end is where it is said to be.
        (Some(from), Some(to)) if one_date && (to < from || (terms.has(Word::NextDay) && to.date() == from.date())) => {
            to.checked_add(jiff::Span::new().days(1)).ok()
        }
        _ => end,
    };
    let (start, end) = match (start, end) {
        (None, None) if days == Days::AreBounds => whole_days(&moments),
        known => known,
    };
    Some(Window { text: text.clone(), start, end, zone: utc::zone(&text.value), utc: None })
}

/// From the begin of the first day to the end of the last.
fn whole_days(moments: &[Moment]) -> (Option<DateTime>, Option<DateTime>) {
    let mut dates = moments.iter().filter_map(|moment| moment.date());
    let first = dates.next();
    let last = dates.next().or(first);
    (first.map(|day| day.at(0, 0, 0, 0)), last.and_then(|day| day.tomorrow().ok()).map(|day| day.at(0, 0, 0, 0)))
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
    match *moments {
        // `on 2026-06-02 from 22:00 to 05:00 on 2026-06-03`: the date behind the second time is its own.
        [Moment::Date(first), Moment::Time(start), Moment::Time(end), Moment::Date(second)]
        | [Moment::Time(start), Moment::Date(first), Moment::Time(end), Moment::Date(second)]
            if (0..=7).contains(&days(first, second)) =>
        {
            (Some(first.to_datetime(start)), Some(second.to_datetime(end)))
        }
        _ => (at(0), at(1)),
    }
}

/// Days from one date to another.
fn days(first: Date, second: Date) -> i64 {
    first.until(second).map_or(-1, |span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Place;

    fn read(text: &str) -> String {
        let window = window(&Said { value: text.to_owned(), at: Place::default() }, Days::AreNot).unwrap();
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
            "08.12.2026, 2 Uhr bis 5 Uhr UTC",
            "2026年12月8日 2時～5時 (UTC)",
            "２０２６/12/8 2:00-5:00 UTC",
            "08/12/2026 de 02h00 à 05h00 UTC",
        ] {
            assert_eq!(read(text), full, "{text}");
        }
        assert_eq!(read("2026-12-08 22:00–02:00 CET"), "2026-12-08 22:00 / 2026-12-09 02:00 / CET");
        for text in [
            "No dia 08/12/2026, das 22:00 às 05:00 de 09/12/2026 UTC",
            "starts on 2026-12-08 at 22:00 and is expected to end at 05:00 on 2026-12-09 UTC",
            "El 08/12/2026 de 22:00 a 05:00 del 09/12/2026 UTC",
            "22:00 on 2026-12-08 until 05:00 on 2026-12-09 UTC",
        ] {
            assert_eq!(read(text), "2026-12-08 22:00 / 2026-12-09 05:00 / UTC", "{text}");
        }
        // The day on which it was decided bounds nothing.
        assert_eq!(
            read("2026-12-08 02:00–05:00 UTC (decided 2026-11-01)"),
            "2026-12-08 02:00 / 2026-12-08 05:00 / UTC"
        );
        assert_eq!(read("2026-12-08T05:00Z to 2026-12-07T02:00Z"), "2026-12-08 05:00 / 2026-12-07 02:00 / UTC");
        assert_eq!(
            read("2026-12-08T02:00+02:00/2026-12-08T05:00+02:00"),
            "2026-12-08 02:00 / 2026-12-08 05:00 / +02:00"
        );
        assert_eq!(read("2026-12-08 02:00–05:00 Europe/Berlin"), "2026-12-08 02:00 / 2026-12-08 05:00 / Europe/Berlin");
        assert_eq!(read("Tuesday night"), "- / - / -");
        assert_eq!(read("2026-12-08 02:00-05:00"), "2026-12-08 02:00 / 2026-12-08 05:00 / -");
        assert_eq!(read("2026年12月8日(火) 22時～翌2時30分 日本時間"), "2026-12-08 22:00 / 2026-12-09 02:30 / JST");
    }
}

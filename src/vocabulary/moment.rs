//! Dates and times of day as people write them.

use jiff::civil::{Date, Time};

use super::clock::clock;
use super::concepts::Month;
use super::find;
use super::number::narrow;
use super::token::tokens;

/// A date, or a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// `2026-12-08`, `8 December 2026`, `08.12.2026`, `2026年12月8日`, `8 de diciembre de 2026`.
    Date(Date),
    /// `02:00`, `2:00 AM`, `10pm`, `14h30`, `14 Uhr`, `午後10時30分`.
    Time(Time),
}

impl Moment {
    /// The time of day, if it is one.
    pub fn time(self) -> Option<Time> {
        match self {
            Self::Time(time) => Some(time),
            Self::Date(_) => None,
        }
    }

    /// The date, if it is one.
    pub fn date(self) -> Option<Date> {
        match self {
            Self::Date(date) => Some(date),
            Self::Time(_) => None,
        }
    }
}

/// The first date of a text.
pub fn date(text: &str) -> Option<Date> {
    moments(text).into_iter().find_map(Moment::date)
}

/// Dates and times in the order of the text. `24:00` and `26:00` are hours of the next day.
pub fn moments(text: &str) -> Vec<Moment> {
    let text = narrow(text);
    let mut found = Vec::new();
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return found;
    }
    let bytes = text.as_bytes();
    // Where the last time ended.
    let mut time_end = None;
    let mut at = 0;
    while at < bytes.len() {
        // `+02:00` is an offset, no time of day.
        let behind_date = at > 0 && bytes[at - 1] == b'T';
        let fresh = at == 0 || behind_date || !(bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'+');
        if !fresh {
            at += step(&text, at);
        } else if let Some((date, length)) = day(&text, at) {
            found.push(Moment::Date(date));
            at += length;
        } else if let Some(read) = clock(&text, at, time_end) {
            if read.next_day
                && let Some(Moment::Date(date)) = found.last_mut()
            {
                *date = date.tomorrow().unwrap_or(*date);
            }
            found.push(Moment::Time(read.time));
            at += read.length;
            time_end = Some(at);
            if behind_date {
                at += offset(&text[at..]);
            }
        } else {
            at += step(&text, at);
        }
    }
    found
}

fn step(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

/// The date that begins at a byte, and its length.
fn day(text: &str, at: usize) -> Option<(Date, usize)> {
    let rest = &text[at..];
    if rest.starts_with(|first: char| first.is_ascii_digit()) {
        return numeric_date(rest).or_else(|| counted_date(rest)).or_else(|| written_date(rest));
    }
    if rest.starts_with("令和") {
        return reiwa_date(rest);
    }
    let inside_word = text[..at].ends_with(char::is_alphabetic);
    let letters = rest.starts_with(char::is_alphabetic);
    if letters && !inside_word { written_date(rest) } else { None }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// `2026-12-08`, `2026/12/8`; `08.12.2026`, `8/12/2026`: the day first, unless only the other reading is a date.
fn numeric_date(text: &str) -> Option<(Date, usize)> {
    let mark = text[digits(text)..].chars().next().filter(|mark| matches!(mark, '-' | '/' | '.'))?;
    let mut parts = [""; 3];
    let mut rest = text;
    for (index, part) in parts.iter_mut().enumerate() {
        if index > 0 {
            rest = rest.strip_prefix(mark)?;
        }
        let length = digits(rest);
        *part = &rest[..length];
        rest = &rest[length..];
    }
    if rest.strip_prefix(mark).is_some_and(|more| digits(more) > 0) {
        return None;
    }
    let length = text.len() - rest.len();
    let [first, second, third] = parts;
    let is_short = |part: &str| matches!(part.len(), 1 | 2);
    if first.len() == 4 && mark != '.' && is_short(second) && is_short(third) {
        let date = Date::new(first.parse().ok()?, second.parse().ok()?, third.parse().ok()?).ok()?;
        return Some((date, length));
    }
    if third.len() != 4 || !is_short(first) || !is_short(second) {
        return None;
    }
    let (first, second, year) = (first.parse().ok()?, second.parse().ok()?, third.parse().ok()?);
    let date = Date::new(year, second, first).or_else(|_| Date::new(year, first, second)).ok()?;
    Some((date, length))
}

/// `2026年12月8日`.
fn counted_date(text: &str) -> Option<(Date, usize)> {
    let (year, rest) = counted(text, &["年"])?;
    let (month, rest) = counted(rest, &["月"])?;
    let (day, rest) = counted(rest, &["日", "号", "號"])?;
    let date = Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok().filter(|_| year > 1990)?;
    Some((date, text.len() - rest.len()))
}

/// `令和8年12月8日`.
fn reiwa_date(text: &str) -> Option<(Date, usize)> {
    let (year, rest) = counted(text.strip_prefix("令和")?, &["年"])?;
    let (month, rest) = counted(rest, &["月"])?;
    let (day, rest) = counted(rest, &["日"])?;
    let date = Date::new(year.checked_add(2018)?, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    Some((date, text.len() - rest.len()))
}

/// A number with its counter behind it, and the rest.
fn counted<'t>(text: &'t str, counters: &[&str]) -> Option<(i16, &'t str)> {
    let text = text.trim_start_matches(' ');
    let length = digits(text);
    let rest = text[length..].trim_start_matches(' ');
    let rest = counters.iter().find_map(|counter| rest.strip_prefix(counter))?;
    Some((text[..length].parse().ok()?, rest))
}

/// `8 December 2026`, `December 8, 2026`, `8. Dezember 2026`, `1er décembre 2026`, `8 de diciembre de 2026`.
fn written_date(text: &str) -> Option<(Date, usize)> {
    let near = text.char_indices().nth(40).map_or(text, |(at, _)| &text[..at]);
    let mut parts = [("", 0); 3];
    let mut count = 0;
    let mut end = 0;
    for token in tokens(near) {
        let (start, stop) = (token.start as usize, token.end as usize);
        let word = near.get(start..stop)?;
        if near[end..start].contains(|mark: char| !matches!(mark, ' ' | ',' | '.' | '-' | '/' | '\u{a0}')) {
            return None;
        }
        end = stop;
        if matches!(word, "de" | "del" | "of") && count > 0 {
            continue;
        }
        *parts.get_mut(count)? = (word, stop);
        count += 1;
        if count == 1 && !word.starts_with(|first: char| first.is_ascii_digit()) && month(word).is_none() {
            return None;
        }
        if count == 3 {
            break;
        }
    }
    let [(first, _), (second, _), (third, end)] = parts;
    let (day, month) = if let Some(month) = month(second) { (first, month) } else { (second, month(first)?) };
    let year: i16 = third.parse().ok().filter(|year| *year > 1990)?;
    let number = digits(day);
    if !matches!(&day[number..], "" | "st" | "nd" | "rd" | "th" | "er" | "º" | "ª" | "o") {
        return None;
    }
    Some((Date::new(year, month, day[..number].parse().ok()?).ok()?, end))
}

/// The number of a month.
fn month(word: &str) -> Option<i8> {
    find(word).of(word).whole::<Month>().map(|month| month as i8 + 1)
}

/// The length of seconds and offset behind the time of an ISO timestamp: `:00-05:00`.
fn offset(text: &str) -> usize {
    let taken =
        |text: &str| text.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.')).count();
    let seconds = if text.starts_with(':') { taken(text) } else { 0 };
    let rest = &text[seconds..];
    let minus = rest.strip_prefix('-').map(taken).filter(|length| *length >= 4);
    seconds + minus.map_or(0, |length| length + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_many_forms() {
        let day = Date::constant(2026, 12, 8);
        for text in [
            "2026-12-08",
            "2026/12/08",
            "8 December 2026",
            "Dec 8, 2026",
            "on 8th Dec. 2026",
            "08.12.2026",
            "2026/12/8",
            "08-12-2026",
            "08.12.2026-09.12.2026",
            "2026年12月8日(火) 02:00",
            "２０２６年１２月８日",
            "令和8年12月8日",
            "8. Dezember 2026",
            "mardi 8 décembre 2026 à 2h",
            "8 de diciembre de 2026",
            "terça-feira, 8 de dezembro de 2026",
            "8/dez/2026",
            "12/08/2026x",
        ] {
            let wanted = if text.starts_with("12/") { Date::constant(2026, 8, 12) } else { day };
            assert_eq!(date(text), Some(wanted), "{text}");
        }
        assert_eq!(date("1er mars 2026"), Some(Date::constant(2026, 3, 1)));
        for text in
            ["next week", "version 3.12.2026.1", "12 pods of 2026", "release 2026.5.1", "Step 3: May 2026", "12月8日"]
        {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn times_are_told_from_numbers_and_offsets() {
        let times = |text: &str| -> Vec<String> {
            moments(text).into_iter().filter_map(Moment::time).map(|time| time.strftime("%H:%M").to_string()).collect()
        };
        assert_eq!(times("02:00–05:00 UTC"), ["02:00", "05:00"]);
        assert_eq!(times("2:00 AM to 10pm, 12 a.m."), ["02:00", "22:00", "00:00"]);
        assert_eq!(times("2026-12-08T20:00:00-05:00/2026-12-08T23:00-05:00"), ["20:00", "23:00"]);
        for (text, wanted) in [
            ("2時30分", "02:30"),
            ("14h30", "14:30"),
            ("14 h 30", "14:30"),
            ("02h00", "02:00"),
            ("14 Uhr", "14:00"),
            ("14.30 Uhr", "14:30"),
            ("午前2時", "02:00"),
            ("午後10時30分", "22:30"),
            ("午後10:30", "22:30"),
            ("22時～翌2時", "22:00 02:00"),
            ("22:00〜24:00", "22:00 00:00"),
            ("22:00～26:00（日本時間）", "22:00 02:00"),
            ("de 22h à 2h", "22:00 02:00"),
            ("das 22h às 2h", "22:00 02:00"),
            ("von 22:00 bis 02:00 Uhr", "22:00 02:00"),
            ("desde las 22:00 hasta las 2:00", "22:00 02:00"),
            ("凌晨2点至4点", "02:00 04:00"),
            ("晚上10点30分", "22:30"),
            ("下午3点半", "15:30"),
            ("１４：００", "14:00"),
            ("10:30 p. m.", "22:30"),
            ("所要2時間30分", ""),
            ("durée de 4h", ""),
            ("takes 1h30", ""),
            ("以下の3点", ""),
            ("2 à 4h", ""),
        ] {
            assert_eq!(times(text).join(" "), wanted, "{text}");
        }
        assert_eq!(
            moments("2026-12-08 24:00～27:00"),
            [
                Moment::Date(Date::constant(2026, 12, 9)),
                Moment::Time(Time::constant(0, 0, 0, 0)),
                Moment::Time(Time::constant(3, 0, 0, 0))
            ]
        );
        assert_eq!(times("at 5 machines, 30 amps, 1:2, image:8080"), [""; 0]);
    }
}

//! Dates and clock times in the forms of several languages: `2026年12月8日 22時`, `8. Dezember 2026, 20 Uhr`, `22h30`.

use jiff::civil::Date;

use super::quantity::place;
use crate::vocabulary::{self, Meaning, Moment, Month, Terms, Word};

/// Dates and times in the order of the text.
pub(super) fn moments(terms: Terms<'_>) -> Vec<Moment> {
    vocabulary::moments(&plain(terms))
}

/// The first date of a text.
pub(super) fn date(text: &str) -> Option<Date> {
    let found = vocabulary::find(text);
    moments(found.of(text)).into_iter().find_map(Moment::date)
}

/// The text with every date as `2026-12-08` and every time as `22:00`.
fn plain(terms: Terms<'_>) -> String {
    let text = terms.text();
    let bare_hours =
        text.bytes().zip(text.bytes().skip(1)).filter(|(one, two)| one.is_ascii_digit() && matches!(two, b'h' | b'H'));
    let bare_hours = bare_hours.count() >= 2;
    let mut out = String::with_capacity(text.len() + 8);
    let mut at = 0;
    while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if digit(letter).is_some() {
            let rest = text.get(at..).unwrap_or_default();
            let alone = !out.ends_with(|last: char| last.is_ascii_alphanumeric() || matches!(last, '.' | ':' | '+'));
            let found = if alone {
                calendar_day(rest).or_else(|| written_day(terms, at)).or_else(|| hours(terms, at, bare_hours))
            } else {
                None
            };
            if let Some((written, length)) = found {
                out.push_str(&written);
                at += length;
                continue;
            }
            // The whole number, so that its rest is not taken for one.
            while let Some(next) = text.get(at..).and_then(|rest| rest.chars().next()) {
                let Some(value) = digit(next) else { break };
                out.push(char::from_digit(value, 10).unwrap_or(next));
                at += next.len_utf8();
            }
            continue;
        }
        out.push(if letter == '：' { ':' } else { letter });
        at += letter.len_utf8();
    }
    out
}

fn digit(letter: char) -> Option<u32> {
    match letter {
        '０'..='９' => Some(letter as u32 - '０' as u32),
        _ => letter.to_digit(10),
    }
}

/// The number that a text begins with, of at most `most` digits, and its length.
fn number(text: &str, most: usize) -> Option<(u32, usize)> {
    let (mut value, mut length, mut count) = (0, 0, 0);
    for letter in text.chars() {
        let Some(next) = digit(letter) else { break };
        count += 1;
        if count > most {
            return None;
        }
        value = value * 10 + next;
        length += letter.len_utf8();
    }
    (count > 0).then_some((value, length))
}

/// `2026年12月8日`, `2026/12/8`, `2026.12.8`.
fn calendar_day(text: &str) -> Option<(String, usize)> {
    let (year, mut at) = number(text, 4).filter(|(year, _)| (1990..2200).contains(year))?;
    let mark = text.get(at..)?.chars().next().filter(|mark| matches!(mark, '年' | '/' | '-' | '.' | '／'))?;
    at += mark.len_utf8();
    let (month, length) = number(text.get(at..)?, 2)?;
    at += length;
    let second = text.get(at..)?.chars().next()?;
    if second != mark && !(mark == '年' && second == '月') {
        return None;
    }
    at += second.len_utf8();
    let (day, length) = number(text.get(at..)?, 2)?;
    at += length;
    if text.get(at..)?.starts_with('日') {
        at += '日'.len_utf8();
    }
    let apart = if text.get(at..)?.starts_with('T') { "" } else { " " };
    Some((format!("{year}-{month:02}-{day:02}{apart}"), at))
}

/// `8 décembre 2026`, `8. Dezember 2026`, `8 de diciembre de 2026`: a day, a month, a year, close together.
fn written_day(terms: Terms<'_>, at: usize) -> Option<(String, usize)> {
    const NEAR: usize = 8;
    let text = terms.text();
    let (day, length) = number(text.get(at..)?, 2)?;
    let end = at + length;
    let from = terms.hits().partition_point(|hit| terms.before(hit).len() < end);
    let mut close = terms.hits().get(from..)?.iter().take_while(|hit| terms.before(hit).len() <= end + NEAR);
    let (month, behind) = close.find_map(|hit| Some((Month::of(hit.concept)?, place(terms, hit).end)))?;
    let gap = text.get(behind..)?.find(|next| digit(next).is_some()).filter(|gap| *gap <= NEAR)?;
    let (year, length) = number(text.get(behind + gap..)?, 4).filter(|(year, _)| (1990..2200).contains(year))?;
    let month = Month::EVERY.iter().position(|known| *known == month)? + 1;
    Some((format!("{year}-{month:02}-{day:02} "), behind + gap + length - at))
}

/// `22時30分`, `22时`, `22h30`, `20 Uhr`; `22h` alone only where it stands twice, as in a range.
fn hours(terms: Terms<'_>, at: usize, bare: bool) -> Option<(String, usize)> {
    let text = terms.text().get(at..)?;
    let (hour, length) = number(text, 2).filter(|(hour, _)| *hour <= 24)?;
    let rest = text.get(length..)?;
    let mark = rest.chars().next()?;
    let clock = |minutes: u32, length: usize| Some((format!("{:02}:{minutes:02} ", hour % 24), length));
    if matches!(mark, '時' | '时' | '点' | 'h' | 'H') {
        let begin = length + mark.len_utf8();
        let behind = text.get(begin..)?;
        if behind.starts_with('間') || behind.starts_with('间') {
            return None;
        }
        if behind.starts_with('半') {
            return clock(30, begin + '半'.len_utf8());
        }
        let minutes = number(behind, 2).filter(|(minutes, length)| *minutes < 60 && (*length > 1 || mark == '時'));
        if let Some((minutes, length)) = minutes {
            let unit = behind.get(length..)?.chars().next().filter(|unit| *unit == '分').map_or(0, char::len_utf8);
            return clock(minutes, begin + length + unit);
        }
        let ends = behind.chars().next().is_none_or(|next| !next.is_ascii_alphanumeric());
        return if !mark.is_ascii() || (bare && ends) { clock(0, begin) } else { None };
    }
    let hit = terms.of(Word::OClock).find(|hit| {
        let gap = terms.text().get(at + length..terms.before(hit).len());
        gap.is_some_and(|gap| gap.trim().is_empty())
    })?;
    clock(0, place(terms, hit).end - at)
}

//! How a cell shows its number: as it is, with decimals, in percent, or as a date or a time. Dates are written as ISO 8601
//! whatever the cell's own form, so that no reader has to guess which number is the month.

use jiff::civil::{Date, date};
use jiff::{SignedDuration, ToSpan};

/// The form of a number.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Form {
    /// As it is.
    #[default]
    General,
    /// Decimals, and what stands around.
    Number { decimals: usize, percent: bool, grouped: bool, before: String, behind: String },
    /// A day, a time of day, or both.
    Moment { date: bool, time: bool },
    /// Hours that may be more than a day's.
    Elapsed,
}

impl Form {
    /// A form that every workbook knows by its number. Those from 27 on are dates in East Asian workbooks.
    pub(super) fn built_in(id: u32) -> Self {
        match id {
            1 => Self::of_code("0"),
            2 => Self::of_code("0.00"),
            3 | 37 | 38 => Self::of_code("#,##0"),
            4 | 39 | 40 => Self::of_code("#,##0.00"),
            9 => Self::of_code("0%"),
            10 => Self::of_code("0.00%"),
            14..=17 | 27..=31 | 34..=36 | 50..=54 | 57 | 58 => Self::Moment { date: true, time: false },
            18..=21 | 32 | 33 | 45 | 47 | 55 | 56 => Self::Moment { date: false, time: true },
            22 => Self::Moment { date: true, time: true },
            46 => Self::Elapsed,
            _ => Self::General,
        }
    }

    /// A form that the workbook defines. Only the part for positive numbers counts.
    pub(super) fn of_code(code: &str) -> Self {
        let code = Code::read(code);
        if code.elapsed {
            return Self::Elapsed;
        }
        if code.date || code.time {
            return Self::Moment { date: code.date, time: code.time };
        }
        if code.digits == 0 {
            return Self::General;
        }
        Self::Number {
            decimals: code.decimals,
            percent: code.percent,
            grouped: code.grouped,
            before: code.before,
            behind: code.behind,
        }
    }

    /// The number as the cell shows it.
    pub(super) fn show(&self, raw: &str, from_1904: bool) -> String {
        let Ok(number) = raw.parse::<f64>() else { return raw.to_owned() };
        match self {
            Self::General => general(raw, number),
            Self::Number { decimals, percent, grouped, before, behind } => {
                let shown = format!("{:.decimals$}", if *percent { number.abs() * 100.0 } else { number.abs() });
                let shown = if *grouped { group(&shown) } else { shown };
                let sign = if number < 0.0 { "-" } else { "" };
                let percent = if *percent { "%" } else { "" };
                format!("{sign}{before}{shown}{percent}{behind}")
            }
            Self::Moment { date, time } => {
                moment(number, *date, *time, from_1904).unwrap_or_else(|| general(raw, number))
            }
            Self::Elapsed => elapsed(number).unwrap_or_else(|| general(raw, number)),
        }
    }
}

/// What a format code asks for.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one sign of the code, and they stand together in any way")]
struct Code {
    digits: usize,
    decimals: usize,
    percent: bool,
    grouped: bool,
    date: bool,
    time: bool,
    elapsed: bool,
    before: String,
    behind: String,
}

impl Code {
    fn read(code: &str) -> Self {
        let mut read = Self::default();
        let mut characters = code.chars().peekable();
        let mut point = false;
        let mut minutes = false;
        while let Some(character) = characters.next() {
            match character {
                ';' => break,
                '"' => read.literal(&characters.by_ref().take_while(|character| *character != '"').collect::<String>()),
                '\\' => read.literal(&characters.next().map(String::from).unwrap_or_default()),
                // A space as wide as the next character; a character repeated to the cell's width.
                '_' | '*' => drop(characters.next()),
                '[' => {
                    let inside: String = characters.by_ref().take_while(|character| *character != ']').collect();
                    let word = inside.to_ascii_lowercase();
                    read.elapsed |= ["h", "hh", "m", "mm", "s", "ss"].contains(&word.as_str());
                    if let Some(currency) = inside.strip_prefix('$') {
                        read.literal(currency.split('-').next().unwrap_or_default());
                    }
                }
                '0' | '#' | '?' => {
                    read.digits += 1;
                    read.decimals += usize::from(point && !(read.date || read.time));
                }
                '.' => point = true,
                ',' => {
                    read.grouped |= read.digits > 0 && characters.peek().is_some_and(|next| matches!(next, '0' | '#'));
                }
                '%' => read.percent = true,
                'y' | 'Y' | 'd' | 'D' | 'e' | 'g' if code_is_date(character, code) => read.date = true,
                'h' | 'H' | 's' | 'S' => read.time = true,
                'm' | 'M' => minutes = true,
                '@' | 'G' => return Self::default(),
                // Scientific: as the file has it.
                'E' if matches!(characters.peek(), Some('+' | '-')) => return Self::default(),
                ' ' | '-' | '+' | '/' | '(' | ')' | ':' | '$' | '€' | '£' | '¥' => {
                    read.literal(&character.to_string());
                }
                _ => {}
            }
        }
        read.date |= minutes && !read.time;
        read.decimals = read.decimals.min(15);
        read
    }

    fn literal(&mut self, text: &str) {
        if self.digits == 0 { self.before.push_str(text) } else { self.behind.push_str(text) }
    }
}

/// `e` and `g` are a year and an era beside other parts of a date, and an exponent beside digits.
fn code_is_date(character: char, code: &str) -> bool {
    !matches!(character, 'e' | 'g') || !code.contains(['0', '#'])
}

/// A number without the noise of its last binary digits.
fn general(raw: &str, number: f64) -> String {
    if raw.len() <= 15 && !raw.contains(['e', 'E']) {
        return raw.to_owned();
    }
    if number.abs() >= 1e15 || !number.is_finite() {
        return raw.to_owned();
    }
    let whole = format!("{:.0}", number.abs()).len();
    let shown = format!("{number:.*}", 15_usize.saturating_sub(whole));
    if shown.contains('.') { shown.trim_end_matches('0').trim_end_matches('.').to_owned() } else { shown }
}

fn group(shown: &str) -> String {
    let (whole, rest) = shown.split_at(shown.find('.').unwrap_or(shown.len()));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}

const DAY: f64 = 86_400.0;

/// Days since the workbook's first day, and the part of a day.
fn moment(number: f64, date: bool, time: bool, from_1904: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&number) {
        return None;
    }
    let seconds = ((number - number.floor()) * DAY).round() as i64;
    let (days, seconds) = (number.floor() as i64 + seconds / 86_400, seconds % 86_400);
    let clock = clock(seconds);
    if !date {
        return Some(clock);
    }
    let day = day(days, from_1904)?;
    Some(if time { format!("{day} {clock}") } else { day.to_string() })
}

/// The workbook's first days count a 29 February 1900 that never was.
fn day(days: i64, from_1904: bool) -> Option<Date> {
    let (first, days) = match (from_1904, days) {
        (true, days) => (date(1904, 1, 1), days),
        (false, 0..=59) => (date(1899, 12, 31), days),
        (false, days) => (date(1899, 12, 30), days),
    };
    first.checked_add(days.days()).ok()
}

fn clock(seconds: i64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if seconds == 0 { format!("{hours:02}:{minutes:02}") } else { format!("{hours:02}:{minutes:02}:{seconds:02}") }
}

fn elapsed(number: f64) -> Option<String> {
    let seconds = SignedDuration::try_from_secs_f64(number * DAY).ok()?;
    (seconds >= SignedDuration::ZERO)
        .then(|| clock(seconds.round(jiff::Unit::Second).map_or(0, |rounded| rounded.as_secs())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_in_the_cell() {
        for (code, raw, wanted) in [
            ("General", "0.30000000000000004", "0.3"),
            ("General", "42", "42"),
            ("0%", "0.985", "98%"),
            ("0.0%", "0.985", "98.5%"),
            ("#,##0", "1234567", "1,234,567"),
            ("#,##0.00", "-1234.5", "-1,234.50"),
            ("0\" s\"", "45", "45 s"),
            ("[$€-407] #,##0.00", "12", "€ 12.00"),
            ("@", "7", "7"),
            ("yyyy-mm-dd", "46364", "2026-12-08"),
            ("dd.mm.yyyy", "46364", "2026-12-08"),
            ("m/d/yy h:mm", "46364.0833333333", "2026-12-08 02:00"),
            ("h:mm AM/PM", "0.5", "12:00"),
            ("[h]:mm", "1.25", "30:00"),
            ("mmm-yy", "46357", "2026-12-01"),
            ("ge.m.d", "46364", "2026-12-08"),
            ("0.00E+00", "1", "1"),
            ("yyyy-mm-dd", "-1", "-1"),
            ("0", "text", "text"),
        ] {
            assert_eq!(Form::of_code(code).show(raw, false), wanted, "{code} {raw}");
        }
        assert_eq!(Form::built_in(14).show("44902", true), "2026-12-08");
        assert_eq!(Form::built_in(14).show("1", false), "1900-01-01");
    }
}

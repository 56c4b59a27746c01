//! Numbers in running text, with the unit behind them: `2 %`, `0,5 s`, `5分`, `500ms`. Numbers of ids, versions, dates and clock
//! times are none.

use crate::vocabulary::{self, Hit, Meaning, Terms, Unit};

/// A number and its unit, as bytes of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quantity {
    pub(super) value: f64,
    pub(super) start: usize,
    /// Where the digits end.
    pub(super) digits: usize,
    /// Where the unit ends.
    pub(super) end: usize,
    /// Seconds, if the unit is one of time.
    pub(super) seconds: Option<f64>,
}

/// Where a hit stands in the text of its terms.
pub(super) fn place(terms: Terms<'_>, hit: &Hit) -> std::ops::Range<usize> {
    terms.before(hit).len()..terms.text().len() - terms.behind(hit).len()
}

/// The numbers of a text, in order.
pub(super) fn quantities(terms: Terms<'_>) -> impl Iterator<Item = Quantity> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let (found, next) = next(terms, from)?;
        from = next;
        Some(found)
    })
}

/// The durations of a text in minutes, each with its bytes; `1 h 30 min` is one.
pub(super) fn durations(terms: Terms<'_>) -> impl Iterator<Item = (f64, std::ops::Range<usize>)> {
    let mut timed = quantities(terms).filter(|found| found.seconds.is_some()).peekable();
    std::iter::from_fn(move || {
        let first = timed.next()?;
        let mut smallest = first.seconds.unwrap_or_default() / first.value.max(f64::MIN_POSITIVE);
        let (mut total, mut end) = (first.seconds.unwrap_or_default(), first.end);
        while let Some(more) = timed.next_if(|more| {
            let gap = terms.text().get(end..more.start).unwrap_or("-");
            more.seconds.unwrap_or_default() / more.value.max(f64::MIN_POSITIVE) < smallest && gap.trim().is_empty()
        }) {
            let seconds = more.seconds.unwrap_or_default();
            smallest = seconds / more.value.max(f64::MIN_POSITIVE);
            total += seconds;
            end = more.end;
        }
        Some((total / 60.0, first.start..end))
    })
}

/// Minutes of the first duration.
pub(super) fn minutes(terms: Terms<'_>) -> Option<f64> {
    let iso = || vocabulary::minutes(terms.text()).filter(|_| terms.text().contains("PT"));
    durations(terms).next().map(|(minutes, _)| minutes).or_else(iso)
}

fn next(terms: Terms<'_>, from: usize) -> Option<(Quantity, usize)> {
    let text = terms.text();
    let mut at = from;
    while let Some(first) = text.get(at..)?.chars().next() {
        if digit(first).is_none() {
            at += first.len_utf8();
            continue;
        }
        let (value, end) = number(text, at);
        let alone = stands_alone(text, at, end);
        let found = value.filter(|_| alone || ends_range(text, at)).and_then(|value| with_unit(terms, value, at, end));
        match found.filter(|found| alone || found.end > found.digits) {
            Some(found) => return Some((found, found.end.max(end))),
            None => at = end,
        }
    }
    None
}

fn digit(letter: char) -> Option<u32> {
    match letter {
        '０'..='９' => Some(letter as u32 - '０' as u32),
        _ => letter.to_digit(10),
    }
}

/// The value of the digits at a place, and where they end; no value for a version such as `2.4.0`.
fn number(text: &str, start: usize) -> (Option<f64>, usize) {
    let (mut whole, mut scale, mut marks, mut behind) = (0.0_f64, 1.0_f64, 0, 0);
    let mut mark = None;
    let mut end = start;
    let mut letters = text.get(start..).unwrap_or_default().char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if let Some(digit) = digit(letter) {
            whole = whole * 10.0 + f64::from(digit);
            if mark.is_some() {
                scale *= 10.0;
                behind += 1;
            }
            end = start + at + letter.len_utf8();
        } else if matches!(letter, '.' | ',') && letters.peek().is_some_and(|(_, next)| digit(*next).is_some()) {
            marks += 1;
            (mark, behind, scale) = (Some(letter), 0, 1.0);
        } else {
            break;
        }
    }
    let thousands = mark == Some(',') && behind == 3;
    let value = match marks {
        0 => Some(whole),
        1 if !thousands => Some(whole / scale),
        _ if thousands => Some(whole),
        _ => None,
    };
    (value, end)
}

/// Neither part of an id (`ADM-001`, `p95`), nor of a date, a clock time or a fraction.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let mut before = text.get(..start).unwrap_or_default().chars().rev();
    let (last, second) = (before.next(), before.next());
    let attached = last.is_some_and(|last| last.is_ascii_alphabetic() || last == '_');
    let joined = last.is_some_and(|last| matches!(last, '-' | '−' | '+' | ':' | '/' | '.'))
        && second.is_some_and(|second| second.is_ascii_alphanumeric());
    let mut behind = text.get(end..).unwrap_or_default().chars();
    let (next, after) = (behind.next(), behind.next());
    let goes_on = next.is_some_and(|next| matches!(next, '-' | ':' | '/' | '：'))
        && after.is_some_and(|after| digit(after).is_some());
    !attached && !joined && !goes_on
}

/// The upper end of `5-10 min`.
fn ends_range(text: &str, start: usize) -> bool {
    let mut before = text.get(..start).unwrap_or_default().chars().rev();
    before.next() == Some('-') && before.next().is_some_and(|last| digit(last).is_some())
}

fn with_unit(terms: Terms<'_>, value: f64, start: usize, digits: usize) -> Option<Quantity> {
    let rest = terms.text().get(digits..)?;
    let plain = Quantity { value, start, digits, end: digits, seconds: None };
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters > 0 {
        // `5xx` is a class of answers, `3rd` an order.
        let unit = rest.get(..letters)?;
        let seconds = vocabulary::find(unit).of(unit).whole::<Unit>().map(|unit| value * length(unit));
        let known = seconds.is_some() || !matches!(unit, "x" | "xx" | "st" | "nd" | "rd" | "th");
        return known.then_some(Quantity { end: digits + letters, seconds, ..plain });
    }
    let gap = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\u{202f}', '-']).len();
    // `10 consecutive minutes`
    let joints = ["consecutive ", "aufeinanderfolgende ", "consecutivos ", "full "];
    let gap = gap
        + joints
            .iter()
            .find(|joint| rest.get(gap..).is_some_and(|rest| rest.starts_with(*joint)))
            .map_or(0, |joint| joint.len());
    if let Some(percent) = rest.get(gap..)?.chars().next().filter(|next| matches!(next, '%' | '％')) {
        return Some(Quantity { end: digits + gap + percent.len_utf8(), ..plain });
    }
    let from = terms.hits().partition_point(|hit| terms.before(hit).len() < digits + gap);
    let here = terms.hits().get(from..).unwrap_or_default().iter();
    let here = here.take_while(|hit| terms.before(hit).len() == digits + gap);
    let unit = here.filter_map(|hit| Some((Unit::of(hit.concept)?, place(terms, hit).end))).max_by_key(|(_, end)| *end);
    Some(unit.map_or(plain, |(unit, end)| Quantity { end, seconds: Some(value * length(unit)), ..plain }))
}

/// Seconds of a unit.
fn length(unit: Unit) -> f64 {
    match unit {
        Unit::Millisecond => 0.001,
        Unit::Second => 1.0,
        Unit::Minute => 60.0,
        Unit::Hour => 3600.0,
        Unit::Day => 86_400.0,
        Unit::Week => 604_800.0,
    }
}

/// Minutes from the start of the deployment: `T-24h`, `T+01:30`, `T+15`, and in days `J-1`, `D+1`.
pub(super) fn offset(text: &str) -> Option<f64> {
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        let (first, last) = (matches!(letter, 'T' | 't' | 'J' | 'D' | 'H' | 'X'), before);
        before = letter;
        if !first || last.is_alphanumeric() {
            continue;
        }
        let rest = text.get(at + 1..)?.trim_start_matches(' ');
        let Some(sign) = rest.chars().next().filter(|sign| matches!(sign, '+' | '-' | '−' | '‑' | '‐' | '±'))
        else {
            continue;
        };
        let rest = rest.get(sign.len_utf8()..)?.trim_start_matches(' ');
        if let Some(value) = distance(rest, letter) {
            return Some(if matches!(sign, '-' | '−' | '‑' | '‐') && value > 0.0 { -value } else { value });
        }
    }
    None
}

/// `24h`, `01:30`, `15`: minutes behind the sign of an offset.
fn distance(rest: &str, letter: char) -> Option<f64> {
    let digits = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let value: f64 = rest.get(..digits)?.trim_end_matches('.').parse().ok()?;
    let behind = rest.get(digits..)?;
    let clock = behind.strip_prefix(':').and_then(|rest| rest.get(..2)?.parse::<f64>().ok());
    if let Some(minutes) = clock {
        return Some(value * 60.0 + minutes);
    }
    let unit = behind.trim_start_matches([' ', '\u{a0}']);
    let word = unit.get(..unit.find(|next: char| !next.is_alphabetic()).unwrap_or(unit.len()))?;
    let seconds = vocabulary::find(word).of(word).hits().iter().find_map(|hit| Unit::of(hit.concept)).map(length);
    let usual = match letter {
        'J' | 'D' | 'X' => 86_400.0,
        'H' => 3600.0,
        _ => 60.0,
    };
    Some(value * seconds.unwrap_or(usual) / 60.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_ids_dates_and_versions() {
        let read = |text: &str| {
            let found = vocabulary::find(text);
            quantities(found.of(text))
                .map(|one| format!("{}{}", one.value, &text[one.digits..one.end]))
                .collect::<Vec<_>>()
        };
        assert_eq!(read("error rate > 2 % for 5 min"), ["2 %", "5 min"]);
        assert_eq!(read("p95 above 500ms, 0,5 % of 1,200 requests"), ["500ms", "0.5 %", "1200"]);
        assert_eq!(read("ADM-001 at 02:00 on 2026-12-08 with 2.4.0: 5xx"), [""; 0]);
        assert_eq!(read("エラー率が２％を超え"), ["2％"]);
    }

    #[test]
    fn durations_are_joined() {
        let read = |text: &str| {
            let found = vocabulary::find(text);
            durations(found.of(text)).map(|(minutes, _)| minutes).collect::<Vec<_>>()
        };
        assert_eq!(read("1 h 30 min, then 20 min"), [90.0, 20.0]);
        assert_eq!(read("15-minute steps"), [15.0]);
    }

    #[test]
    fn offsets_are_counted_from_the_start() {
        for (text, wanted) in [
            ("T-24h", Some(-1440.0)),
            ("T+0", Some(0.0)),
            ("T+01:30", Some(90.0)),
            ("(T + 15)", Some(15.0)),
            ("T-1 d", Some(-1440.0)),
            ("J-1", Some(-1440.0)),
            ("IT-24", None),
            ("T-shirt", None),
        ] {
            assert_eq!(offset(text), wanted, "{text}");
        }
    }
}

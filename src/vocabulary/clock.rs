//! Times of day as people write them.

use jiff::civil::Time;

use super::token::is_ideograph_or_wave;

/// A time of day that was read.
pub(super) struct Read {
    pub(super) time: Time,
    /// How many bytes it takes.
    pub(super) length: usize,
    /// `24:00`, `26:00`: an hour of the next day.
    pub(super) next_day: bool,
}

/// The time that begins at a byte of a text. `time_end`: where the time before it ended.
pub(super) fn clock(text: &str, at: usize, time_end: Option<usize>) -> Option<Read> {
    let (before, rest) = (text.get(..at)?, text.get(at..)?);
    let length = digits(rest);
    if !(1..=2).contains(&length) {
        return None;
    }
    let between = time_end.filter(|end| at - end <= NEAR).and_then(|end| text.get(end..at));
    let goes_on = between.is_some_and(is_between);
    let shape = with_colon(rest, length)
        .or_else(|| with_counter(before, rest, length, goes_on))
        .or_else(|| with_uhr(rest, length))
        .or_else(|| with_h(before, rest, length, goes_on))
        .or_else(|| with_half(rest, length))?;
    shape.read(before, rest)
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Hour and minute as written, and how many bytes they take.
struct Shape {
    hour: i8,
    minute: i8,
    length: usize,
}

impl Shape {
    fn new(hour: &str, minute: &str, length: usize) -> Option<Self> {
        let minute = if minute.is_empty() { 0 } else { minute.parse().ok()? };
        Some(Self { hour: hour.parse().ok()?, minute, length })
    }

    fn read(self, before: &str, rest: &str) -> Option<Read> {
        let half = half_of_day(&rest[self.length..]);
        let length = self.length + half.map_or(0, |(_, length)| length);
        let hour = match half.map(|(noon, _)| noon) {
            Some(noon) if (1..=12).contains(&self.hour) => self.hour % 12 + if noon { 12 } else { 0 },
            Some(_) => return None,
            None => with_lead(before, self.hour),
        };
        // `26:00` is common in Japan; elsewhere only `24:00` is written.
        let late = hour == 24 || ((25..=29).contains(&hour) && is_eastern(before, rest));
        let hour = if late { hour - 24 } else { hour };
        Some(Read { time: Time::new(hour, self.minute, 0, 0).ok()?, length, next_day: late })
    }
}

/// Bytes around a time that tell how it is meant.
const NEAR: usize = 48;

/// Whether Chinese or Japanese stands near a time.
fn is_eastern(before: &str, rest: &str) -> bool {
    let from = before.floor_char_boundary(before.len().saturating_sub(NEAR));
    let to = rest.floor_char_boundary(NEAR);
    let near = [before.get(from..), rest.get(..to)];
    near.into_iter().flatten().any(|text| text.contains(is_ideograph_or_wave))
}

/// `02:00`.
fn with_colon(rest: &str, length: usize) -> Option<Shape> {
    let minute = rest[length..].strip_prefix(':').filter(|rest| digits(rest) == 2)?;
    Shape::new(&rest[..length], &minute[..2], length + 3)
}

/// `2時30分`, `2点半`. 2時間 is a duration, and 3点 can be three points.
fn with_counter(before: &str, rest: &str, length: usize, goes_on: bool) -> Option<Shape> {
    let behind = rest[length..].trim_start_matches(' ');
    let (tail, chinese) = match (behind.strip_prefix('時'), behind.strip_prefix(['点', '點', '时'])) {
        (Some(tail), _) if !tail.starts_with(['間', '点', '代', '期']) => (tail, false),
        (None, Some(tail)) if !behind.starts_with("时间") => (tail, true),
        _ => return None,
    };
    let hour = &rest[..length];
    let count = digits(tail);
    let minute = tail.get(count..).and_then(|rest| rest.strip_prefix('分')).filter(|_| matches!(count, 1 | 2));
    if let Some(last) = minute {
        return Shape::new(hour, &tail[..count], rest.len() - last.len());
    }
    if let Some(last) = tail.strip_prefix('半') {
        return Shape::new(hour, "30", rest.len() - last.len());
    }
    let sharp = tail.starts_with(['整', '钟', '鐘']) || is_range(tail) || goes_on || lead(before).is_some();
    (!chinese || sharp).then(|| Shape::new(hour, "", rest.len() - tail.len()))?
}

/// `14 Uhr`, `14.30 Uhr`.
fn with_uhr(rest: &str, length: usize) -> Option<Shape> {
    let minute = rest[length..].strip_prefix('.').filter(|rest| digits(rest) == 2).map_or("", |rest| &rest[..2]);
    let end = length + if minute.is_empty() { 0 } else { 3 };
    let tail = rest[end..].trim_start_matches(' ').strip_prefix("Uhr")?;
    Shape::new(&rest[..length], minute, rest.len() - tail.len())
}

/// `14h30`, `14 h 30`, `22h` behind "à". What could be a duration is one: `1h30`, `4h`.
fn with_h(before: &str, rest: &str, length: usize, goes_on: bool) -> Option<Shape> {
    let behind = rest[length..].strip_prefix(' ').unwrap_or(&rest[length..]);
    let tail = behind.strip_prefix(['h', 'H'])?;
    let spaced = tail.strip_prefix(' ').unwrap_or(tail);
    let hour = &rest[..length];
    let told = goes_on || is_told(before, tail);
    if digits(spaced) == 2 && !spaced[2..].starts_with(|next: char| next.is_alphanumeric()) {
        let late = hour.starts_with('0') || hour.parse::<u8>().is_ok_and(|hour| hour >= 7);
        return if told || late { Shape::new(hour, &spaced[..2], rest.len() - spaced.len() + 2) } else { None };
    }
    let alone = tail.trim_start().is_empty() && before.trim_start().is_empty();
    let ends = !tail.starts_with(|next: char| next.is_alphanumeric());
    (ends && (told || alone)).then(|| Shape::new(hour, "", rest.len() - tail.len()))?
}

/// `10pm`.
fn with_half(rest: &str, length: usize) -> Option<Shape> {
    half_of_day(&rest[length..])?;
    Shape::new(&rest[..length], "", length)
}

/// Whether the words before an hour say that it is one: "à 22h", "de 22h à 2h"; "2 à 4h" is a duration.
fn is_told(before: &str, behind: &str) -> bool {
    let from = before.floor_char_boundary(before.len().saturating_sub(NEAR));
    let before = before.get(from..).unwrap_or_default().trim_end();
    let word = before.rsplit([' ', '\'', '’', '(']).next().unwrap_or_default();
    let counted =
        before[..before.len().saturating_sub(word.len())].trim_end().ends_with(|last: char| last.is_ascii_digit());
    match word.to_lowercase().as_str() {
        "à" | "às" | "las" | "dès" | "vers" | "até" | "hasta" | "desde" | "partir" => !counted,
        "de" | "das" | "entre" => is_range(behind),
        _ => false,
    }
}

/// Marks and words between two times.
const BETWEEN: [&str; 19] =
    ["-", "–", "—", "~", "～", "〜", "至", "到", "から", "to", "à", "a", "às", "bis", "até", "hasta", "et", "y", "e"];

/// Whether this is all that stands between two times: ` à `, `～翌`.
fn is_between(text: &str) -> bool {
    let bare = text.trim().trim_end_matches(['翌', '日', '次', '晨']).trim_end_matches("las").trim();
    BETWEEN.contains(&bare)
}

/// Whether a text begins with what stands between two times, and a number.
fn is_range(text: &str) -> bool {
    let text = text.trim_start();
    BETWEEN.iter().any(|mark| {
        let rest = text.strip_prefix(mark).map(|rest| rest.trim_start().trim_start_matches(['翌', '日', '次']));
        rest.is_some_and(|rest| digits(rest.trim_start_matches("las ")) > 0)
    })
}

/// Words before an hour that say which half of the day is meant; whether it is the second.
const LEADS: [(&str, bool); 12] = [
    ("午前", false),
    ("午後", true),
    ("上午", false),
    ("下午", true),
    ("凌晨", false),
    ("早上", false),
    ("清晨", false),
    ("晚上", true),
    ("傍晚", true),
    ("中午", true),
    ("夜間", true),
    ("晚間", true),
];

fn lead(before: &str) -> Option<bool> {
    let before = before.trim_end();
    LEADS.iter().find(|(word, _)| before.ends_with(word)).map(|(_, noon)| *noon)
}

/// 午後10時 is 22.
fn with_lead(before: &str, hour: i8) -> i8 {
    match lead(before) {
        Some(true) if (1..12).contains(&hour) => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    }
}

/// `am`, ` PM`, ` p.m.`: whether it is the second half, and its length.
fn half_of_day(text: &str) -> Option<(bool, usize)> {
    let lead = text.len() - text.strip_prefix(' ').unwrap_or(text).len();
    let lower: String = text[lead..].chars().take(6).collect::<String>().to_ascii_lowercase();
    let halves = [("a.m.", false), ("p.m.", true), ("a. m.", false), ("p. m.", true), ("am", false), ("pm", true)];
    let (length, noon) =
        halves.into_iter().find_map(|(word, noon)| lower.starts_with(word).then_some((word.len(), noon)))?;
    let ends = lower[length..].chars().next().is_none_or(|next| !next.is_alphanumeric());
    ends.then_some((noon, lead + length))
}

//! CHG: when may the change be made?

mod request_agrees_with_plan;
mod window_complete;
mod window_outside_freeze;
mod work_fits_window;

use jiff::ToSpan;
use jiff::civil::DateTime;

use super::Rule;
use crate::facts::Window;

pub(super) const RULES: &[&Rule] =
    &[&window_complete::RULE, &request_agrees_with_plan::RULE, &window_outside_freeze::RULE, &work_fits_window::RULE];

/// How a window is written.
const REMEDY: &str = "Write the change window with date, begin, end and time zone into the plan's schedule, such as \
                      `2026-12-01 20:00 – 22:00 UTC`.";

/// How two intervals lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Overlap {
    /// They have no time in common; that one ends when the other begins is no overlap.
    Apart,
    /// The first lies within the second.
    Within,
    /// They have time in common.
    Partly,
    /// Their zones are not known well enough to tell.
    Unknown,
}

/// How a window lies to another interval. Zones that are not known are taken for the same where one of them is not written;
/// else they can differ by more than a day.
fn overlap(first: &Window, second: &Window) -> Option<Overlap> {
    /// Hours that two zones can lie apart.
    const FARTHEST: i64 = 26;
    if let (Some(first), Some(second)) = (first.utc, second.utc) {
        return Some(compared(first, second));
    }
    let (one, other) = ((first.start?, first.end?), (second.start?, second.end?));
    if first.zone == second.zone || first.zone.is_none() || second.zone.is_none() {
        return Some(compared(one, other));
    }
    let shifted = |hours: i64| -> Option<(DateTime, DateTime)> {
        Some((other.0.checked_add(hours.hours()).ok()?, other.1.checked_add(hours.hours()).ok()?))
    };
    let ways = [compared(one, other), compared(one, shifted(-FARTHEST)?), compared(one, shifted(FARTHEST)?)];
    let same = |wanted: Overlap| ways.iter().all(|way| *way == wanted);
    Some([Overlap::Apart, Overlap::Within].into_iter().find(|wanted| same(*wanted)).unwrap_or(Overlap::Unknown))
}

fn compared<T: PartialOrd + Copy>(first: (T, T), second: (T, T)) -> Overlap {
    if first.1 <= second.0 || second.1 <= first.0 {
        Overlap::Apart
    } else if second.0 <= first.0 && first.1 <= second.1 {
        Overlap::Within
    } else {
        Overlap::Partly
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Place, Said};

    fn window(start: &str, end: &str, zone: Option<&str>) -> Window {
        let text = Said { value: String::new(), at: Place::default() };
        let zone = zone.map(str::to_owned);
        Window { text, start: start.parse().ok(), end: end.parse().ok(), zone, utc: None }
    }

    #[test]
    fn intervals_of_unknown_zones_are_only_told_apart_by_more_than_a_day() {
        let night = window("2026-12-08T02:00", "2026-12-08T05:00", Some("CST"));
        let told = |start: &str, end: &str, zone| overlap(&night, &window(start, end, zone));
        assert_eq!(told("2026-12-01T00:00", "2026-12-04T00:00", Some("IST")), Some(Overlap::Apart));
        assert_eq!(told("2026-12-01T00:00", "2026-12-20T00:00", Some("IST")), Some(Overlap::Within));
        assert_eq!(told("2026-12-08T00:00", "2026-12-08T20:00", Some("IST")), Some(Overlap::Unknown));
        assert_eq!(told("2026-12-08T05:00", "2026-12-08T20:00", None), Some(Overlap::Apart));
        assert_eq!(told("2026-12-08T04:00", "2026-12-08T20:00", Some("CST")), Some(Overlap::Partly));
        let open = Window { end: None, ..window("2026-12-08T04:00", "2026-12-08T20:00", None) };
        assert_eq!(overlap(&night, &open), None);
    }
}

//! Moments and spans of time as the documents write them: in UTC, with local times beside it.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::cite::{Clerk, Statement, distinct};
use super::common;
use crate::facts::{self, Communication, Window};
use crate::policy::Locale;

/// Writes times: `2026-12-08 22:00 UTC (23:00 Europe/Berlin)`. The local date is repeated where it is another one.
pub(super) struct Times<'a> {
    platform: &'static dyn crate::dossier::Platform,
    zones: Vec<&'a str>,
    unknown: Vec<&'a str>,
    locale: Locale,
}

/// A span on one clock.
type Bounds = (DateTime, DateTime);

impl<'a> Times<'a> {
    /// With the zones of the policy; if it names none, with that of the plan's change window.
    pub(super) fn of(clerk: &Clerk<'a>) -> Self {
        let policy = &clerk.review.policy;
        let platform = clerk.reading.platform;
        let mut zones: Vec<&str> = policy.time_zones.iter().map(String::as_str).collect();
        if zones.is_empty() {
            zones.extend(common::planned_windows(clerk).iter().find_map(|window| window.zone.as_deref()));
        }
        let ahead = |zone: &str, utc| facts::ahead(zone, utc, &|zone, utc| platform.utc_offset_seconds(zone, utc));
        zones.retain(|zone| !matches!(*zone, "UTC" | "GMT" | "Z" | "WET"));
        let (zones, unknown) =
            zones.into_iter().partition(|zone| ahead(zone, clerk.review.as_of.as_second()).is_some());
        Self { platform, zones, unknown, locale: policy.locale }
    }

    /// Says which zones are not known to the platform; their local times are left out.
    pub(super) fn remark(&self) -> String {
        match self.unknown.as_slice() {
            [] => String::new(),
            [zone] => format!("The time zone {zone} is not known, so that its local times are left out."),
            zones => {
                format!("The time zones {} are not known, so that their local times are left out.", zones.join(", "))
            }
        }
    }

    /// A text without the names of the zones.
    pub(super) fn without_zones(&self, text: &str) -> String {
        self.zones.iter().fold(text.to_owned(), |text, zone| text.replace(zone, ""))
    }

    /// A moment, given in seconds since 1970-01-01T00:00:00Z.
    pub(super) fn moment(&self, utc: i64) -> String {
        let Some(own) = clock(utc) else { return utc.to_string() };
        let local = self.zones.iter().filter_map(|zone| {
            let local = self.local(zone, utc)?;
            let shown = if local.date() == own.date() { self.time(local) } else { self.full(local) };
            Some(format!("{shown} {zone}"))
        });
        beside(format!("{} UTC", self.full(own)), &local.collect::<Vec<_>>())
    }

    /// A span: `2026-12-08 02:00–05:00 UTC (03:00–06:00 Europe/Berlin)`.
    pub(super) fn span(&self, from: i64, to: i64) -> String {
        let (Some(start), Some(end)) = (clock(from), clock(to)) else { return format!("{from} to {to}") };
        let local = self.zones.iter().filter_map(|zone| {
            let bounds = (self.local(zone, from)?, self.local(zone, to)?);
            Some(format!("{} {zone}", self.bounds(bounds, Some((start, end)))))
        });
        beside(format!("{} UTC", self.bounds((start, end), None)), &local.collect::<Vec<_>>())
    }

    /// Both ends; their dates only where they are not those of the span beside.
    fn bounds(&self, (start, end): Bounds, beside: Option<Bounds>) -> String {
        let same = beside.is_some_and(|(from, to)| (from.date(), to.date()) == (start.date(), end.date()));
        match (same, start.date() == end.date()) {
            (true, _) => format!("{}–{}", self.time(start), self.time(end)),
            (false, true) => format!("{}–{}", self.full(start), self.time(end)),
            (false, false) => format!("{} to {}", self.full(start), self.full(end)),
        }
    }

    /// The day in UTC.
    pub(super) fn day(&self, utc: i64) -> String {
        clock(utc).map_or_else(String::new, |clock| self.date(clock.date()))
    }

    fn local(&self, zone: &str, utc: i64) -> Option<DateTime> {
        let ahead = facts::ahead(zone, utc, &|zone, utc| self.platform.utc_offset_seconds(zone, utc))?;
        clock(utc.checked_add(i64::from(ahead))?)
    }

    fn full(&self, at: DateTime) -> String {
        let mark = if matches!(self.locale, Locale::EnGb | Locale::EnUs | Locale::De | Locale::Es | Locale::Pt) {
            ","
        } else {
            ""
        };
        format!("{}{mark} {}", self.date(at.date()), self.time(at))
    }

    fn time(&self, at: DateTime) -> String {
        at.strftime(if self.locale == Locale::EnUs { "%-I:%M %p" } else { "%H:%M" }).to_string()
    }

    fn date(&self, day: Date) -> String {
        let form = match self.locale {
            Locale::EnGb => "%-d %B %Y",
            Locale::EnUs => "%b %-d, %Y",
            Locale::De => "%-d.%-m.%Y",
            Locale::Fr | Locale::Pt => "%d/%m/%Y",
            Locale::Es => "%-d/%-m/%Y",
            Locale::Ja => "%Y/%m/%d",
            Locale::Zh => "%Y/%-m/%-d",
            Locale::Iso => "%Y-%m-%d",
        };
        day.strftime(form).to_string()
    }
}

/// What a clock of UTC shows.
fn clock(utc: i64) -> Option<DateTime> {
    Some(Timestamp::from_second(utc).ok()?.to_zoned(TimeZone::UTC).datetime())
}

fn beside(own: String, local: &[String]) -> String {
    if local.is_empty() { own } else { format!("{own} ({})", local.join(", ")) }
}

/// The change windows, in UTC and in local times where their zone is known, else as written.
pub(super) fn windows(clerk: &Clerk<'_>, times: &Times<'_>) -> Vec<Statement> {
    let own = common::planned_windows(clerk).into_iter();
    let windows = distinct(own.map(|window| of_window(clerk, times, window)).collect());
    if windows.is_empty() { vec![clerk.gap(&["CHG-01"])] } else { windows }
}

/// A window, in UTC and in local times where its zone is known, else as written.
pub(super) fn of_window(clerk: &Clerk<'_>, times: &Times<'_>, window: &Window) -> Statement {
    let written = || window.text.value.clone();
    clerk.state(window.utc.map_or_else(written, |(from, to)| times.span(from, to)), window.text.at)
}

/// A freeze with its name: `Year end: 2026-12-14 00:00 to 2027-01-04 08:00 UTC`.
pub(super) fn of_freeze(clerk: &Clerk<'_>, times: &Times<'_>, freeze: &Window) -> Statement {
    let said = of_window(clerk, times, freeze);
    let name = freeze_name(&freeze.text.value);
    if freeze.utc.is_none() || name.is_empty() {
        said
    } else {
        Statement { text: format!("{name}: {}", said.text), ..said }
    }
}

/// What stands before the first date of a freeze.
pub(super) fn freeze_name(text: &str) -> &str {
    let head = text.split(|letter: char| letter.is_ascii_digit()).next().unwrap_or_default();
    head.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, ':' | ',' | '-' | '(' | '–'))
}

/// The moment that a text names. A time without a date counts where it lies in the change window, on one of its days.
pub(super) fn instant(clerk: &Clerk<'_>, text: &str) -> Option<i64> {
    let offsets = |zone: &str, utc: i64| clerk.reading.platform.utc_offset_seconds(zone, utc);
    facts::instant(text, None, &offsets).or_else(|| {
        let (from, to) = clerk.window()?;
        let days = [clock(from)?.date(), clock(to)?.date()];
        days.into_iter().filter_map(|day| facts::instant(text, Some(day), &offsets)).find(|at| (from..=to).contains(at))
    })
}

/// When a communication goes out: the moment it names, else its words.
pub(super) fn of_communication(clerk: &Clerk<'_>, entry: &Communication) -> Option<i64> {
    instant(clerk, &entry.when.as_ref()?.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::{Encoding, Platform};

    /// Berlin in winter and New York in winter.
    #[derive(Debug)]
    struct Two;

    impl Platform for Two {
        fn decode(&self, _: Encoding, _: &[u8]) -> Option<String> {
            None
        }

        fn utc_offset_seconds(&self, zone: &str, _: i64) -> Option<i32> {
            match zone {
                "Europe/Berlin" => Some(3600),
                "America/New_York" => Some(-18_000),
                _ => None,
            }
        }
    }

    fn times(zones: &[&'static str], locale: Locale) -> Times<'static> {
        Times { platform: &Two, zones: zones.to_vec(), unknown: Vec::new(), locale }
    }

    fn at(text: &str) -> i64 {
        text.parse::<Timestamp>().expect("a time").as_second()
    }

    #[test]
    fn local_times_stand_beside_utc() {
        let both = times(&["Europe/Berlin", "America/New_York"], Locale::Iso);
        for (utc, wanted) in [
            ("2026-12-08T22:00:00Z", "2026-12-08 22:00 UTC (23:00 Europe/Berlin, 17:00 America/New_York)"),
            ("2026-12-08T02:00:00Z", "2026-12-08 02:00 UTC (03:00 Europe/Berlin, 2026-12-07 21:00 America/New_York)"),
            ("2026-12-08T23:30:00Z", "2026-12-08 23:30 UTC (2026-12-09 00:30 Europe/Berlin, 18:30 America/New_York)"),
        ] {
            assert_eq!(both.moment(at(utc)), wanted);
        }
        let span = |from, to| both.span(at(from), at(to));
        assert_eq!(
            span("2026-12-08T02:00:00Z", "2026-12-08T06:00:00Z"),
            "2026-12-08 02:00–06:00 UTC (03:00–07:00 Europe/Berlin, 2026-12-07 21:00 to 2026-12-08 01:00 America/New_York)"
        );
        assert_eq!(
            span("2026-12-08T22:00:00Z", "2026-12-09T02:00:00Z"),
            "2026-12-08 22:00 to 2026-12-09 02:00 UTC (23:00–03:00 Europe/Berlin, 2026-12-08 17:00–21:00 America/New_York)"
        );
        assert_eq!(times(&[], Locale::Iso).moment(at("2026-12-08T22:00:00Z")), "2026-12-08 22:00 UTC");
    }

    #[test]
    fn each_locale_writes_dates_in_its_way() {
        let wanted = [
            "8 December 2026, 22:05",
            "Dec 8, 2026, 10:05 PM",
            "8.12.2026, 22:05",
            "08/12/2026 22:05",
            "8/12/2026, 22:05",
            "08/12/2026, 22:05",
            "2026/12/08 22:05",
            "2026/12/8 22:05",
            "2026-12-08 22:05",
        ];
        for (locale, wanted) in Locale::ALL.iter().zip(wanted) {
            assert_eq!(times(&[], *locale).moment(at("2026-12-08T22:05:00Z")), format!("{wanted} UTC"));
        }
    }
}

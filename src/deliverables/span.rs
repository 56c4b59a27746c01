//! Spans of time in words.

/// `5 minutes`, `1.5 hours`.
pub(super) fn minutes(minutes: f64) -> String {
    let (value, unit) = match minutes {
        short if short < 1.0 => (short * 60.0, "second"),
        long if long >= 120.0 => (long / 60.0, "hour"),
        _ => (minutes, "minute"),
    };
    let value = (value * 100.0).round() / 100.0;
    let plural = if (value - 1.0).abs() < f64::EPSILON { "" } else { "s" };
    format!("{value} {unit}{plural}")
}

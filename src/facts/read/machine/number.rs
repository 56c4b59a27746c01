//! Numbers as machines write them. What is no number of things (negative, broken, beyond 64 bits) is none.

use crate::outline::Node;

/// A number of things: `12`, `12.0`.
pub(super) fn count(node: &Node, keys: &[&str]) -> Option<u64> {
    to_count(node.text(keys)?)
}

/// The number of things that a text is.
pub(super) fn to_count(text: &str) -> Option<u64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let text = text.trim();
    text.parse().ok().or_else(|| {
        let number: f64 = text.parse().ok()?;
        (number.fract() == 0.0 && (0.0..EXACT).contains(&number)).then_some(number as u64)
    })
}

/// A finite number; a comma is that of thousands if a full stop follows it, else that of decimals.
pub(super) fn decimal(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches('%').trim_end();
    let plain = if text.contains('.') { text.replace(',', "") } else { text.replace(',', ".") };
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A finite number at the end of `keys`.
pub(super) fn number(node: &Node, keys: &[&str]) -> Option<f64> {
    decimal(node.text(keys)?)
}

/// A time span that is not negative.
pub(super) fn span(node: &Node, keys: &[&str]) -> Option<f64> {
    number(node, keys).filter(|number| *number >= 0.0)
}

/// The sum, nothing if one is missing; stays at the largest number instead of going round.
pub(super) fn sum(numbers: impl IntoIterator<Item = Option<u64>>) -> Option<u64> {
    numbers.into_iter().try_fold(0_u64, |sum, number| Some(sum.saturating_add(number?)))
}

/// The sum of those that are there, nothing if none is.
pub(super) fn sum_of_known(numbers: impl IntoIterator<Item = Option<u64>>) -> Option<u64> {
    numbers.into_iter().flatten().fold(None, |sum: Option<u64>, number| Some(sum.unwrap_or(0).saturating_add(number)))
}

//! Small questions to the nodes of a data file. Values of a wrong type are as good as absent.

use std::collections::BTreeMap;

use super::{Doc, Phrase, Said};
use crate::facts::Seconds;
use crate::outline::Node;

/// The scalar here, or the template that gives it, with its place.
pub(super) fn phrase(doc: &Doc<'_>, node: Option<&Node>) -> Option<Phrase> {
    let node = node?;
    node.written().map(|text| Said { value: text.to_owned(), at: doc.place(node.span) })
}

/// A number that is finite and not negative.
pub(super) fn amount(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite() && *number >= 0.0)
}

/// Seconds, written as a number.
pub(super) fn seconds(doc: &Doc<'_>, node: Option<&Node>) -> Option<Said<Seconds>> {
    let node = node?;
    Some(Said { value: amount(node.scalar()?)?, at: doc.place(node.span) })
}

/// A whole number.
pub(super) fn count(doc: &Doc<'_>, node: Option<&Node>) -> Option<Said<u64>> {
    let node = node?;
    Some(Said { value: node.scalar()?.trim().parse().ok()?, at: doc.place(node.span) })
}

/// A port; neither 0 nor beyond 65535 is one.
pub(super) fn port(text: &str) -> Option<u16> {
    text.trim().parse().ok().filter(|number| *number > 0)
}

/// The scalars of a list; of a lone scalar, itself.
pub(super) fn words(node: &Node) -> Vec<&str> {
    node.written().into_iter().chain(node.items().iter().filter_map(Node::written)).collect()
}

/// The scalars of a list, or a lone one, as one line.
pub(super) fn line(doc: &Doc<'_>, node: Option<&Node>) -> Option<Phrase> {
    let node = node?;
    let words = words(node);
    (!words.is_empty()).then(|| Said { value: words.join(" "), at: doc.place(node.span) })
}

/// An entry point and its arguments as one line.
pub(super) fn joined(doc: &Doc<'_>, entry: Option<&Node>, arguments: Option<&Node>) -> Option<Phrase> {
    match (line(doc, entry), line(doc, arguments)) {
        (Some(entry), Some(arguments)) => Some(Said { value: format!("{} {}", entry.value, arguments.value), ..entry }),
        (entry, arguments) => entry.or(arguments),
    }
}

/// The scalars of a list, each with its place.
pub(super) fn phrases(doc: &Doc<'_>, node: Option<&Node>) -> Vec<Phrase> {
    node.map_or(&[][..], Node::items).iter().filter_map(|item| phrase(doc, Some(item))).collect()
}

/// A map of scalars.
pub(super) fn labels(node: Option<&Node>) -> BTreeMap<String, String> {
    let pairs = node.map_or(&[][..], Node::pairs).iter();
    pairs.filter_map(|(name, value)| Some((name.plain.clone(), value.scalar()?.to_owned()))).collect()
}

/// Whether a flag is set.
pub(super) fn is_true(node: Option<&Node>) -> bool {
    node.and_then(Node::scalar).is_some_and(|text| text.eq_ignore_ascii_case("true"))
}

/// The name of a file without the last ending.
pub(super) fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

//! The merge keys of YAML (`<<: *base`), which Compose files and values rely on.

use std::collections::BTreeSet;

use super::Text;
use super::node::{Node, Value};

/// The pairs of a map with those that it merges in behind them. Its own keys win, then those of the first map.
pub(super) fn merged(pairs: Vec<(Text, Node)>) -> Vec<(Text, Node)> {
    if !pairs.iter().any(|(key, _)| key.plain == "<<") {
        return pairs;
    }
    let (merges, mut own): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(key, _)| key.plain == "<<");
    let mut known: BTreeSet<String> = own.iter().map(|(key, _)| key.plain.clone()).collect();
    let maps = merges.into_iter().flat_map(|(_, node)| match node.value {
        Value::List(items) => items,
        _ => vec![node],
    });
    for map in maps {
        if let Value::Map(pairs) = map.value {
            own.extend(pairs.into_iter().filter(|(key, _)| known.insert(key.plain.clone())));
        }
    }
    own
}

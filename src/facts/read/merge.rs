//! Several statements about one thing become one.

use std::collections::BTreeMap;

/// Joins the entries of one id into the first of them, which keeps its place; linear but for the look-up.
pub(super) fn by_id<T>(list: &mut Vec<T>, id: impl Fn(&T) -> &str, join: impl Fn(&mut T, T)) {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept: Vec<T> = Vec::with_capacity(list.len());
    for entry in std::mem::take(list) {
        if let Some(place) = places.get(id(&entry)) {
            join(&mut kept[*place], entry);
        } else {
            places.insert(id(&entry).to_owned(), kept.len());
            kept.push(entry);
        }
    }
    *list = kept;
}

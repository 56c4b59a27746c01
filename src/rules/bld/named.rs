//! Versions in the names of files: `orderflow-2.4.0-db60eaa.tar.gz`.

use crate::facts::Version;
use crate::rules::support::release_key;

/// The dotted numbers of a name, as keys of releases.
pub(super) fn versions(name: &str) -> Vec<String> {
    let mut found = Vec::new();
    let is_part = |byte: u8| byte.is_ascii_digit() || byte == b'.';
    let mut rest = name;
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        let end = from.bytes().position(|byte| !is_part(byte)).unwrap_or(from.len());
        let (number, behind) = from.split_at(end);
        let number = number.trim_end_matches('.');
        // `py3.11`, `linux2.6` are parts of a word; a leading v is none.
        let word = before.ends_with(|last: char| last.is_ascii_alphanumeric()) && !before.ends_with(['v', 'V']);
        if !word && number.contains('.') {
            found.push(release_key(&Version(number.to_owned())));
        }
        rest = behind;
    }
    found
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn versions_are_found_in_names() {
        assert_eq!(versions("orderflow-2.4.0-db60eaa-20261127T141233Z.tar.gz"), ["2.4"]);
        assert_eq!(versions("app_v2.3.2_linux_amd64"), ["2.3.2"]);
        assert_eq!(versions("app-py3.11.whl"), Vec::<String>::new());
        assert_eq!(versions("migrations/0042_orders.sql"), Vec::<String>::new());
    }
}

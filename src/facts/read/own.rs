//! What Holdpoint itself wrote. It says again what other documents say: dropped back, it counts for nothing. By which words
//! such a file is known is told here once, for those who write them and those who look for them.

use crate::dossier::Source;

/// Why such a file is taken for what it is.
pub(crate) const WHY: &str = "written by Holdpoint: it says again what other documents say";

/// How the last paragraph of every document of the pack begins.
pub(crate) const FOOT: &str = "Written by Holdpoint from ";
/// Bytes at the end of a file in which that stands.
const TAIL: usize = 600;
/// Bytes at the begin of a file in which data shows who wrote it.
const HEAD: usize = 200;

/// Whether Holdpoint wrote the file.
pub(super) fn is_own(source: &Source) -> bool {
    let text = source.text.as_str();
    let mut end = text.len().saturating_sub(TAIL);
    while !text.is_char_boundary(end) {
        end += 1;
    }
    is_data(text) || is_calendar(text) || text[end..].lines().any(|line| without_tags(line).starts_with(FOOT))
}

/// The review as JSON, and data that names its writer.
fn is_data(text: &str) -> bool {
    let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or_default();
    let named = |key: &str| head.contains(key);
    head.starts_with('{')
        && (named("\"written_by\": \"Holdpoint\"") || (named("\"schema_version\"") && named("\"verdict\"")))
}

/// The change calendar, which names what made it.
fn is_calendar(text: &str) -> bool {
    let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or_default();
    head.starts_with("BEGIN:VCALENDAR") && head.contains("PRODID:-//Holdpoint//")
}

/// A line without the tags of HTML, or the quotation mark of a CSV cell, that it begins with.
fn without_tags(line: &str) -> &str {
    let mut rest = line.trim_start().trim_start_matches('"');
    while let Some((_, behind)) = rest.strip_prefix('<').and_then(|tag| tag.split_once('>')) {
        rest = behind.trim_start();
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::without_tags;

    #[test]
    fn a_foot_is_seen_behind_its_tags() {
        for line in ["  Written by", "<p class=\"foot\">Written by", "<footer> <p>Written by", "\"Written by"] {
            assert!(without_tags(line).starts_with("Written by"), "{line}");
        }
        assert_eq!(without_tags("a < b > c"), "a < b > c");
        assert_eq!(without_tags("<open"), "<open");
    }
}

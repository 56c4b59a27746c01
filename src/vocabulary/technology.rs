//! Technologies under their many names: `RDS PostgreSQL 16 (multi-AZ)` is PostgreSQL 16.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::normal;
use super::token::tokens;

const TECHNOLOGIES: &str = include_str!("words/technologies.txt");

/// Where a phrase names its technology.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Place {
    /// Wherever it stands.
    Any,
    /// At the begin of the text only: an everyday word.
    Opening,
    /// Where no other word names one.
    Hosting,
}

impl Place {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "any" => Self::Any,
            "opening" => Self::Opening,
            "hosting" => Self::Hosting,
            _ => return None,
        })
    }
}

/// Words of the longest phrase.
const LONGEST: usize = 5;

/// The normal names that each phrase stands for.
fn technologies() -> &'static HashMap<(Place, String), &'static str> {
    static KNOWN: OnceLock<HashMap<(Place, String), &'static str>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let lines = TECHNOLOGIES.lines().filter_map(|line| line.split_once(" = "));
        let named = lines.filter_map(|(name, list)| {
            let (place, names) = name.split_once('.')?;
            Some((Place::of(place)?, names, list))
        });
        named
            .flat_map(|(place, names, list)| {
                list.split('|').map(move |phrase| ((place, words(phrase).join(" ")), names))
            })
            .collect()
    })
}

/// The first words of the phrases.
fn openings() -> &'static HashSet<u64> {
    static OPENINGS: OnceLock<HashSet<u64>> = OnceLock::new();
    OPENINGS.get_or_init(|| {
        let first = |phrase: &str| tokens(phrase).next().map(|token| token.hash);
        technologies().keys().filter_map(|(_, phrase)| first(phrase)).collect()
    })
}

/// Whether a phrase may begin in a text: most texts name no technology, and need not be cut into words.
fn may_name(text: &str) -> bool {
    tokens(text).any(|token| openings().contains(&token.hash))
}

/// The words of a text; Latin letters are apart from the Chinese and Japanese around them, as in `本番はPostgreSQL`.
fn words(text: &str) -> Vec<String> {
    let wide = |letter: char| letter >= '\u{3000}';
    let all = normal::words(text);
    if text.is_ascii() {
        return all;
    }
    let mut cut = Vec::with_capacity(all.len());
    for word in all {
        let mut from = 0;
        let mut last: Option<char> = None;
        for (at, letter) in word.char_indices() {
            if last.is_some_and(|last| wide(last) != wide(letter)) {
                cut.push(word[from..at].to_owned());
                from = at;
            }
            last = Some(letter);
        }
        cut.push(word[from..].to_owned());
    }
    cut
}

/// The normal names of the first technology in a cell, and its major version. The names are the cell's own words, without
/// what stands in brackets, if no technology is known.
pub fn technology(cell: &str) -> (Vec<String>, Option<u64>) {
    let all = if may_name(cell) { words(cell) } else { Vec::new() };
    let Some((behind, names)) = known(&all) else {
        let plain = super::heading(cell);
        let name: Vec<&str> =
            plain.iter().filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit())).map(String::as_str).collect();
        return (vec![name.join(" ")], None);
    };
    // `16`, `v16`, `16.2`: the number right behind the name.
    let version = all.get(behind).map(|word| word.trim_start_matches('v'));
    (names.split('/').map(str::to_owned).collect(), version.and_then(|number| number.parse().ok()))
}

/// Whether a text names a technology that is known.
pub fn knows_technology(text: &str) -> bool {
    may_name(text) && known(&words(text)).is_some()
}

/// Where the first known phrase ends, and its names.
fn known(words: &[String]) -> Option<(usize, &'static str)> {
    let first = |place| (0..words.len()).find_map(|at| phrase(words, at, place));
    first(Place::Any).or_else(|| phrase(words, 0, Place::Opening)).or_else(|| first(Place::Hosting))
}

/// The longest phrase that begins at a word: where it ends, and its names.
fn phrase(words: &[String], at: usize, place: Place) -> Option<(usize, &'static str)> {
    (1..=LONGEST.min(words.len() - at)).rev().find_map(|length| {
        let phrase = words.get(at..at + length)?.join(" ");
        technologies().get(&(place, phrase)).map(|names| (at + length, *names))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_technology_has_many_names() {
        let of = |cell: &str| {
            let (names, major) = technology(cell);
            (names.join("/"), major)
        };
        assert_eq!(of("Postgres 16 (Docker)"), ("postgresql".to_owned(), Some(16)));
        assert_eq!(of("RDS PostgreSQL 16.2 (multi-AZ)"), ("postgresql".to_owned(), Some(16)));
        assert_eq!(of("Amazon MQ (RabbitMQ 3.13)"), ("rabbitmq".to_owned(), Some(3)));
        assert_eq!(of("Amazon MQ"), ("rabbitmq/activemq".to_owned(), None));
        assert_eq!(of("ElastiCache Redis 7"), ("redis".to_owned(), Some(7)));
        assert_eq!(of("Valkey 8"), ("valkey".to_owned(), Some(8)));
        assert_eq!(of("Node.js 22.11"), ("node".to_owned(), Some(22)));
        assert_eq!(of("EKS 1.31"), ("kubernetes".to_owned(), Some(1)));
        assert_eq!(of("Cloud SQL for PostgreSQL 16"), ("postgresql".to_owned(), Some(16)));
        assert_eq!(of("Cloud SQL"), ("postgresql/mysql/sql-server".to_owned(), None));
        assert_eq!(of("Azure Cache for Redis 7"), ("redis".to_owned(), Some(7)));
        assert_eq!(of("本番はPostgreSQL 16です"), ("postgresql".to_owned(), Some(16)));
        assert_eq!(of("PolarDB"), ("postgresql/mysql".to_owned(), None));
        assert_eq!(of("MongoDB Atlas 7.0"), ("mongodb".to_owned(), Some(7)));
        assert_eq!(of("Own cache (one node)"), ("own cache".to_owned(), None));
        assert_eq!(of("In-house ledger 2 (VM)"), ("in house ledger".to_owned(), None));
    }
}

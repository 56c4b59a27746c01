//! How much of the code the tests reach, as a document states it.

use crate::facts::read::Place;
use crate::facts::read::document::Doc;
use crate::facts::{Coverage, CoverageMetric};
use crate::vocabulary::Word;

/// `Coverage: 95.2 % (line)`, `98 % test coverage`; what is aimed at stands otherwise.
pub(in crate::facts::read) fn coverage(doc: &Doc<'_>) -> Vec<Coverage> {
    if !doc.mentions(Word::Coverage) && doc.lines().iter().all(|line| !line.named.has(Word::Coverage)) {
        return Vec::new();
    }
    let lines = doc.lines().iter().filter(|line| line.named.covered(Word::Coverage));
    let mut found: Vec<Coverage> = lines
        .filter_map(|line| {
            let value = &line.field.value;
            Some(stated(percent_first(&value.plain)?, doc.place(value.span)))
        })
        .collect();
    if found.is_empty() {
        let items = doc.outline.sections.iter().flat_map(|section| doc.told(section));
        found.extend(items.filter_map(|sentence| {
            let hit = sentence.terms.first(Word::Coverage)?;
            Some(stated(percent_before(sentence.terms.before(hit))?, sentence.at))
        }));
    }
    found.truncate(1);
    found
}

fn stated(percent: f64, at: Place) -> Coverage {
    Coverage { metric: CoverageMetric::Line, file: None, covered: None, total: None, percent, at }
}

/// The percentage that a value begins with.
fn percent_first(text: &str) -> Option<f64> {
    let (number, _) = text.split_once(['%', '％'])?;
    in_range(number)
}

/// The percentage right before the word, with at most one small word between: `98% de cobertura`.
fn percent_before(text: &str) -> Option<f64> {
    let (number, between) = text.rsplit_once(['%', '％'])?;
    if between.chars().count() > 8 || between.contains([',', ';', '.', '(']) {
        return None;
    }
    // Only a sentence that begins with it says so; others may speak of a goal.
    in_range(number)
}

fn in_range(number: &str) -> Option<f64> {
    let percent = number.trim().replace(',', ".").parse::<f64>().ok()?;
    (0.0..=100.0).contains(&percent).then_some(percent)
}

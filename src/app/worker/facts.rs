//! The part of the ledger that the page shows: never all of a large one.

use holdpoint::report::ledger::{Entry, Family, Ledger};
use holdpoint::review::Evidence;

use crate::app::protocol::{Brief, Count, FactsAsk, FactsPage};

/// Facts shown beside a line.
const BESIDE: usize = 12;
/// Statements of a fact that are told in short.
const STATEMENTS: usize = 4;

/// The facts that were asked for.
pub(super) fn page(ledger: &Ledger, ask: FactsAsk) -> FactsPage {
    let words = ask.words.trim().to_lowercase();
    let is_wanted = |entry: &Entry| {
        ask.file.as_ref().is_none_or(|file| entry.is_of(file)) && (words.is_empty() || entry.speaks_of(&words))
    };
    let mut page = FactsPage { families: Vec::new(), shown: Vec::new(), total: 0, ask: ask.clone() };
    let mut left = ask.count;
    for family in &ledger.families {
        let own = family.facts.iter().filter(|entry| is_wanted(entry));
        let facts = own.clone().count();
        page.families.push(Count { id: family.id.clone(), title: family.title.clone(), facts });
        if facts > 0 && ask.family.as_ref().is_none_or(|id| *id == family.id) {
            page.total += facts;
            let shown: Vec<Entry> = own.take(left).cloned().collect();
            left -= shown.len();
            if !shown.is_empty() {
                let Family { id, title, about, .. } = family;
                page.shown.push(Family { id: id.clone(), title: title.clone(), about: about.clone(), facts: shown });
            }
        }
    }
    page
}

/// The facts that were read in the lines of a place.
pub(super) fn at(ledger: &Ledger, mark: &Evidence) -> Vec<Brief> {
    let touches = |place: &Evidence| {
        place.file == mark.file && place.line <= mark.end_line && place.end_line >= mark.line && !place.text.is_empty()
    };
    let facts = ledger.families.iter().flat_map(|family| family.facts.iter().map(move |entry| (family, entry)));
    facts
        .filter(|(_, entry)| entry.places().any(touches))
        .take(BESIDE)
        .map(|(family, entry)| Brief {
            family: family.id.clone(),
            title: family.title.clone(),
            text: brief(entry, touches),
        })
        .collect()
}

fn brief(entry: &Entry, touches: impl Fn(&Evidence) -> bool) -> String {
    let mut text = entry.subject.clone();
    let there = entry.attributes.iter().filter(|attribute| attribute.place.as_ref().is_some_and(&touches));
    for attribute in there.filter(|attribute| attribute.value != entry.subject).take(STATEMENTS) {
        text.push_str(" · ");
        text.push_str(&attribute.label.to_lowercase());
        text.push(' ');
        text.push_str(&attribute.value);
    }
    text
}

//! Days of the week on which nothing is released: "No deployments on Fridays", 金曜日はリリースしない.

use super::super::document::Doc;
use super::super::quantity::place;
use super::{Days, is_whole, window};
use crate::facts::Window;
use crate::vocabulary::{Terms, Word};

/// Sentences that bar a day of the week, and what stands below a heading about a freeze.
pub(super) fn read(doc: &Doc<'_>) -> Vec<Window> {
    let mut found = Vec::new();
    if !doc.mentions(Word::Weekday) && !doc.mentions(Word::Freeze) {
        return found;
    }
    for section in &doc.outline.sections {
        let frozen = doc.terms(&section.title).has(Word::Freeze);
        for sentence in doc.told(section) {
            let terms = sentence.terms;
            let weekly = terms.has(Word::Weekday) && (frozen || terms.has(Word::Freeze) || is_barred(terms));
            if weekly || frozen {
                let whole = |window: &Window| weekly || is_whole(window);
                found.extend(window(&sentence.phrase(), Days::AreBounds).filter(whole));
            }
        }
    }
    found
}

/// Whether a word such as "no" or "avoid" stands beside one for a release.
fn is_barred(terms: Terms<'_>) -> bool {
    const NEAR: usize = 18;
    let releases = || terms.of(Word::Release).chain(terms.of(Word::Releases)).take(16);
    terms.of(Word::Barred).take(16).any(|bar| {
        let bar = place(terms, bar);
        releases().any(|hit| {
            let hit = place(terms, hit);
            let gap = if bar.end <= hit.start { bar.end..hit.start } else { hit.end..bar.start };
            // In German and Japanese the denial stands behind.
            gap.len() <= NEAR && terms.text().get(gap).is_some_and(|gap| !gap.contains([',', ';', '、', '，', ':']))
        })
    })
}

//! A window in a sentence: below a heading about it, in that heading, or in a sentence that calls it so.

use super::super::dates;
use super::super::document::{Doc, Sentence};
use super::{Days, is_whole, window};
use crate::facts::Window;
use crate::vocabulary::{Section, Word};

pub(super) fn read(doc: &Doc<'_>) -> Vec<Window> {
    let named = under_its_name(doc);
    if named.is_empty() { of_the_release(doc) } else { named }
}

/// `Release: 1.8.0 to production on 2026-12-10, 20:00–22:00 CET`: a date and two times in a sentence about the release.
fn of_the_release(doc: &Doc<'_>) -> Vec<Window> {
    let sentences = doc.outline.sections.iter().flat_map(|section| doc.telling(section, Word::Release));
    sentences
        .filter(|sentence| {
            let about = !sentence.terms.has_any(&[Word::Rehearsal, Word::Freeze]);
            about && sentence.text().bytes().any(|byte| byte.is_ascii_digit())
        })
        .filter(|sentence| dates::moments(sentence.terms).iter().filter(|moment| moment.time().is_some()).count() == 2)
        .filter_map(read_one)
        .collect()
}

fn under_its_name(doc: &Doc<'_>) -> Vec<Window> {
    let mut found = Vec::new();
    if !doc.mentions(Word::Window) {
        return found;
    }
    for (index, section) in doc.outline.sections.iter().enumerate() {
        let title = doc.terms(&section.title);
        let frozen = title.has(Word::Freeze);
        let named = doc.topic(index) == Some(Section::Schedule) && title.has(Word::Window) && !frozen;
        let own = Sentence { terms: title, at: doc.place(section.title.span) };
        let told = std::iter::once(own).chain(doc.told(section));
        let about =
            told.filter(|sentence| (named || sentence.terms.has(Word::Window)) && !sentence.terms.has(Word::Freeze));
        found.extend(about.filter_map(read_one));
    }
    found
}

fn read_one(sentence: Sentence<'_>) -> Option<Window> {
    window(&sentence.phrase(), Days::AreNot).filter(is_whole)
}

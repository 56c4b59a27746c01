//! The vocabulary: the words for each concept, as data. This room knows words; it knows no files.

mod choice;
mod clock;
mod concepts;
mod duration;
mod environment;
mod language;
mod letters;
mod lexicon;
mod moment;
mod normal;
mod number;
pub mod secrets;
mod status;
mod technology;
mod terms;
mod token;
mod written;
mod zone;

pub use choice::{Choice, choice, has_box};
pub use concepts::{
    CheckClass, Class, Column, Concept, Environment, Key, Meaning, Metric, Month, OperationClass, Section, Title, Unit,
    Word,
};
pub use duration::{minutes, seconds};
pub use environment::{environment, environment_in};
pub use language::{Language, is_foreign, language};
pub use lexicon::{Lexicon, bare, bare_range};
pub use moment::{Moment, date, moments};
pub use normal::{heading, ids, is_id, words};
pub use number::amount;
pub use status::{
    DecisionWord, GoWord, decision, defect_is_open, go_in_capitals, go_spelt, go_word, release_advice, risk_is_open,
    verdict,
};
pub use technology::{knows_technology, technology};
pub use terms::{Found, Hit, Terms, bits};
pub use written::{Written, is_denied, says_none, written, written_as};
pub use zone::zone;

/// The subject of a section, from its heading: the longest phrase that the heading holds.
pub fn section(title: &str) -> Option<Section> {
    Lexicon::standard().find_heading(title).of(title).longest()
}

/// The meaning of a column, from its name: the longest phrase that the name holds.
pub fn column(name: &str) -> Option<Column> {
    Lexicon::standard().find_heading(name).of(name).longest()
}

/// Every kind of admin operation that a sentence speaks of.
pub fn operations(sentence: &str) -> Vec<OperationClass> {
    find(sentence).of(sentence).all()
}

/// The concepts of a text that is looked at once.
pub fn find(text: &str) -> Found {
    Lexicon::standard().find(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Grows beyond patience if one of them goes through a text again for each word of it.
    #[test]
    fn hostile_texts_are_gone_through_once() {
        let parts = [
            "1h,",
            "25:00 ",
            "tbd ",
            "---",
            "approved pending ",
            "1 ",
            "data ",
            "承認者",
            "à 2h",
            "10～",
            "\u{130}1h",
            " ",
        ];
        for one in parts {
            for two in parts {
                let text = format!("{}{}{}", one.repeat(1_000), two.repeat(1_000), one);
                let found = find(&text);
                assert!(found.of(&text).hits().len() <= text.len() * 4);
                let _ = (seconds(&text), amount(&text), moments(&text), zone(&text), written(&text), decision(&text));
                let _ = (go_word(&text), release_advice(&text), environment(&text), language(&text), column(&text));
            }
        }
    }
}

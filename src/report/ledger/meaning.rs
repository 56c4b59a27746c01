//! What a value means, in normal form.

use crate::facts::{Orchestrator, Phrase, Place, Said, Technology, Version};
use crate::vocabulary::{self, DecisionWord, GoWord};

/// A value as it was understood.
pub(super) struct Meant {
    pub(super) value: String,
    pub(super) written: Written,
    pub(super) at: Option<Place>,
}

/// How it was written.
pub(super) enum Written {
    /// As it was understood, or with nothing but markup between.
    Alike,
    /// Like this.
    As(String),
    /// As it stands at its place.
    There,
}

impl Meant {
    fn plain(value: impl Into<String>) -> Self {
        Self { value: value.into(), written: Written::Alike, at: None }
    }

    fn normal(value: impl Into<String>, at: Place) -> Self {
        Self { value: value.into(), written: Written::There, at: Some(at) }
    }

    /// A phrase of which a normal form is known.
    pub(super) fn of(value: Option<String>, phrase: &Phrase) -> Self {
        let written = if value.is_some() { Written::As(phrase.value.clone()) } else { Written::Alike };
        Self { value: value.unwrap_or_else(|| phrase.value.clone()), written, at: Some(phrase.at) }
    }
}

/// Something that can be said under a label.
pub(super) trait Meaning {
    /// Its values.
    fn meant(self) -> Vec<Meant>;
}

impl Meaning for Meant {
    fn meant(self) -> Vec<Meant> {
        vec![self]
    }
}

impl<T: Meaning> Meaning for Option<T> {
    fn meant(self) -> Vec<Meant> {
        self.map(T::meant).unwrap_or_default()
    }
}

impl<'a, T> Meaning for &'a Option<T>
where
    &'a T: Meaning,
{
    fn meant(self) -> Vec<Meant> {
        self.as_ref().meant()
    }
}

impl<'a, T> Meaning for &'a Vec<T>
where
    &'a T: Meaning,
{
    fn meant(self) -> Vec<Meant> {
        self.iter().flat_map(Meaning::meant).collect()
    }
}

impl Meaning for Vec<Meant> {
    fn meant(self) -> Vec<Meant> {
        self
    }
}

impl Meaning for &str {
    fn meant(self) -> Vec<Meant> {
        vec![Meant::plain(self)]
    }
}

impl Meaning for &String {
    fn meant(self) -> Vec<Meant> {
        self.as_str().meant()
    }
}

impl Meaning for bool {
    fn meant(self) -> Vec<Meant> {
        if self { "yes" } else { "no" }.meant()
    }
}

impl Meaning for u64 {
    fn meant(self) -> Vec<Meant> {
        vec![Meant::plain(self.to_string())]
    }
}

impl Meaning for &Phrase {
    fn meant(self) -> Vec<Meant> {
        vec![Meant::of(None, self)]
    }
}

impl Meaning for &Said<Version> {
    fn meant(self) -> Vec<Meant> {
        vec![Meant::normal(&self.value.0, self.at)]
    }
}

impl Meaning for &Said<Orchestrator> {
    fn meant(self) -> Vec<Meant> {
        vec![Meant::normal(self.value.name(), self.at)]
    }
}

impl Meaning for &Said<u64> {
    fn meant(self) -> Vec<Meant> {
        vec![Meant::normal(self.value.to_string(), self.at)]
    }
}

impl Meaning for &Said<Technology> {
    fn meant(self) -> Vec<Meant> {
        let Technology { written, names, major } = &self.value;
        let major = major.map(|major| format!(" {major}")).unwrap_or_default();
        let value = format!("{}{major}", names.join(" or "));
        vec![Meant { value, written: Written::As(written.clone()), at: Some(self.at) }]
    }
}

/// Seconds as `90 s`.
pub(super) fn seconds(said: Option<&Said<f64>>) -> Option<Meant> {
    said.map(|said| Meant::normal(format!("{} s", number(said.value)), said.at))
}

/// Minutes as `15 min`.
pub(super) fn minutes(said: Option<&Said<f64>>) -> Option<Meant> {
    said.map(|said| Meant::normal(format!("{} min", number(said.value)), said.at))
}

/// A number with no more than two digits behind the point.
pub(super) fn number(value: f64) -> String {
    ((value * 100.0).round() / 100.0).to_string()
}

/// The first date of a phrase as `2026-12-01`.
pub(super) fn date(phrase: Option<&Phrase>) -> Option<Meant> {
    phrase.map(|phrase| Meant::of(vocabulary::date(&phrase.value).map(|date| date.to_string()), phrase))
}

/// What a decision, status or signature says.
pub(super) fn decision(phrase: Option<&Phrase>) -> Option<Meant> {
    let known = |phrase: &Phrase| vocabulary::decision(&phrase.value).map(|decision| word(decision).to_owned());
    phrase.map(|phrase| Meant::of(known(phrase), phrase))
}

/// A decision in one word.
pub(super) fn word(decision: DecisionWord) -> &'static str {
    match decision {
        DecisionWord::Approved => "approved",
        DecisionWord::Pending => "pending",
        DecisionWord::Rejected => "rejected",
    }
}

/// GO, CONDITIONAL GO or NO-GO.
pub(super) fn go(word: GoWord) -> &'static str {
    match word {
        GoWord::Go => "GO",
        GoWord::Conditional => "CONDITIONAL GO",
        GoWord::NoGo => "NO-GO",
    }
}

/// A value under a name of its own, such as one of several environments.
pub(super) fn each<'a, M: Meaning>(pairs: impl Iterator<Item = (&'a String, M)>) -> Vec<Meant> {
    let named = |name: &str, meant: Meant| {
        let value = if meant.value.is_empty() { "(blank)" } else { &meant.value };
        Meant { value: format!("{name}: {value}"), written: under(name, meant.written), ..meant }
    };
    pairs.flat_map(|(name, value)| value.meant().into_iter().map(move |meant| named(name, meant))).collect()
}

fn under(name: &str, written: Written) -> Written {
    match written {
        Written::As(text) => Written::As(format!("{name}: {text}")),
        other => other,
    }
}

/// Places that say something, each as it stands there.
pub(super) fn places(places: &[Place]) -> Vec<Meant> {
    places.iter().map(|at| Meant { value: String::new(), written: Written::There, at: Some(*at) }).collect()
}

/// A value of its own without a place.
pub(super) fn plain(value: impl Into<String>) -> Meant {
    Meant::plain(value)
}

/// Several words as one value; nothing if there are none.
pub(super) fn listed(words: &[String]) -> Option<Meant> {
    (!words.is_empty()).then(|| Meant::plain(words.join(", ")))
}

/// A value of its own with the place where it was said.
pub(super) fn at(value: impl Into<String>, at: Place) -> Meant {
    Meant { value: value.into(), written: Written::Alike, at: Some(at) }
}

/// A normal form, said at a place where it may be written otherwise.
pub(super) fn normal(value: impl Into<String>, at: Place) -> Meant {
    Meant::normal(value, at)
}

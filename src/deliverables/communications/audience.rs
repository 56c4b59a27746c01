//! To whom the messages go: the audiences of the communication plan, by what they need to know.

use std::collections::BTreeSet;

use crate::deliverables::cite::Clerk;
use crate::facts::{Communication, Phase, Phrase};
use crate::vocabulary::{self, Hit, Word};

/// What an audience needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// Customers and users: what it means for them.
    Outside,
    /// Those who answer for the release: whether it is ready, and what may go wrong.
    Management,
    /// Those who are asked: what is known, and whom to call.
    Support,
    /// Those who take part.
    Team,
}

impl Class {
    /// Every class, in the order of the messages.
    pub(super) const ALL: [Self; 4] = [Self::Outside, Self::Management, Self::Support, Self::Team];

    /// What it is called where the plan names nobody.
    fn title(self) -> &'static str {
        match self {
            Self::Outside => "Customers and users",
            Self::Management => "Management",
            Self::Support => "Support",
            Self::Team => "Engineering and operations",
        }
    }

    /// The classes that a text names: `Customer support` is support, and `e-mail to customers and executives` two of them.
    fn named(text: &str) -> Vec<Self> {
        let text = text.get(..text.floor_char_boundary(LONGEST)).unwrap_or_default();
        let found = vocabulary::find(text);
        let terms = found.of(text);
        let desk: Vec<_> = terms.of(Word::SupportDesk).collect();
        // The customer of `customer support` is not meant.
        let inside = |hit: &Hit| desk.iter().any(|own| own.start <= hit.start && hit.end <= own.end);
        let known = [(Word::Outsiders, Self::Outside), (Word::Leaders, Self::Management)];
        let mut named: Vec<Self> = known
            .into_iter()
            .filter(|(word, _)| terms.of(*word).any(|hit| !inside(hit)))
            .map(|(_, class)| class)
            .collect();
        if !desk.is_empty() {
            named.push(Self::Support);
        }
        named
    }
}

/// Bytes of a text in which it says whom it means.
const LONGEST: usize = 400;

/// The audiences, and what is planned for them.
pub(super) struct Audiences<'a> {
    named: Vec<(Class, String)>,
    planned: Vec<&'a Communication>,
}

impl<'a> Audiences<'a> {
    /// Those of the plan's entries; where there are none, those that are told in passing.
    pub(super) fn of(clerk: &Clerk<'a>) -> Self {
        let all = &clerk.reading.facts.communications;
        let listed = all.iter().any(|entry| !entry.aside);
        let planned: Vec<&Communication> = all.iter().filter(|entry| !(listed && entry.aside)).collect();
        let mut named: Vec<(Class, String)> = Vec::new();
        let mut seen = BTreeSet::new();
        for (class, name) in planned.iter().flat_map(|entry| told(entry)) {
            if seen.insert(name.to_lowercase()) {
                named.push((class, name));
            }
        }
        Self { named, planned }
    }

    /// Whether the plan names any.
    pub(super) fn is_stated(&self) -> bool {
        !self.named.is_empty()
    }

    /// The classes that are told of the release: those that the plan names, else customers, management and support.
    pub(super) fn classes(&self) -> Vec<Class> {
        let wanted = |class: &Class| {
            if self.is_stated() { self.named.iter().any(|(own, _)| own == class) } else { *class != Class::Team }
        };
        Class::ALL.into_iter().filter(wanted).collect()
    }

    /// The names of these classes, as the plan has them.
    pub(super) fn names(&self, classes: &[Class]) -> String {
        let own = self.named.iter().filter(|(class, _)| classes.contains(class)).map(|(_, name)| name.as_str());
        let mut names: Vec<&str> = own.collect();
        if names.is_empty() {
            names.extend(classes.iter().map(|class| class.title()));
        }
        names.join(", ")
    }

    /// What is planned for these classes at a time, in the order of the plan.
    pub(super) fn entries(&self, classes: &[Class], phase: Phase) -> Vec<&'a Communication> {
        // Where nobody is named, everyone is told.
        let for_them = |entry: &&Communication| {
            let told = told(entry);
            told.is_empty() || told.iter().any(|(class, _)| classes.contains(class))
        };
        self.planned.iter().copied().filter(|entry| entry.phase == Some(phase)).filter(for_them).collect()
    }
}

/// Whether an entry is a sentence that names its parts, each of which is the whole of it.
pub(super) fn is_sentence(entry: &Communication, part: &Phrase) -> bool {
    part.at == entry.at
}

/// Who is told by an entry, each with a name of its own.
fn told(entry: &Communication) -> Vec<(Class, String)> {
    let Some(audience) = entry.audience.as_ref().filter(|audience| audience.is_stated()) else { return Vec::new() };
    if is_sentence(entry, audience) {
        let classes = Class::named(without_sender(&audience.value)).into_iter();
        return classes.map(|class| (class, class.title().to_owned())).collect();
    }
    let parts = audience.value.split([',', ';', '/', '&', '+', '、', '，']).flat_map(|part| part.split(" and "));
    let parts = parts.map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| (Class::named(part).pop().unwrap_or(Class::Team), capital(part))).collect()
}

/// A sentence as far as the words that say who sends the message.
fn without_sender(text: &str) -> &str {
    let found = vocabulary::find(text);
    let terms = found.of(text);
    let mut before = terms.of(Word::SentBy).map(|hit| terms.before(hit)).filter(|before| !before.trim().is_empty());
    let length = before.next().map_or(text.len(), str::len);
    text.get(..length).unwrap_or(text)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

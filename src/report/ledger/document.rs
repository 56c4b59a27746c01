//! Documents: what each file is and holds.

use super::meaning::{Meant, at, listed, places};
use super::{Card, Shown};
use crate::facts::{
    DeclaredOutput, DeclaredSections, Document, DocumentState, NameUse, Phrase, Placeholder, Reference, SectionFact,
    Waiver,
};

impl Shown for Document {
    fn show(&self, card: &mut Card<'_>) {
        let Self { source: _, kind, why, path, title, template, foreign, changed, sections, problems, outranked } =
            self;
        card.subject(path, self.place())
            .say("Title", title)
            .say("Taken for", kind.title())
            .say("Why", why)
            .say("Unfilled template", template.then_some(true))
            .say("Set aside for a current file", outranked.then_some(true))
            .say("In a language that is not known", foreign.then_some(true))
            .say("Last changed", changed.as_ref().map(|changed| at(changed.day.to_string(), changed.text.at)))
            .say("Section", sections.iter().map(section).collect::<Vec<_>>())
            .say("Not read", problems);
    }
}

fn section(section: &SectionFact) -> Meant {
    let SectionFact { title, subject, number, level, filled, begun } = section;
    let subject = subject.map_or("no subject that is known", |subject| subject.id());
    let filled = match (filled, begun) {
        (true, _) => "",
        (false, true) => ", left open in part",
        (false, false) => ", says nothing",
    };
    let number = number.as_ref().map_or(String::new(), |number| format!(", number {number}"));
    at(format!("{} → {subject}, level {level}{number}{filled}", title.value), title.at)
}

impl Shown for Placeholder {
    fn show(&self, card: &mut Card<'_>) {
        let Self { text } = self;
        card.named(text);
    }
}

impl Shown for DeclaredOutput {
    fn show(&self, card: &mut Card<'_>) {
        let Self { name, line } = self;
        card.subject(name, line.at).say("Line", line);
    }
}

impl Shown for DeclaredSections {
    fn show(&self, card: &mut Card<'_>) {
        let Self { numbers, last, named, line } = self;
        let named: Vec<String> = named.iter().map(|(words, section)| format!("{words} → {}", section.id())).collect();
        card.named(line).say("Numbers", listed(numbers)).say("Up to", *last).say("Subjects", listed(&named));
    }
}

impl Shown for DocumentState {
    fn show(&self, card: &mut Card<'_>) {
        let Self { text, finished } = self;
        card.named(text).say("Finished", *finished);
    }
}

impl Shown for NameUse {
    fn show(&self, card: &mut Card<'_>) {
        let Self { name } = self;
        card.named(name);
    }
}

impl Shown for Waiver {
    fn show(&self, card: &mut Card<'_>) {
        let Self { rule, subject, reason, by, until, missing, at } = self;
        card.subject(rule, *at)
            .say("For", subject)
            .say("Reason", reason)
            .say("Allowed by", by)
            .say("Until", until.map(|day| day.to_string()).as_ref());
        for what in missing {
            card.say("Missing", *what);
        }
    }
}

impl Shown for Reference {
    fn show(&self, card: &mut Card<'_>) {
        let Self { target, link, goes_back, leads_to, at } = self;
        card.subject(target, *at)
            .say("Kind", if *link { "link" } else { "id" })
            .say("About going back", goes_back.then_some(true))
            .say("Leads to", leads_to.map(|place| places(&[place])));
        if leads_to.is_none() {
            card.say("Leads to", "nothing in this dossier");
        }
    }
}

/// A sentence that says that nothing runs until it is stopped.
impl Shown for Phrase {
    fn show(&self, card: &mut Card<'_>) {
        card.named(self);
    }
}

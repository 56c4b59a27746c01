//! Documents: what each file is and holds.

use super::meaning::{Meant, at};
use super::{Card, Shown};
use crate::facts::{DeclaredOutput, Document, Placeholder, SectionFact};

impl Shown for Document {
    fn show(&self, card: &mut Card<'_>) {
        let Self { source: _, kind, why, path, title, template, foreign, sections, problems } = self;
        card.subject(path, self.place())
            .say("Title", title)
            .say("Taken for", kind.title())
            .say("Why", why)
            .say("Unfilled template", template.then_some(true))
            .say("In a language that is not known", foreign.then_some(true))
            .say("Section", sections.iter().map(section).collect::<Vec<_>>())
            .say("Not read", problems);
    }
}

fn section(section: &SectionFact) -> Meant {
    let SectionFact { title, subject, filled } = section;
    let subject = subject.map_or("no subject that is known", |subject| subject.id());
    let filled = if *filled { "" } else { ", says nothing" };
    at(format!("{} → {subject}{filled}", title.value), title.at)
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

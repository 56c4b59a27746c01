//! Parity of environments, and the decisions that allow a difference.

use super::meaning::{decision, each, listed};
use super::{Card, Shown};
use crate::facts::{Decision, ParityRow, Substitution};

impl Shown for ParityRow {
    fn show(&self, card: &mut Card<'_>) {
        let Self { component, cells, decisions } = self;
        card.named(component)
            .say("Technology", each(cells.iter().map(|(environment, cell)| (environment, cell))))
            .say("Decisions", listed(decisions));
    }
}

impl Shown for Substitution {
    fn show(&self, card: &mut Card<'_>) {
        let Self { component, justification, decisions, at } = self;
        card.subject(&component.value, *at).say("Justification", justification).say("Decisions", listed(decisions));
    }
}

impl Shown for Decision {
    fn show(&self, card: &mut Card<'_>) {
        // The text is the whole document, kept to find what it names.
        let Self { id, date, status, superseded_by, text: _, at } = self;
        card.subject(id, *at)
            .say("Date", date.map(|date| date.to_string()).as_ref())
            .say("Status", decision(status.as_ref()))
            .say("In force", self.accepted())
            .say("Superseded by", superseded_by);
    }
}

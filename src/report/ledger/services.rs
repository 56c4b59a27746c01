//! What the processes rest on.

use super::{Card, Shown};
use crate::facts::{BackingService, Literal, LogTarget, PortBinding, PortChoice, StateKept, StateRow};

impl Shown for BackingService {
    fn show(&self, card: &mut Card<'_>) {
        let Self { name, variable, variables, format, literal, used_by, swap, at } = self;
        let literal = literal.as_ref().map(|literal| match &literal.value {
            Literal::Host(host) => host.as_str(),
            Literal::Credential => "a credential",
        });
        card.subject(&name.value, *at)
            .say("Variable", variables)
            .say("Variable as written", variable)
            .say("Format", format)
            .say("Written out", literal)
            .say("Used by", used_by)
            .say("Swap", swap);
    }
}

impl Shown for StateRow {
    fn show(&self, card: &mut Card<'_>) {
        let Self { process, state, storage, kept, durability, rebuildable, decisions, at } = self;
        let kept = match kept {
            StateKept::Locally => Some("in the process or on its machine"),
            StateKept::Outside => Some("outside"),
            StateKept::Unknown => None,
        };
        card.subject(&process.value, *at)
            .say("State", state)
            .say("Storage", storage)
            .say("Kept", kept)
            .say("Durability", durability)
            .say("Can be made anew", rebuildable.then_some(true))
            .say("Decision", decisions);
    }
}

impl Shown for PortBinding {
    fn show(&self, card: &mut Card<'_>) {
        let Self { title, choices, told, decisions } = self;
        card.named(title).say("Said", told).say("Decision", decisions);
        for PortChoice { text, ticked, yes } in choices {
            let label = match yes {
                Some(true) => "Yes",
                Some(false) => "No",
                None => "Choice",
            };
            card.say(label, text).say("Ticked", *ticked);
        }
    }
}

impl Shown for LogTarget {
    fn show(&self, card: &mut Card<'_>) {
        let Self { text, file, decisions } = self;
        card.named(text).say("File", file).say("Decision", decisions);
    }
}

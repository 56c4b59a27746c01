//! Configuration: variables and secrets.

use super::meaning::each;
use super::{Card, Shown};
use crate::facts::{ExampleVariable, SecretFound, Variable};

impl Shown for Variable {
    fn show(&self, card: &mut Card<'_>) {
        let Self { name, wildcard, required, condition, secret, unset, value, values, example, note } = self;
        card.named(name)
            .say("Stands for several", *wildcard)
            .say("Required", *required)
            .say("Required if", condition)
            .say("Secret", *secret)
            .say("Must not be set", unset.then_some(true))
            .say("Value", value)
            .say("Value", each(values.iter()))
            .say("Example", example)
            .say("Note", note);
    }
}

impl Shown for ExampleVariable {
    fn show(&self, card: &mut Card<'_>) {
        let Self { name, commented_out } = self;
        card.named(name).say("Commented out", *commented_out);
    }
}

impl Shown for SecretFound {
    fn show(&self, card: &mut Card<'_>) {
        let Self { what, at } = self;
        card.subject(what, *at);
    }
}

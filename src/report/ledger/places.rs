//! Environments, and the paths that answer whether a process is well.

use super::{Card, Shown};
use crate::facts::{EnvironmentTold, HealthEndpoint};

impl Shown for EnvironmentTold {
    fn show(&self, card: &mut Card<'_>) {
        let Self { name, written, address, details } = self;
        card.subject(name, written.at).say("Called", written).say("Address", address).say("Detail", details);
    }
}

impl Shown for HealthEndpoint {
    fn show(&self, card: &mut Card<'_>) {
        let Self { path, expected, at } = self;
        card.subject(&path.value, *at).say("Answers", expected.as_deref());
    }
}

//! The release: its identifier, and where it goes.

use super::{Card, Shown};
use crate::facts::{Deployment, Said, Version};

impl Shown for Said<Version> {
    fn show(&self, card: &mut Card<'_>) {
        card.subject(&self.value.0, self.at).say("Identifier", self);
    }
}

impl Shown for Deployment {
    fn show(&self, card: &mut Card<'_>) {
        let Self { environment, name, artifact, owner } = self;
        card.named(environment).say("Environment", name).say("Artifact", artifact).say("Owner", owner);
    }
}

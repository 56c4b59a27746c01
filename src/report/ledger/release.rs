//! The release: its identifier, its artifacts, where it goes.

use super::{Card, Shown};
use crate::facts::{Artifact, Deployment, Said, Version};

impl Shown for Said<Version> {
    fn show(&self, card: &mut Card<'_>) {
        card.subject(&self.value.0, self.at).say("Identifier", self);
    }
}

impl Shown for Deployment {
    fn show(&self, card: &mut Card<'_>) {
        let Self { environment, name, artifact, purpose, address, scale, owner } = self;
        card.named(environment)
            .say("Environment", name)
            .say("Artifact", artifact)
            .say("Purpose", purpose)
            .say("Address", address)
            .say("Scale", scale)
            .say("Owner", owner);
    }
}

impl Shown for Artifact {
    fn show(&self, card: &mut Card<'_>) {
        let Self { name, digest, at } = self;
        card.subject(name.as_deref().unwrap_or("artifact"), *at).say("Digest", digest);
    }
}

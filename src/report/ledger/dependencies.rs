//! What the release is built from.

use super::{Card, Shown};
use crate::facts::{Bound, Dependency, Manifest};

impl Shown for Manifest {
    fn show(&self, card: &mut Card<'_>) {
        let Self { ecosystem, name, workspace, at } = self;
        card.subject(name.as_deref().unwrap_or("manifest"), *at)
            .say("Packages of", ecosystem.name())
            .say("Workspace", workspace.then_some(true));
    }
}

impl Shown for Dependency {
    fn show(&self, card: &mut Card<'_>) {
        let Self { ecosystem, name, range, bound } = self;
        card.named(name).say("Packages of", ecosystem.name()).say("Versions", range).say("Allows", allows(*bound));
    }
}

fn allows(bound: Bound) -> &'static str {
    match bound {
        Bound::Closed => "some versions",
        Bound::Open => "every later version",
        Bound::Unwritten => "nothing is said",
        Bound::Any => "every version",
        Bound::Branch => "the tip of a branch",
    }
}

//! Where variables are set, and where they are used.

use super::{Card, Shown};
use crate::facts::{Origin, SecretReference, SecretStore, Setting, ValueState, VariableSource, VariableUse};

impl Shown for Setting {
    fn show(&self, card: &mut Card<'_>) {
        let Self { name, value, state, origin, owner, environment, required, note } = self;
        card.named(name)
            .say("Value", value)
            .say("Kind of value", state_word(*state))
            .say("Required", *required)
            .say("Set in", origin_word(*origin))
            .say("Set for", owner)
            .say("Environment", *environment)
            .say("Note", note);
    }
}

impl Shown for VariableSource {
    fn show(&self, card: &mut Card<'_>) {
        let Self { name, kind, prefix, optional, by } = self;
        card.named(name)
            .say("Kind", origin_word(*kind))
            .say("Prefix", prefix)
            .say("Optional", *optional)
            .say("Taken in by", by);
    }
}

impl Shown for VariableUse {
    fn show(&self, card: &mut Card<'_>) {
        let Self { name, default, required, by } = self;
        card.named(name).say("Default", default).say("Required", *required).say("Used by", by);
    }
}

impl Shown for SecretReference {
    fn show(&self, card: &mut Card<'_>) {
        let Self { name, key, kind, by, at } = self;
        let kept = match kind {
            SecretStore::Kubernetes => "Kubernetes Secret",
            SecretStore::Compose => "Compose secret",
            SecretStore::Manager => "secret manager",
            SecretStore::Pipeline => "secrets of the pipeline",
        };
        card.subject(&name.value, *at).say("Key", key).say("Kept in", kept).say("Used by", by);
    }
}

fn state_word(state: ValueState) -> &'static str {
    match state {
        ValueState::Empty => "empty",
        ValueState::Literal => "literal",
        ValueState::Placeholder => "placeholder",
        ValueState::Default => "default",
        ValueState::Required => "required from the environment",
        ValueState::Passed => "passed from the environment",
        ValueState::Secret => "from a secret",
        ValueState::ConfigMap => "from a ConfigMap",
        ValueState::Field => "from a field of the pod",
        ValueState::Template => "from a template",
        ValueState::Unset => "none: must not be set",
    }
}

fn origin_word(origin: Origin) -> &'static str {
    match origin {
        Origin::Example => "example env file",
        Origin::EnvFile => "env file",
        Origin::Workload => "workload",
        Origin::Compose => "Compose file",
        Origin::ConfigMap => "ConfigMap",
        Origin::Secret => "Secret",
        Origin::Values => "Helm values",
        Origin::Terraform => "Terraform",
        Origin::Document => "document",
        Origin::Platform => "platform file",
        Origin::Image => "image",
        Origin::Pipeline => "pipeline",
    }
}

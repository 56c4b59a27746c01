//! What the release brings.

use super::meaning::listed;
use super::tests::severity as severity_word;
use super::{Card, Shown};
use crate::facts::{Change, ChangeKind, KnownIssue, Notes};

impl Shown for Change {
    fn show(&self, card: &mut Card<'_>) {
        let Self { kind, text, ids, version } = self;
        let kind = match kind {
            ChangeKind::Breaking => "breaking",
            ChangeKind::Added => "added",
            ChangeKind::Changed => "changed",
            ChangeKind::Deprecated => "deprecated",
            ChangeKind::Removed => "removed",
            ChangeKind::Fixed => "fixed",
            ChangeKind::Security => "security",
        };
        card.named(text).say("Kind", kind).say("Ids", listed(ids)).say("Version", version);
    }
}

impl Shown for Notes {
    fn show(&self, card: &mut Card<'_>) {
        let Self { version, date, unreleased, upgrade, at } = self;
        let unnamed = if *unreleased { "unreleased" } else { "no version said" };
        card.subject(version.as_deref().unwrap_or(unnamed), *at)
            .say("Date", date.map(|date| date.to_string()).as_ref())
            .say("Unreleased", unreleased.then_some(true))
            .say("Upgrade step", upgrade);
    }
}

impl Shown for KnownIssue {
    fn show(&self, card: &mut Card<'_>) {
        let Self { ids, text, severity, workaround, resolved, trouble } = self;
        card.named(text)
            .say("Ids", listed(ids))
            .say("Severity", severity.map(severity_word))
            .say("Names a workaround", *workaround)
            .say("Resolved", resolved.then_some(true))
            .say("Trouble of the operation", trouble.then_some(true));
    }
}

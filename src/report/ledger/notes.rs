//! What the release brings.

use super::meaning::listed;
use super::{Card, Shown};
use crate::facts::{Change, ChangeKind, KnownIssue};

impl Shown for Change {
    fn show(&self, card: &mut Card<'_>) {
        let Self { kind, text } = self;
        let kind = match kind {
            ChangeKind::Breaking => "breaking",
            ChangeKind::Added => "added",
            ChangeKind::Changed => "changed",
            ChangeKind::Deprecated => "deprecated",
            ChangeKind::Removed => "removed",
            ChangeKind::Fixed => "fixed",
            ChangeKind::Security => "security",
        };
        card.named(text).say("Kind", kind);
    }
}

impl Shown for KnownIssue {
    fn show(&self, card: &mut Card<'_>) {
        let Self { ids, text, severity, workaround } = self;
        card.named(text)
            .say("Ids", listed(ids))
            .say("Names a severity", *severity)
            .say("Names a workaround", *workaround);
    }
}

//! What changed: commits, migrations, and who answers for what.

use super::meaning::{date, listed};
use super::{Card, Shown};
use crate::facts::{CodeOwner, Commit, Conventional, Migration, Undo};

impl Shown for Commit {
    fn show(&self, card: &mut Card<'_>) {
        let Self { id, author, date: on, subject, conventional, breaking, merge, branches, tags, issues } = self;
        card.named(id).say("Subject", subject);
        if let Some(Conventional { kind, scope, summary }) = conventional {
            card.say("Type", kind).say("Scope", scope).say("Summary", summary);
        }
        card.say("Author", author)
            .say("Date", date(on.as_ref()))
            .say("Breaking", breaking.then_some(true))
            .say("Merge", merge.then_some(true))
            .say("Branches", listed(branches))
            .say("Tags", listed(tags))
            .say("Issues", listed(issues));
    }
}

impl Shown for Migration {
    fn show(&self, card: &mut Card<'_>) {
        let Self { id, tool, undo, at } = self;
        let undo = match undo {
            Undo::Written => "by a script of its own",
            Undo::Automatic => "by the tool",
            Undo::Irreversible => "cannot be undone",
            Undo::Missing => "not said",
        };
        card.subject(&id.value, *at).say("Tool", *tool).say("Undone", undo);
    }
}

impl Shown for CodeOwner {
    fn show(&self, card: &mut Card<'_>) {
        let Self { pattern, owners } = self;
        card.named(pattern).say("Owner", owners);
    }
}

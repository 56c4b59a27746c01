//! Admin tasks and operations.

use super::meaning::listed;
use super::{Card, Shown};
use crate::facts::{AdHoc, AdminTask, Operation, TaskRoom};

impl Shown for AdminTask {
    fn show(&self, card: &mut Card<'_>) {
        // What the task is about is the document's own words in lower case, kept to be compared.
        let Self { id, room, about: _, title, rollback, at } = self;
        let room = match room {
            TaskRoom::Plan => "plan",
            TaskRoom::Catalog => "catalog",
            TaskRoom::Own => "document of its own",
        };
        card.subject(id, *at).say("Title", title).say("Named in", room).say("Rollback", rollback);
    }
}

impl Shown for Operation {
    fn show(&self, card: &mut Card<'_>) {
        let Self { class, sentence, admin_tasks } = self;
        card.subject(class.noun(), sentence.at).say("Sentence", sentence).say("Admin tasks", listed(admin_tasks));
    }
}

impl Shown for AdHoc {
    fn show(&self, card: &mut Card<'_>) {
        let Self { command, word, admin_tasks } = self;
        card.named(command).say("Known by", word).say("Admin tasks", listed(admin_tasks));
    }
}

//! Admin tasks and operations.

use super::meaning::{at as said_at, listed, minutes, normal, word};
use super::{Card, Shown};
use crate::facts::{AdHoc, AdminCommand, AdminTask, NotNeeded, Operation, TaskApproval, TaskReview, TaskRoom, TaskRun};

impl Shown for AdminTask {
    fn show(&self, card: &mut Card<'_>) {
        // What the task is about is the document's own words in lower case, kept to be compared.
        let Self {
            id,
            room,
            about: _,
            title,
            category,
            approval,
            review: TaskReview { reviewer, on: reviewed_on, authorization },
            run: TaskRun { at: run_at, by: run_by, exit_code, rows, audit },
            invoked_by,
            ordering,
            rollback,
            status,
            command,
            duration,
            at,
        } = self;
        let room = match room {
            TaskRoom::Plan => "plan",
            TaskRoom::Catalog => "catalog",
            TaskRoom::Own => "document of its own",
        };
        card.subject(id, *at)
            .say("Title", title)
            .say("Named in", room)
            .say("Category", category)
            .say("Status", status)
            .say("Invoked by", invoked_by)
            .say("When", ordering.as_ref().map(|said| normal(said.value.word(), said.at)))
            .say("Command", command)
            .say("Duration", minutes(duration.as_ref()))
            .say("Rollback", rollback)
            .say("Reviewer", reviewer)
            .say("Reviewed on", reviewed_on)
            .say("Authorization", authorization)
            .say("Run at", run_at)
            .say("Run by", run_by)
            .say("Exit code", exit_code)
            .say("Rows changed", rows);
        for (ticked, item) in audit {
            card.say(if *ticked { "Audited" } else { "Not audited" }, item);
        }
        if let Some(TaskApproval { text, by, on, state }) = approval {
            card.say("Approval", text)
                .say("Approved by", by)
                .say("Approved on", on.map(|day| said_at(day.to_string(), text.at)))
                .say("State of the approval", state.map(word));
        }
    }
}

impl Shown for NotNeeded {
    fn show(&self, card: &mut Card<'_>) {
        let Self { class, sentence } = self;
        card.subject(class.map_or("admin task", |class| class.noun()), sentence.at).say("Sentence", sentence);
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

impl Shown for AdminCommand {
    fn show(&self, card: &mut Card<'_>) {
        let Self { command, runs, admin_tasks } = self;
        card.named(command).say("Runs", runs).say("Admin tasks", listed(admin_tasks));
    }
}

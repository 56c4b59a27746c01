//! XII-05: every admin task is approved, by somebody, on a day.

use super::{any_in, by_id};
use crate::facts::{AdminTask, Kind, Phrase, TaskRoom, TaskState};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{clip, code, count, few, is_dated, list};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "XII-05",
    name: "admin-task-approved",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "No document says of an admin task that it is a draft, pending or refused. Under the `aiwg` profile its own document \
             also has the status approved or executed, and names reviewer, date and authorization; elsewhere a status, an \
             approval in plan or catalog, or a reviewer with a date is enough, and a task of which nothing is said is not judged.",
    why: "A task that changes data runs once, in production. The review is the only test that its command, its scope and its \
          rollback get.",
    settings: &["profile"],
    source: "S64; AP:38, AP:48-51",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let tasks = by_id(case);
    if tasks.is_empty() {
        out.idle("admin tasks", "No document names an admin task.");
        return;
    }
    let aiwg = case.policy.profile == Profile::Aiwg;
    let mut approved = Vec::new();
    for (id, task) in &tasks {
        let own = task.iter().find(|task| task.room == TaskRoom::Own);
        if let Some(said) = unapproved(task) {
            open(case, id, said, out);
        } else if let Some(own) = own.filter(|_| aiwg) {
            match lacks(own) {
                lacks if lacks.is_empty() => approved.push(own.at),
                lacks => incomplete(id, own, &lacks, out),
            }
        } else if let Some(said) = task.iter().find_map(|task| approval(task)) {
            approved.push(said.at);
        } else if !aiwg {
            silent(id, task, out);
        }
    }
    if aiwg && !any_in(case, TaskRoom::Own) {
        out.missing(Kind::AdminTask);
    }
    if !approved.is_empty() {
        out.pass("approval of admin tasks", format!("{} approved.", count(approved.len(), "admin task")))
            .at(few(approved));
    }
}

/// Where a document says that the task is not approved: the status of its own document, or the approval in any. A status in
/// plan or catalog tells how far its run is.
fn unapproved<'a>(task: &[&'a AdminTask]) -> Option<&'a Phrase> {
    let says = |text: &&Phrase| TaskState::of(&text.value) == Some(TaskState::Unapproved);
    task.iter().find_map(|task| {
        let status = task.status.as_ref().filter(|_| task.room == TaskRoom::Own);
        status.filter(says).or_else(|| task.approval.as_ref().map(|approval| &approval.text).filter(says))
    })
}

/// Where a document says that the task is approved.
fn approval(task: &AdminTask) -> Option<&Phrase> {
    let says = |text: &&Phrase| matches!(TaskState::of(&text.value), Some(TaskState::Approved | TaskState::Executed));
    let status = task.status.as_ref().filter(|_| task.room == TaskRoom::Own).filter(says);
    let given = task.approval.as_ref().filter(|approval| says(&&approval.text) || approval.on.is_some());
    let reviewed = task.review.reviewer.as_ref().filter(|_| is_dated(task.review.on.as_ref()));
    status.or_else(|| given.map(|approval| &approval.text)).or(reviewed)
}

/// What the document of a task lacks of the form that the template asks for.
fn lacks(own: &AdminTask) -> Vec<&'static str> {
    let approval = own.approval.as_ref();
    let status = own.status.as_ref().is_some_and(Phrase::is_stated);
    let reviewer = own.review.reviewer.is_some() || approval.is_some_and(|approval| approval.by.is_some());
    let dated = is_dated(own.review.on.as_ref())
        || own.review.reviewer.as_ref().is_some_and(|reviewer| is_dated(Some(reviewer)))
        || approval.is_some_and(|approval| approval.on.is_some());
    let parts = [
        (status, "a status"),
        (reviewer, "a reviewer"),
        (dated, "the date of the approval"),
        (own.review.authorization.is_some(), "an authorization (change request, ticket or decision)"),
    ];
    parts.into_iter().filter(|(there, _)| !there).map(|(_, part)| part).collect()
}

const FORM: &str =
    "**Status**: approved\n\n## Approval\n- Reviewer: name (role)\n- Approved at: YYYY-MM-DD\n- Authorization: CR-1";

fn open(case: &Case<'_>, id: &str, said: &Phrase, out: &mut Findings) {
    let id = code(id);
    let message = format!("{} says of {id}: {}.", case.file(said.at), code(&clip(&said.value, 60)));
    let remedy = format!("Have {id} reviewed before it runs, and write the approval into its document:\n\n{FORM}");
    out.fail(format!("admin task {id}"), message, remedy).at([said.at]);
}

fn incomplete(id: &str, own: &AdminTask, lacks: &[&str], out: &mut Findings) {
    let id = code(id);
    let message = format!("The document of {id} lacks {}.", list(lacks));
    let remedy = format!("Write into the document of {id}:\n\n{FORM}");
    out.fail(format!("admin task {id}"), message, remedy).at([own.at]).at(own.status.as_ref().map(|status| status.at));
}

fn silent(id: &str, task: &[&AdminTask], out: &mut Findings) {
    let id = code(id);
    let remedy = format!("Write who approved {id}, and when, into its document or its row of the plan.");
    out.none(format!("admin task {id}"), format!("No document says whether {id} is approved."), remedy)
        .at(few(task.iter().map(|task| task.at)));
}

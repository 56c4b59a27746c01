//! XII-10: a task that was run has a log, and was looked at afterwards.

use super::by_id;
use crate::facts::{AdminTask, Phrase, TaskRoom, TaskRun, TaskState};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{are, code, count, few, list};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "XII-10",
    name: "executed-task-logged",
    severity: Severity::Error,
    stage: Some(Stage::Rollout),
    needs: &[],
    checks: "The document of an admin task that was executed, by its status or its log, has the exit code 0. Under the `aiwg` \
             profile the log also says when the task was invoked and by whom, and how many rows or objects it changed, and the \
             boxes of the audit are ticked; elsewhere an open box of a task that is called executed is a warning.",
    why: "Nobody can prove afterwards what a task did to the data if its run left no log, and a task that failed halfway looks \
          like one that was done.",
    settings: &["profile"],
    source: "AP:71-76, AP:88-92",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let tasks = by_id(case);
    let own = tasks.iter().flat_map(|(id, task)| {
        task.iter().filter(|task| task.room == TaskRoom::Own).map(move |task| (id.as_str(), *task))
    });
    let (executed, waiting): (Vec<_>, Vec<_>) = own.partition(|(_, task)| is_executed(task));
    if executed.is_empty() {
        let message = if tasks.is_empty() {
            "No document names an admin task."
        } else {
            "No task document says that its task was executed."
        };
        out.idle("admin tasks", message).at(few(waiting.iter().map(|(_, task)| task.at)));
        return;
    }
    let mut logged = Vec::new();
    for (id, task) in &executed {
        if judge_task(case, id, task, out) {
            logged.push(task.run.at.as_ref().map_or(task.at, |time| time.at));
        }
    }
    if !logged.is_empty() {
        out.pass(
            "runs of admin tasks",
            format!("{} with a log of a good run.", count(logged.len(), "executed admin task")),
        )
        .at(few(logged));
    }
}

fn is_executed(task: &AdminTask) -> bool {
    let status = task.status.as_ref().and_then(|status| TaskState::of(&status.value));
    status == Some(TaskState::Executed) || (task.run.at.is_some() && task.run.exit_code.is_some())
}

/// Whether nothing is wrong with it.
fn judge_task(case: &Case<'_>, id: &str, task: &AdminTask, out: &mut Findings) -> bool {
    let id = code(id);
    let aiwg = case.policy.profile == Profile::Aiwg;
    let (run, subject) = (&task.run, format!("admin task {id}"));
    if let Some(exit) = run.exit_code.as_ref().filter(|exit| exit_code(exit).is_some_and(|exit| exit != 0)) {
        let message = format!("{id} was run and failed: exit code {}.", code(&exit.value));
        let remedy = format!(
            "Find out what {id} has changed, undo it or run it to its end, and write the new run into its log."
        );
        out.fail(subject, message, remedy).at([exit.at]);
        return false;
    }
    let lacks = lacks(run);
    if !lacks.is_empty() && aiwg {
        let message = format!("{id} was executed, and its log lacks {}.", list(&lacks));
        let remedy = format!("Write into the execution log of {id}:\n\n{LOG}");
        let status = task.status.as_ref().map(|status| status.at);
        out.fail(subject, message, remedy).at([status.unwrap_or(task.at)]).at(run.at.as_ref().map(|time| time.at));
        return false;
    }
    let open: Vec<&Phrase> = run.audit.iter().filter(|(ticked, _)| !ticked).map(|(_, item)| item).collect();
    if let Some(first) = open.first() {
        let message = format!(
            "{id} was executed, and {} of its audit {} open: {}.",
            count(open.len(), "item"),
            are(open.len()),
            code(&first.value)
        );
        let severity = if aiwg { Severity::Error } else { Severity::Warn };
        let remedy = format!("Do what the audit of {id} asks for, and tick its boxes.");
        out.fail(format!("audit of {id}"), message, remedy).at(few(open.iter().map(|item| item.at))).severity(severity);
        return false;
    }
    if lacks.is_empty() || run.exit_code.is_some() {
        return true;
    }
    let message = format!("{id} was executed, and its document holds no log of the run.");
    out.none(subject, message, format!("Write into the document of {id}:\n\n{LOG}")).at([task.at]);
    false
}

const LOG: &str = "- Invoked at: 2026-12-08T02:25:00Z\n- Invoked by: name\n- Exit code: 0\n- Rows/objects affected: 0";

fn lacks(run: &TaskRun) -> Vec<&'static str> {
    let parts = [
        (run.at.is_some(), "the time"),
        (run.by.is_some(), "who invoked it"),
        (run.exit_code.is_some(), "the exit code"),
        (run.rows.is_some(), "the rows or objects affected"),
    ];
    parts.into_iter().filter(|(there, _)| !there).map(|(_, part)| part).collect()
}

/// The number that the cell begins with: `0 (success)`.
fn exit_code(said: &Phrase) -> Option<i64> {
    let text = said.value.trim_start_matches(['`', ' ']);
    let end = text.find(|letter: char| !(letter.is_ascii_digit() || letter == '-')).unwrap_or(text.len());
    text.get(..end)?.parse().ok()
}

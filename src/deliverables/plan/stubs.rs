//! Admin tasks that nobody has written down yet.

use std::collections::BTreeMap;

use super::known;
use super::table::{Row, code, open, plain};
use crate::deliverables::cite::{Clerk, Statement, sources};
use crate::deliverables::escape::{Place, escape};
use crate::facts::{AdminTask, Kind, Phrase, TaskRoom};
use crate::policy::ids::example;
use crate::review::Answer;
use crate::vocabulary::OperationClass;

/// An operation that is to become a task.
pub(super) struct Stub {
    /// The next free number of the dossier's own numbering.
    pub(super) id: String,
    class: OperationClass,
    /// The sentence that speaks of it.
    said: Statement,
}

impl Stub {
    /// Its row in plan and catalog.
    pub(super) fn row(&self) -> Row {
        Row::default()
            .with("Task ID", plain(&self.id))
            .with("Name", Statement { source: self.said.source.clone(), ..plain(self.class.noun()) })
            .with("Category", plain(self.class.id()))
    }
}

/// The operations without a task, as XII-01 finds them.
pub(super) fn unnamed(clerk: &Clerk<'_>) -> Vec<Stub> {
    let facts = &clerk.reading.facts;
    let fails = |class: &OperationClass| {
        clerk.review.outcomes.iter().any(|outcome| {
            outcome.rule == "XII-01" && outcome.outcome == Answer::Fail && outcome.subject == class.noun()
        })
    };
    let classes = OperationClass::ALL.iter().copied().filter(fails);
    let ids = numbers(&facts.admin_tasks, &example(&clerk.review.policy.ids.admin_task));
    classes
        .zip(ids)
        .map(|(class, id)| {
            let mut spoken = facts.operations.iter().filter(|operation| operation.class == class);
            let loose = spoken.find(|operation| operation.admin_tasks.is_empty()).map(|operation| &operation.sentence);
            let said = loose.map(|said| clerk.state(said.value.as_str(), said.at)).unwrap_or_default();
            Stub { id, class, said }
        })
        .collect()
}

/// The ids behind the highest one: `ADM-024` behind `ADM-023`. Without any, the first is the one that the policy names.
fn numbers(tasks: &[AdminTask], first: &str) -> impl Iterator<Item = String> + use<> {
    let parts = |id: &str| -> Option<(u32, usize, String)> {
        let head = id.trim_end_matches(|digit: char| digit.is_ascii_digit());
        let digits = id.get(head.len()..)?;
        Some((digits.parse().ok()?, digits.len(), head.to_owned()))
    };
    let highest = tasks.iter().filter_map(|task| parts(&task.id)).max();
    let first = || parts(first).map(|(number, width, head)| (number.saturating_sub(1), width, head));
    let (last, width, head) = highest.or_else(first).unwrap_or((0, 3, "ADM-".to_owned()));
    (1..).map(move |step| format!("{head}{:0width$}", last.saturating_add(step)))
}

/// The document of a task.
pub(super) struct Draft {
    /// The task.
    pub(super) id: String,
    /// Its lines.
    pub(super) lines: Vec<String>,
    /// Where they were taken from.
    pub(super) source: String,
}

/// A document for each task that has none.
pub(super) fn documents(clerk: &Clerk<'_>) -> Vec<Draft> {
    let layout = layout(clerk);
    let nothing = Statement::default();
    let drafted = unnamed(clerk).into_iter().map(|stub| draft(&layout, &stub.row(), &stub.said, &nothing));
    let mut drafts: Vec<Draft> = drafted.collect();
    if clerk.asked(&["XII-02"]).is_none() {
        return drafts;
    }
    let steps = &clerk.reading.facts.steps;
    let actions: BTreeMap<&str, &Phrase> = steps
        .iter()
        .rev()
        .flat_map(|step| step.admin_tasks.iter().map(move |id| (id.as_str(), &step.action)))
        .collect();
    let (commands, own) = (commands(clerk), known::is_in(TaskRoom::Own));
    let said = |phrase: Option<&&Phrase>| {
        phrase.map_or_else(Statement::default, |phrase| clerk.state(phrase.value.as_str(), phrase.at))
    };
    for row in known::tasks(clerk, |entries| !own(entries)) {
        let id = row.text("Task ID");
        let named = row.said("Name");
        let purpose = if named.is_said() { named } else { said(actions.get(id.as_str())) };
        drafts.push(draft(&layout, &row, &purpose, &code(said(commands.get(id.as_str())))));
    }
    drafts
}

fn draft(layout: &[Chapter], row: &Row, purpose: &Statement, command: &Statement) -> Draft {
    let source = [row.source(), sources(&[purpose, command])];
    let source = source.into_iter().find(|source| !source.is_empty()).unwrap_or_default();
    Draft { id: row.text("Task ID"), lines: document(layout, row, purpose, command), source }
}

/// The commands that the documents give for tasks, by their ids.
fn commands<'a>(clerk: &Clerk<'a>) -> BTreeMap<&'a str, &'a Phrase> {
    let facts = &clerk.reading.facts;
    let told = facts.admin_tasks.iter().filter_map(|task| Some((task.id.as_str(), task.command.as_ref()?)));
    let by_hand =
        facts.ad_hoc.iter().flat_map(|found| found.admin_tasks.iter().map(move |id| (id.as_str(), &found.command)));
    let planned = facts
        .steps
        .iter()
        .flat_map(|step| step.admin_tasks.iter().filter_map(move |id| Some((id.as_str(), step.commands.first()?))));
    let mut commands = BTreeMap::new();
    for (id, command) in told.chain(by_hand).chain(planned) {
        commands.entry(id).or_insert(command);
    }
    commands
}

/// A heading and the keys of its lines.
type Chapter = (u8, String, Vec<String>);

/// How the tasks of the dossier are written; without any, as the template has them.
fn layout(clerk: &Clerk<'_>) -> Vec<Chapter> {
    let model = clerk.reading.facts.of_kind(Kind::AdminTask).next();
    let sections = model.map(|document| clerk.outline(document.source));
    let found: Vec<Chapter> = sections.map_or_else(Vec::new, |outline| {
        let named = outline.sections.iter().filter(|section| section.level > 0 && !section.bold);
        named
            .map(|section| {
                let keys = section.fields.iter().map(|field| field.key.plain.clone()).collect();
                (section.level, section.title.plain.clone(), keys)
            })
            .collect()
    });
    if found.len() > 2 {
        return found;
    }
    let keys = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    [
        ("", &["Category", "Created", "Author", "Status"][..]),
        ("Purpose", &[]),
        ("Scope", &["Services affected", "Data affected", "Environments"]),
        ("Approval", &["Reviewer", "Approved at", "Authorization"]),
        ("Execution", &["Command", "Container image", "Expected duration"]),
        ("Rollback", &["Command", "Verification after rollback"]),
    ]
    .map(|(title, list)| (if title.is_empty() { 1 } else { 2 }, title.to_owned(), keys(list)))
    .to_vec()
}

fn document(layout: &[Chapter], row: &Row, purpose: &Statement, command: &Statement) -> Vec<String> {
    let (id, name) = (row.text("Task ID"), row.text("Name"));
    let mut lines = Vec::new();
    for (at, (level, title, keys)) in layout.iter().enumerate() {
        if at == 0 {
            let name = if name.is_empty() { open("XII-03") } else { escape(&name, Place::Line) };
            lines.push(format!("# {}: {name}", escape(&id, Place::Line)));
        } else {
            lines.extend([String::new(), format!("{} {title}", "#".repeat(usize::from((*level).clamp(2, 6))))]);
        }
        let undo = title.to_lowercase().contains("rollback");
        let mut body: Vec<String> = keys.iter().map(|key| line(key, undo, row, command)).collect();
        if body.is_empty() && at == 1 && purpose.is_said() {
            body.push(escape(&purpose.text, Place::Line));
        } else if body.is_empty() && at > 0 {
            body.push(open("XII-03"));
        }
        if !body.is_empty() {
            lines.push(String::new());
        }
        lines.extend(body);
    }
    lines
}

fn line(key: &str, undo: bool, row: &Row, command: &Statement) -> String {
    let key = escape(key, Place::Line);
    let small = key.to_lowercase();
    let known = match small.as_str() {
        "category" => row.said("Category"),
        "command" if undo => row.said("Rollback"),
        "command" => command.clone(),
        _ => Statement::default(),
    };
    let rule = match small.as_str() {
        "status" | "reviewer" | "approved at" | "authorization" | "approval" => "XII-05",
        _ if undo => "XII-04",
        _ => "XII-03",
    };
    let said = if known.is_said() { escape(&known.text, Place::Line) } else { open(rule) };
    format!("- **{key}**: {said}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_follows_the_highest() {
        assert_eq!(numbers(&[], "ADM-001").take(2).collect::<Vec<_>>(), ["ADM-001", "ADM-002"]);
    }
}

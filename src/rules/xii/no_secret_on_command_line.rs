//! XII-13: no command is given a secret as it stands.

use crate::facts::{Kind, Phrase, Place};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{clip, code, count, few, once};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "XII-13",
    name: "no-secret-on-command-line",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan, Kind::AdminTask, Kind::AdminCatalog, Kind::SupportRunbook],
    checks: "No command in a plan, a runbook, an admin task or its catalog is given a literal token, password or key as an \
             argument, in a locator or as a variable before it. `$NAME`, a file, standard input and placeholders are none, and the \
             body of a request is left to III-07. The \
             secret itself is masked before anything is read; the mask shows where it stood.",
    why: "The arguments of a command are in the history of the shell, in the list of processes and in the log of the pipeline.",
    settings: &[],
    source: "TS:31-38",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let given: Vec<(&str, &Phrase)> =
        case.facts.secrets.iter().filter_map(|secret| Some((secret.what.as_str(), secret.command.as_ref()?))).collect();
    let mut seen: Vec<Place> = Vec::new();
    for (what, command) in &given {
        // Two secrets of one command are one finding.
        if seen.last() == Some(&command.at) {
            continue;
        }
        seen.push(command.at);
        let shown = code(&clip(&command.value, 80));
        let file = case.file(command.at);
        let remedy = format!(
            "Replace the secret at its issuer, and let the command in {file} take the new one from the environment, a file or \
             standard input: `--password-stdin`, `\"$DB_PASSWORD\"`."
        );
        let message = format!("A command in {file} is given a secret ({what}): {shown}.");
        out.fail(format!("command {shown}"), message, remedy).at([command.at]);
    }
    if !given.is_empty() {
        return;
    }
    let commands = commands(case);
    if commands.is_empty() {
        out.idle("commands", "No plan, runbook or admin task shows a command.");
    } else {
        out.pass("commands", format!("{} without a literal secret.", count(commands.len(), "command")))
            .at(few(commands));
    }
}

/// The commands that documents show.
fn commands(case: &Case<'_>) -> Vec<Place> {
    let facts = case.facts;
    let tasks = facts.admin_tasks.iter().filter_map(|task| task.command.as_ref());
    let steps = facts.steps.iter().flat_map(|step| &step.commands);
    let admin = facts.admin_commands.iter().map(|one| &one.command);
    once(tasks.chain(steps).chain(admin).map(|command| command.at))
}

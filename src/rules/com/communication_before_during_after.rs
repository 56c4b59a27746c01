//! COM-07: people are told before, during and after the deployment.

use crate::facts::{Communication, Kind, Phase, is_stated};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{count, few, list};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::Section;

pub(super) static RULE: Rule = Rule {
    id: "COM-07",
    name: "communication-before-during-after",
    severity: Severity::Warn,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan],
    checks: "The communication plan has at least one message before, one during and one after the deployment, each with \
             audience, channel and owner.",
    why: "People who were not told report the deployment as an incident; people who are not told of its end keep waiting.",
    settings: &[],
    source: "S22; DP:50-51",
    judge,
};

pub(crate) const TABLE: &str = "Add the communication plan:\n\n| Phase | Audience | Channel | Owner |\n|---|---|---|---|\n\
                     | before | all users | status page | name |\n| during | support team | chat room | name |\n\
                     | after | all users | status page | name |";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let all = messages(case);
    if all.is_empty() {
        nothing(case, out);
        return;
    }
    if all.iter().all(|message| message.phase.is_none()) {
        let message =
            format!("The communication plan has {}, and none says when it is sent.", count(all.len(), "message"));
        out.fail(
            "phases of the communication",
            message,
            "Say of each message whether it is sent before, during or after the deployment.",
        )
        .at(few(all.iter().map(|message| message.at)));
        return;
    }
    for phase in [Phase::Before, Phase::During, Phase::After] {
        judge_phase(&all, phase, out);
    }
}

/// The messages about the release; where the plan lists some for a phase, what is said in passing adds nothing to them.
fn messages<'a>(case: &Case<'a>) -> Vec<&'a Communication> {
    let all = &case.facts.communications;
    let listed = |phase: Option<Phase>| all.iter().any(|known| !known.aside && known.phase == phase);
    let counts = |message: &&Communication| {
        message.phase != Some(Phase::Rollback) && !(message.aside && (message.phase.is_none() || listed(message.phase)))
    };
    all.iter().filter(counts).collect()
}

fn judge_phase(all: &[&Communication], phase: Phase, out: &mut Findings) {
    let word = phase.word();
    let subject = format!("communication {word} the deployment");
    let messages: Vec<&Communication> = all.iter().copied().filter(|message| message.phase == Some(phase)).collect();
    if messages.is_empty() {
        let places = few(all.iter().map(|message| message.at));
        let remedy = format!("Add a row for `{word}` to the communication plan, with audience, channel and owner.");
        out.fail(subject, format!("The communication plan has no message {word} the deployment."), remedy).at(places);
        return;
    }
    let gaps: Vec<(&Communication, Vec<&str>)> =
        messages.iter().map(|message| (*message, lacks(message))).filter(|(_, lacks)| !lacks.is_empty()).collect();
    if gaps.is_empty() {
        let message =
            format!("{} {word} the deployment, with audience, channel and owner.", count(messages.len(), "message"));
        out.pass(subject, message).at(few(messages.iter().map(|message| message.at)));
        return;
    }
    let named: Vec<&str> = ["audience", "channel", "owner"]
        .into_iter()
        .filter(|field| gaps.iter().any(|(_, lacks)| lacks.contains(field)))
        .collect();
    let message = format!("{} {word} the deployment without {}.", count(gaps.len(), "message"), list(&named));
    let remedy = format!("Fill in {} in the rows shown of the communication plan.", list(&named));
    out.fail(subject, message, remedy).at(few(gaps.iter().map(|(message, _)| message.at)));
}

fn lacks(message: &Communication) -> Vec<&'static str> {
    let fields = [("audience", &message.audience), ("channel", &message.channel), ("owner", &message.owner)];
    fields.into_iter().filter(|(_, said)| !is_stated(said.as_ref())).map(|(field, _)| field).collect()
}

fn nothing(case: &Case<'_>, out: &mut Findings) {
    let section = case
        .facts
        .of_kind(Kind::DeploymentPlan)
        .find_map(|plan| plan.section(Section::Communication))
        .filter(|section| section.filled);
    match section {
        Some(section) => {
            out.none(
                "communication plan",
                "The communication plan could not be read as messages with phase and audience.",
                TABLE,
            )
            .at([section.title.at]);
        }
        None => {
            out.fail(
                "communication plan",
                "The deployment plan does not say who is told before, during and after.",
                TABLE,
            )
            .at(case.start_of(Kind::DeploymentPlan));
        }
    }
}

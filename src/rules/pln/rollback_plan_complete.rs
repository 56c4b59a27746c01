//! PLN-07: the plan says when to go back, how, and who decides.

use crate::facts::{Facts, Kind, Phrase, Place, Reference, Rollback};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{clip, code, few};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "PLN-07",
    name: "rollback-plan-complete",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan],
    checks: "The plan names the triggers on which the release is rolled back, the procedure, and the person or role who \
             decides; a document of its own about going back belongs to the plan. Fix-forward only, or a statement that there \
             is no way back, fails. Under the `generic` profile the \
             rollback may stand in a runbook or change request, if the plan itself only points there. What a plan leaves to a \
             document about going back that it links to, and that was not supplied, is no evidence.",
    why: "In an incident there is no time to debate whether to go back, how, and who may say so.",
    settings: &["profile"],
    source: "DP:49-50",
    judge,
};

const PROCEDURE: &str = "Write the steps that bring the previous version back into the plan's section on rollback.";
const SUPPLY: &str = "Add the document that the plan links to, or write the way back into the plan.";
const AUTHORITY: &str =
    "Name the person or role who decides, such as `Decision authority: Deployment Manager (A. Ito)`.";
const TRIGGERS: &str = "Add the triggers to the plan's section on rollback:\n\n| Trigger | Threshold | Window | Action |\n\
                        |---|---|---|---|\n| error rate | > 2 % above baseline | 5 min | roll back |";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let rollbacks = rollbacks(case);
    let elsewhere = case.way_back_elsewhere();
    if let Some(link) = elsewhere.filter(|_| rollbacks.is_empty()) {
        out.none("rollback plan", not_supplied("The way back", link), SUPPLY).at([link.at]);
        return;
    }
    if rollbacks.is_empty() {
        let remedy =
            "Add a section \"Rollback and Contingency\" to the plan, with triggers, procedure and decision authority.";
        out.fail("rollback plan", "The deployment plan says nothing about a rollback.", remedy)
            .at(case.start_of(Kind::DeploymentPlan));
        return;
    }
    let titles: Vec<Place> = rollbacks.iter().map(|rollback| rollback.title.at).collect();
    let mut ask = |what: &str, found: Vec<Place>, remedy: &str| {
        let subject = format!("rollback {what}");
        if let Some(link) = elsewhere.filter(|_| found.is_empty()) {
            out.none(subject, not_supplied(&format!("The rollback plan names no {what}; more"), link), SUPPLY)
                .at(few(titles.iter().copied()))
                .at([link.at]);
        } else if found.is_empty() {
            out.fail(subject, format!("The rollback plan names no {what}."), remedy).at(few(titles.iter().copied()));
        } else {
            out.pass(subject, format!("The rollback plan names its {what}.")).at(few(found));
        }
    };
    ask("triggers", triggers(case.facts, &rollbacks), TRIGGERS);
    ask("decision authority", authority(&rollbacks), AUTHORITY);
    match rollbacks.iter().find_map(|rollback| rollback.refusal.as_ref()) {
        Some(refusal) => refused(refusal, out),
        None => ask(
            "procedure",
            rollbacks.iter().flat_map(|rollback| rollback.procedure.iter().copied()).collect(),
            PROCEDURE,
        ),
    }
}

fn not_supplied(what: &str, link: &Reference) -> String {
    format!("{what} stands in {}, which was not supplied.", code(&clip(&link.target, 80)))
}

fn refused(refusal: &Phrase, out: &mut Findings) {
    let message = format!("The plan says that there is no way back: {}.", code(&clip(&refusal.value, 120)));
    out.fail("rollback procedure", message, PROCEDURE).at([refusal.at]);
}

/// What the plan says of going back; under the generic profile what other documents say, if the plan says nothing.
fn rollbacks<'a>(case: &Case<'a>) -> Vec<&'a Rollback> {
    let all = &case.facts.rollbacks;
    let planned: Vec<&Rollback> =
        all.iter().filter(|rollback| rollback.separate || case.in_plan(rollback.title.at)).collect();
    let says = |rollback: &&Rollback| {
        !rollback.triggers.is_empty()
            || !rollback.procedure.is_empty()
            || rollback.authority.is_some()
            || rollback.refusal.is_some()
    };
    if planned.iter().any(says) || case.policy.profile == Profile::Aiwg || all.is_empty() {
        return planned;
    }
    all.iter().collect()
}

fn triggers(facts: &Facts, rollbacks: &[&Rollback]) -> Vec<Place> {
    let named = rollbacks.iter().flat_map(|rollback| rollback.triggers.iter().copied());
    named.chain(facts.triggers.iter().map(|trigger| trigger.text.at)).collect()
}

fn authority(rollbacks: &[&Rollback]) -> Vec<Place> {
    let named = rollbacks.iter().filter_map(|rollback| rollback.authority.as_ref());
    named.filter(|authority| authority.is_stated()).map(|authority| authority.at).collect()
}

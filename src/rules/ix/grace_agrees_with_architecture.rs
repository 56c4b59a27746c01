//! IX-07: the plan gives each process type the grace period that the architecture gives it.

use super::RESTART_TABLE;
use super::process_types::{ProcessType, long_running};
use crate::facts::{Kind, Place, Process, Said, Seconds};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{code, count, few, list, once, seconds};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "IX-07",
    name: "grace-agrees-with-architecture",
    severity: Severity::Warn,
    stage: Some(Stage::Readiness),
    needs: &[Kind::Architecture],
    checks: "Where both the plan and the architecture document give a process type a grace period, it is the same. One that the \
             architecture writes as a limit (`< 30 s`) is kept by every shorter one.",
    why: "The architecture says how long the process needs. A plan that gives it less cuts work off, and one that gives it more \
          plans with another program.",
    settings: &[],
    source: "S47; FG:667, FG:672",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let mut equal: Vec<Place> = Vec::new();
    let (mut types, mut compared) = (0, false);
    for of_type in &long_running(case) {
        let Some((planned, designed)) = sides(case, of_type) else { continue };
        let differing: Vec<&Stated<'_>> = planned.iter().filter(|one| !agrees(one, &designed)).collect();
        compared = true;
        if differing.is_empty() {
            types += 1;
            equal.extend(planned.first().map(|one| one.said.at));
            equal.extend(designed.first().map(|one| one.said.at));
        } else {
            report(of_type, &differing, &designed, out);
        }
    }
    if !equal.is_empty() {
        let message = format!("{} with the same grace period in plan and architecture.", count(types, "process type"));
        out.pass("grace periods", message).at(few(equal));
    } else if !case.facts.has(Kind::DeploymentPlan) {
        out.missing(Kind::DeploymentPlan);
    } else if !compared && !super::runs_nothing(case, out) {
        let message =
            "Plan and architecture document state no grace period of one process type that could be compared.";
        out.none("grace periods", message, RESTART_TABLE).at(case.start_of(Kind::Architecture));
    }
}

/// Statements on either side of which one type is compared.
const MOST_STATED: usize = 64;

/// A grace period, and whether it is only the most that it may be.
struct Stated<'a> {
    said: &'a Said<Seconds>,
    at_most: bool,
}

/// What the plan and the architecture say of a type, if both say something.
fn sides<'a>(case: &Case<'_>, of_type: &ProcessType<'a>) -> Option<(Vec<Stated<'a>>, Vec<Stated<'a>>)> {
    let of = |kind: Kind| -> Vec<Stated<'a>> {
        let entries = of_type.entries.iter().filter(|entry| case.facts.in_kind(entry.at, kind));
        let stated =
            |entry: &&'a Process| entry.grace.as_ref().map(|said| Stated { said, at_most: entry.grace_at_most });
        entries.filter_map(stated).take(MOST_STATED).collect()
    };
    let (planned, designed) = (of(Kind::DeploymentPlan), of(Kind::Architecture));
    (!planned.is_empty() && !designed.is_empty()).then_some((planned, designed))
}

fn agrees(planned: &Stated<'_>, designed: &[Stated<'_>]) -> bool {
    designed.iter().any(|one| {
        let (plan, design) = (planned.said.value, one.said.value);
        (plan - design).abs() < 0.001 || (one.at_most && plan < design) || (planned.at_most && design < plan)
    })
}

fn report(of_type: &ProcessType<'_>, differing: &[&Stated<'_>], designed: &[Stated<'_>], out: &mut Findings) {
    let name = code(of_type.name());
    let times = |all: &mut dyn Iterator<Item = Seconds>| list(&once(all.map(seconds)));
    let plan = times(&mut differing.iter().map(|one| one.said.value));
    let design = times(&mut designed.iter().map(|one| one.said.value));
    let message =
        format!("The plan gives {name} a grace period of {plan}, and the architecture document one of {design}.");
    let remedy = format!(
        "Find out how long {name} takes to stop, and write that time into both the plan's Rolling Restart Strategy and section \
         9a.3 of the architecture document."
    );
    out.fail(format!("process type {name}"), message, remedy)
        .at(few(differing.iter().map(|one| one.said.at)))
        .at(few(designed.iter().map(|one| one.said.at)));
}

//! EXE-13: a rollback brought everything back, in time, and was told.

use super::templated;
use crate::facts::{Kind, Place, RollbackRecord, Said};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{minutes, once};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "EXE-13",
    name: "rollback-completed",
    severity: Severity::Error,
    stage: Some(Stage::Rollout),
    needs: &[Kind::ExecutionLog, Kind::RollbackRecord, Kind::MonitoringReport, Kind::SmokeResults],
    checks: "Where a rollback is recorded, its record says that everything runs the old version, error rate and \
             latency are back at the baseline, the smoke tests pass, no alert fires, an incident is open, and it took \
             no longer than the plan's objective. What the record does not say is a failure in the profile `aiwg`, \
             and has no evidence elsewhere.",
    why: "Half a rollback is worse than the fault: two versions write to one database, and nobody looks any more.",
    settings: &["rollback_minutes", "profile"],
    source: "FD:1168-1178, FD:1229",
    judge,
};

const TABLE: &str = "Write into the rollback log:\n\n| Check | Result |\n|---|---|\n| Traffic on 2.3.2 | 100 %, PASS |\n\
                     | Error rate and latency at the baseline | PASS |\n| Smoke tests | PASS |\n| Active alerts | 0 |\n\
                     | Duration | 4 min |\n| Incident | INC-0000 |";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let records = &case.facts.rollback_records;
    if records.is_empty() {
        nothing(case, out);
        return;
    }
    for record in records {
        checks(case, record, out);
        duration(case, record, out);
    }
}

fn nothing(case: &Case<'_>, out: &mut Findings) {
    if let Some(back) = case.facts.rollout_decisions.iter().find(|decision| decision.back) {
        let message = "It was decided to roll back, and no record of the rollback is in the dossier.";
        out.none("rollback", message, TABLE).at([back.text.at]);
        return;
    }
    out.idle("rollback", "No rollback is recorded.");
}

fn checks(case: &Case<'_>, record: &RollbackRecord, out: &mut Findings) {
    let file = case.file(record.title.at);
    let parts: [(&str, &Option<Said<bool>>, &str); 5] = [
        ("old version", &record.version, "that everything runs the old version again"),
        ("service levels", &record.levels, "that error rate and latency are back at the baseline"),
        ("smoke tests", &record.smoke, "that the smoke tests pass"),
        ("alerts", &record.alerts, "that no alert fires"),
        ("incident", &record.incident, "which incident was opened"),
    ];
    for (name, said, wanted) in parts {
        let subject = format!("{name} after the rollback in {file}");
        match said {
            Some(Said { value: true, at }) => {
                out.pass(subject, format!("The record says {wanted}.")).at([*at]);
            }
            Some(Said { value: false, at }) => {
                let message = format!("The record does not confirm {wanted}; it says otherwise.");
                let remedy = format!("Finish the rollback and record {wanted}. {TABLE}");
                out.fail(subject, message, remedy).at([*at]);
            }
            None => {
                let message = format!("The record does not say {wanted}.");
                let at: [Place; 1] = [record.title.at];
                if templated(case) {
                    out.fail(subject, message, TABLE).at(at);
                } else {
                    out.none(subject, message, TABLE).at(at);
                }
            }
        }
    }
}

fn duration(case: &Case<'_>, record: &RollbackRecord, out: &mut Findings) {
    let subject = format!("duration of the rollback in {}", case.file(record.title.at));
    let Some(took) = &record.took else {
        out.none(subject, "The record does not say how long the rollback took.", TABLE).at([record.title.at]);
        return;
    };
    let objectives: Vec<&Said<f64>> = case
        .facts
        .rollbacks
        .iter()
        .filter(|plan| case.in_plan(plan.title.at))
        .filter_map(|plan| plan.objective.as_ref())
        .collect();
    let said = objectives.first();
    let objective = said.map_or(case.policy.rollback_minutes, |said| said.value);
    let of = if said.is_some() { "the plan's objective" } else { "the policy's limit" };
    let places = once([took.at].into_iter().chain(said.map(|said| said.at)));
    if took.value <= objective + 1e-9 {
        out.pass(subject, format!("It took {}; {of} is {}.", minutes(took.value), minutes(objective))).at(places);
    } else {
        let message = format!("It took {}; {of} is {}.", minutes(took.value), minutes(objective));
        let remedy = "Find out what took so long, record it as a lesson with an owner, and correct the objective or the \
                      procedure in the plan.";
        out.fail(subject, message, remedy).at(places);
    }
}

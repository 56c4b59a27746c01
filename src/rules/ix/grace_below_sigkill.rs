//! IX-03: each process is done before it is killed.

use super::RESTART_TABLE;
use super::limit::{Limit, is_templated, limit};
use super::process_types::{Deployed, ProcessType, long_running};
use crate::facts::{Kind, Said, Seconds};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{code, none_of, seconds};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "IX-03",
    name: "grace-below-sigkill",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan, Kind::Architecture],
    checks: "The grace period of each process type is shorter than the time after which it is killed; equal is too long. The \
             plan's grace period counts before that of other documents, and the shortest SIGKILL timeout that any document \
             or manifest states. Where none is stated, the default of the orchestrator is assumed, and the message says so; \
             where nothing names the orchestrator, a grace period above Kubernetes' default cannot be judged.",
    why: "A process that is killed before it has finished loses the request or job that it was told to finish.",
    settings: &["kill_timeout_seconds", "orchestrator"],
    source: "S51; R9:27",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let types = long_running(case);
    let deployed = Deployed::of(case);
    let mut compared = false;
    for of_type in &types {
        let graces = of_type.planned(case, |entry| entry.grace.as_ref());
        if let Some(grace) = graces.into_iter().max_by(|one, other| one.value.total_cmp(&other.value)) {
            compared = true;
            compare(case, of_type, grace, &deployed, out);
        }
    }
    if !compared {
        let message = match types.as_slice() {
            [] => "No document says how long a process takes to stop, so nothing can be compared with the SIGKILL timeout.".to_owned(),
            types => format!("{} has a grace period that could be compared with its SIGKILL timeout.", none_of(types.len(), "process type")),
        };
        out.none("grace periods", message, RESTART_TABLE).at(case.start_of(Kind::DeploymentPlan));
    }
}

fn compare(
    case: &Case<'_>,
    of_type: &ProcessType<'_>,
    grace: &Said<Seconds>,
    deployed: &Deployed<'_>,
    out: &mut Findings,
) {
    let name = code(of_type.name());
    let subject = format!("process type {name}");
    let limit = limit(case, of_type, deployed);
    let (taken, allowed, note) = (seconds(grace.value), seconds(limit.seconds()), limit.note());
    if grace.value < limit.seconds() {
        out.pass(subject, format!("Grace {taken} is below the SIGKILL timeout of {allowed}{note}."))
            .at([grace.at])
            .at(limit.place());
    } else if !matches!(limit, Limit::Stated(..)) && is_templated(case, of_type, deployed) {
        let message = format!(
            "Grace {taken} can be compared with no SIGKILL timeout: the manifests that may set it could be read only in part."
        );
        let remedy = format!(
            "State the SIGKILL timeout of {name} in the plan, or add the rendered manifests (`helm template`)."
        );
        out.none(subject, message, remedy).at([grace.at]);
    } else if matches!(limit, Limit::Guessed(_)) {
        let message = format!(
            "Grace {taken} can be compared with no SIGKILL timeout: the dossier states none, and names no orchestrator."
        );
        out.none(subject, message, format!("State the SIGKILL timeout of {name} in the plan.")).at([grace.at]);
    } else {
        let remedy = format!(
            "Raise the SIGKILL timeout of {name} (`terminationGracePeriodSeconds`, `stop_grace_period`) above {taken}, or let it \
             stop in less than {allowed}; write both into the plan."
        );
        out.fail(subject, format!("Grace {taken} is not below the SIGKILL timeout of {allowed}{note}."), remedy)
            .at([grace.at])
            .at(limit.place());
    }
}

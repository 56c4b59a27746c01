//! ENV-01: the health report of the environment has only good words.

use crate::facts::Kind;
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{clip, code, count, few};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "ENV-01",
    name: "environment-healthy",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::HealthReport],
    checks: "The environment health report calls the infrastructure healthy, the artifacts ready and its decision GO. \
             DEGRADED, UNHEALTHY, MISSING, INVALID and NO-GO fail.",
    why: "A release on top of a sick environment cannot be told from the sickness: neither probes nor rollback \
          triggers mean anything then.",
    settings: &[],
    source: "S18; FD:427-430",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let health = &case.facts.health;
    if health.is_empty() {
        let remedy = "State the result in the report: `Infrastructure: HEALTHY`, `Artifacts: READY`, `Decision: GO`.";
        out.none("environment health", "The environment health report states no result.", remedy)
            .at(case.start_of(Kind::HealthReport));
        return;
    }
    for one in health.iter().filter(|one| !one.good) {
        let subject = clip(&one.subject.value, 60);
        let message = format!(
            "{} reports {} as {}.",
            case.file(one.status.at),
            code(&subject),
            code(&clip(&one.status.value, 40))
        );
        let remedy = "Bring the environment back to health, and add a new report.";
        out.fail(format!("health of {}", code(&subject)), message, remedy).at([one.status.at]);
    }
    let good: Vec<_> = health.iter().filter(|one| one.good).map(|one| one.status.at).collect();
    if !good.is_empty() {
        out.pass("environment health", format!("{} in the health report.", count(good.len(), "good result")))
            .at(few(good));
    }
}

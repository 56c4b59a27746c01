//! EXE-02: a probe says what it asks, how often, how long it waits and what is to come back.

use super::{templated, weight};
use crate::facts::{Container, Kind, Phrase, Place, ProbeKind, ProbeTold, is_stated};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{clip, code, count, few, list};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "EXE-02",
    name: "probe-fully-described",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan],
    checks: "Every probe that the plan or the environment definition describes has endpoint, interval, timeout and \
             expected answer; what one of the two leaves out may stand in the other. In the profile `aiwg` startup, \
             readiness and liveness are each described or configured; in the profile `generic` a field counts only \
             where the document's own table has a column for it, and a gap is a warning.",
    why: "Whoever watches the rollout has to know what a good answer is, and after how long no answer is a bad one.",
    settings: &["profile"],
    source: "S26; DE:421-425",
    judge,
};

const TABLE: &str = "Add the probes to the plan's section on verification:\n\n\
                     | Probe | Process type | Endpoint | Interval | Timeout | Expected |\n|---|---|---|---|---|---|\n\
                     | Startup | web | GET /startupz | 2 s | 2 s | 200 within 30 s |\n\
                     | Readiness | web | GET /readyz | 5 s | 2 s | 200 |\n| Liveness | web | GET /livez | 10 s | 2 s \
                     | 200 |";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let probes = &case.facts.probes;
    let mut good: Vec<Place> = Vec::new();
    let mut open: Vec<(&ProbeTold, Vec<&'static str>)> = Vec::new();
    for probe in probes {
        let (gaps, unasked) = gaps(probe, probes);
        if !gaps.is_empty() || (templated(case) && !unasked.is_empty()) {
            let lacks: Vec<&str> = gaps.into_iter().chain(unasked).collect();
            report(case, probe, &lacks, out);
        } else if unasked.is_empty() {
            good.push(probe.at);
        } else {
            open.push((probe, unasked));
        }
    }
    if !good.is_empty() {
        let message = format!("{} with endpoint, interval, timeout and expected answer.", count(good.len(), "probe"));
        out.pass("probes", message).at(few(good.iter().copied()));
    }
    if let Some((_, unasked)) = open.first() {
        let message = format!("{} in a form that does not speak of {}.", count(open.len(), "probe"), list(unasked));
        out.idle("fields of the probes", message).at(few(open.iter().map(|(probe, _)| probe.at)));
    }
    kinds(case, out);
}

/// Fields that were left blank, and those that the document does not have.
fn gaps(probe: &ProbeTold, all: &[ProbeTold]) -> (Vec<&'static str>, Vec<&'static str>) {
    let blank = FIELDS.iter().filter(|(_, of)| of(probe).is_some_and(|said| !said.is_stated()));
    let elsewhere = |of: fn(&ProbeTold) -> Option<&Phrase>| {
        all.iter().any(|other| other.at != probe.at && is_same(probe, other) && is_stated(of(other)))
    };
    let absent = FIELDS.iter().filter(|(_, of)| of(probe).is_none() && !elsewhere(*of));
    (blank.map(|(name, _)| *name).collect(), absent.map(|(name, _)| *name).collect())
}

type Field = (&'static str, fn(&ProbeTold) -> Option<&Phrase>);

const FIELDS: [Field; 4] = [
    ("endpoint", |probe| probe.endpoint.as_ref()),
    ("interval", |probe| probe.interval.as_ref()),
    ("timeout", |probe| probe.timeout.as_ref()),
    ("expected answer", |probe| probe.expected.as_ref()),
];

/// Whether two documents describe one probe: they ask the same.
fn is_same(one: &ProbeTold, other: &ProbeTold) -> bool {
    let asks = |probe: &ProbeTold| {
        probe
            .endpoint
            .as_ref()
            .filter(|asked| asked.is_stated())
            .map(|asked| asked.value.replace('`', "").to_lowercase())
    };
    asks(one).is_some()
        && asks(one) == asks(other)
        && (one.kind.is_none() || other.kind.is_none() || one.kind == other.kind)
}

fn report(case: &Case<'_>, probe: &ProbeTold, lacks: &[&'static str], out: &mut Findings) {
    let name = code(&clip(&probe.name.value, 60));
    let message = format!("The probe {name} in {} lacks {}.", case.file(probe.at), list(lacks));
    let remedy = format!("Fill in {} in this row of {}.\n\n{TABLE}", list(lacks), case.file(probe.at));
    out.fail(format!("probe {name}"), message, remedy).severity(weight(case)).at([probe.at]);
}

/// Startup, readiness and liveness, in words or in manifests.
fn kinds(case: &Case<'_>, out: &mut Findings) {
    if !case.facts.no_processes.is_empty() {
        let at = few(case.facts.no_processes.iter().map(|said| said.at));
        out.idle("kinds of probes", "The release runs no process that could be asked.").at(at);
        return;
    }
    if !templated(case) {
        if case.facts.probes.is_empty() {
            out.idle("probes", "Neither the plan nor the environment definition describes probes.");
        }
        return;
    }
    let missing: Vec<&str> =
        ProbeKind::ALL.into_iter().filter(|kind| !is_told(case, *kind)).map(ProbeKind::word).collect();
    if missing.is_empty() {
        out.pass("kinds of probes", "Startup, readiness and liveness are described or configured.");
    } else {
        let message = format!("No {} probe is described or configured.", list(&missing));
        out.fail("kinds of probes", message, TABLE).at(case.start_of(Kind::DeploymentPlan));
    }
}

fn is_told(case: &Case<'_>, kind: ProbeKind) -> bool {
    let of = |container: &Container| match kind {
        ProbeKind::Startup => container.startup.is_some(),
        ProbeKind::Readiness => container.readiness.is_some(),
        ProbeKind::Liveness => container.liveness.is_some() || container.health.is_some(),
    };
    case.facts.probes.iter().any(|probe| probe.kind == Some(kind))
        || case.facts.workloads.iter().flat_map(|workload| &workload.containers).any(of)
}

//! ENV-02: what the health report measures lies within its limits.

use crate::facts::{Comparator, Kind, Vital, VitalKind};
use crate::policy::{HealthLimits, Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{clip, code, count, few};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "ENV-02",
    name: "measures-within-limits",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::HealthReport],
    checks: "Each number of the health report lies within the limit of the policy: error rate, CPU, memory, database \
             connections (124 of 400 are 31 %), disk, replication lag, healthy targets; a health endpoint answers with \
             2xx. Where the report states a stricter limit beside a number, that one counts. What was not measured is \
             not judged; too few targets are a condition under the `generic` profile.",
    why: "A word such as HEALTHY is an opinion; the number beside it is not. A database at 92 % of its connections \
          does not survive the second version that starts beside the first.",
    settings: &["health", "profile"],
    source: "QG:102-110, DE:429-431",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let measured: Vec<&Vital> = case.facts.vitals.iter().filter(|vital| vital.kind != VitalKind::Incidents).collect();
    if measured.is_empty() {
        let remedy = "Add what was measured to the report:\n\n| Check | Measured | Limit |\n|---|---|---|\n\
                      | Error rate over 10 min | 0.1 % | < 1 % |\n| CPU | 40 % | < 80 % |\n| Database connections | \
                      124 of 400 | < 80 % |";
        let message = "The health report holds no number that could be compared.";
        if case.policy.profile == Profile::Aiwg {
            out.none("measured health", message, remedy).at(case.start_of(Kind::HealthReport));
        } else {
            out.idle("measured health", message).at(case.start_of(Kind::HealthReport));
        }
        return;
    }
    let mut within = Vec::new();
    for vital in measured {
        match broken(vital, &case.policy.health) {
            None => within.push(vital.text.at),
            Some(limit) => report(case, vital, &limit, out),
        }
    }
    if !within.is_empty() {
        let message = format!("{} of the health report within the limits.", count(within.len(), "number"));
        out.pass("measured health", message).at(few(within));
    }
}

/// The limit that a value breaks, in words.
fn broken(vital: &Vital, limits: &HealthLimits) -> Option<String> {
    let unit = vital.kind.unit();
    if let Some((comparator, number)) = own(vital)
        && !holds(vital.value, comparator, number)
    {
        return Some(format!("the report's own limit {} {number}{unit}", comparator.sign()));
    }
    let (comparator, number) = match vital.kind {
        VitalKind::Answer if (200.0..300.0).contains(&vital.value) => return None,
        VitalKind::Answer => return Some("2xx".to_owned()),
        VitalKind::Errors => (Comparator::Below, limits.error_percent),
        VitalKind::Cpu => (Comparator::Below, limits.cpu_percent),
        VitalKind::Memory => (Comparator::Below, limits.memory_percent),
        VitalKind::Connections => (Comparator::Below, limits.connections_percent),
        VitalKind::Disk => (Comparator::Below, limits.disk_percent),
        VitalKind::Lag => (Comparator::Below, limits.replication_lag_seconds),
        VitalKind::Targets => (Comparator::AtLeast, limits.healthy_targets),
        VitalKind::Incidents => return None,
    };
    (!holds(vital.value, comparator, number))
        .then(|| format!("the limit {} {number}{unit} of the policy", comparator.sign()))
}

/// The limit that the report states: of a load an upper one, of targets a lower one. Others are no limits of the value.
fn own(vital: &Vital) -> Option<(Comparator, f64)> {
    let lower = vital.kind == VitalKind::Targets;
    vital.limit.filter(|(comparator, _)| match comparator {
        Comparator::Above | Comparator::AtLeast => lower,
        Comparator::Below | Comparator::AtMost => !lower && vital.kind != VitalKind::Answer,
        Comparator::Equal => false,
    })
}

fn holds(value: f64, comparator: Comparator, number: f64) -> bool {
    match comparator {
        Comparator::Above => value > number,
        Comparator::AtLeast => value >= number,
        Comparator::Below => value < number,
        Comparator::AtMost => value <= number,
        Comparator::Equal => (value - number).abs() < f64::EPSILON,
    }
}

fn report(case: &Case<'_>, vital: &Vital, limit: &str, out: &mut Findings) {
    let kind = vital.kind;
    let value = (vital.value * 100.0).round() / 100.0;
    let written = code(&clip(&vital.text.value, 60));
    let value = format!("{value}{}", kind.unit());
    let name = code(&clip(&vital.name.value, 60));
    // `Disk free | 7 %` is a disk of which 93 % is in use.
    let said = if vital.text.value.contains(value.trim_end_matches(kind.unit())) {
        format!("{name} says {written}")
    } else {
        format!("{name} says {written}, which is {value}")
    };
    let message = format!("{said}, outside {limit}.");
    let remedy = format!(
        "Bring the {} back within the limit and measure again; or, if the environment is fit all the same, set `health` in \
         `holdpoint.yaml`.",
        kind.word()
    );
    let found = out.fail(code(&clip(&vital.name.value, 60)), message, remedy).at([vital.text.at]);
    // One instance is enough for some.
    if kind == VitalKind::Targets && own(vital).is_none() && case.policy.profile == Profile::Generic {
        found.severity(Severity::Warn);
    }
}

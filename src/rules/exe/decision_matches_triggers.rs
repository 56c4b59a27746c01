//! EXE-07: the recorded decision is the one that the triggers ask for.

use super::replay::{Fired, Replay, Replays};
use crate::facts::{Kind, RolloutDecision, Sample, Trigger, is_stated};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{clip, code, codes, count, few, minutes};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "EXE-07",
    name: "decision-matches-triggers",
    severity: Severity::Error,
    stage: Some(Stage::Rollout),
    needs: &[Kind::MonitoringReport],
    checks: "Every numeric rollback trigger of the plan is replayed over the samples of the monitoring report: it has \
             fired where its limit was broken over its whole window. If one has fired, the recorded decision is to go \
             back. A limit against the baseline needs the baseline in the report; `%` above the baseline means points \
             for an error rate, and percent of the value for latency and throughput. A rollback that no sample \
             explains has no evidence.",
    why: "Under pressure a breach is called a blip. The triggers were agreed when nobody was tired; the replay asks only \
          whether they were kept.",
    settings: &[],
    source: "S26; FD:936-946",
    judge,
};

const REMEDY: &str = "Roll back as the plan says, or have the decision authority record in the report why the release goes on \
                      in spite of the trigger, and waive this finding with that reason.";
const TABLE: &str = "Write the samples into the monitoring report, with the baseline and the decision:\n\n\
                     | Time | Error rate | p99 latency | Decision |\n|---|---|---|---|\n| baseline | 0.04 % | 310 ms \
                     | |\n| 02:05 UTC | 0.05 % | 320 ms | CONTINUE |";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let samples: Vec<&Sample> =
        case.facts.samples.iter().filter(|sample| case.facts.in_kind(sample.at, Kind::MonitoringReport)).collect();
    let decisions: Vec<&RolloutDecision> = case
        .facts
        .rollout_decisions
        .iter()
        .filter(|one| case.facts.in_kind(one.text.at, Kind::MonitoringReport))
        .collect();
    if samples.is_empty() {
        let at = case.start_of(Kind::MonitoringReport);
        out.none("samples", "No samples could be read in the monitoring report.", TABLE).at(at);
        return;
    }
    let triggers: Vec<&Trigger> = case.facts.triggers.iter().filter(|trigger| trigger.limit.is_some()).collect();
    if triggers.is_empty() {
        out.none("rollback triggers", "The plan gives no trigger with a number, so nothing can be replayed.", TABLE);
        return;
    }
    let mut fired = 0;
    let mut unseen = Vec::new();
    let mut replays = Replays::of(samples.iter().copied());
    for trigger in &triggers {
        match replays.of_trigger(trigger) {
            Replay::Fired(breach) => {
                fired += 1;
                judge_fired(case, trigger, &breach, &decisions, out);
            }
            Replay::Quiet(seen) => {
                let message = format!("Did not fire in {}.", count(seen, "sample"));
                out.pass(subject(trigger), message).at([trigger.text.at]);
            }
            Replay::Unseen => unseen.push(*trigger),
        }
    }
    if !unseen.is_empty() {
        let names: Vec<String> = unseen.iter().map(|trigger| clip(&trigger.text.value, 60)).collect();
        let message = format!("The report has no sample, or no baseline, for {}.", codes(&names));
        out.none("triggers without samples", message, TABLE).at(few(unseen.iter().map(|trigger| trigger.text.at)));
    }
    if fired == 0 {
        unexplained(&decisions, out);
    }
}

fn subject(trigger: &Trigger) -> String {
    format!("trigger {}", code(&clip(&trigger.text.value, 80)))
}

fn judge_fired(
    case: &Case<'_>,
    trigger: &Trigger,
    breach: &Fired<'_>,
    decisions: &[&RolloutDecision],
    out: &mut Findings,
) {
    let sample = breach.sample;
    let when = sample.when.as_ref().map_or(String::new(), |when| format!(" at {}", code(&clip(&when.value, 40))));
    let window = trigger.window.as_ref().map_or(String::new(), |window| format!(" for {}", minutes(window.value)));
    let told = format!(
        "The trigger fired{when}: {} is {}, the limit{window} is {}",
        code(&clip(&sample.metric.value, 40)),
        shown(sample.value, &sample.unit),
        shown(breach.limit, &sample.unit),
    );
    let places = [trigger.text.at, sample.at];
    let back = decisions.iter().find(|decision| decision.back).map(|decision| decision.text.at);
    let record = case.facts.rollback_records.first().map(|record| record.title.at);
    if let Some(at) = back.or(record) {
        out.pass(subject(trigger), format!("{told}. The release was rolled back.")).at(places).at([at]);
        return;
    }
    // What is done then need not be the way back: "pause the backfill".
    let action = trigger.action.as_ref().filter(|action| is_stated(Some(action)));
    let action =
        action.map_or(String::new(), |action| format!(" The plan says then: {}.", code(&clip(&action.value, 80))));
    let (said, at) = decisions.last().map_or_else(
        || ("The report records no decision.".to_owned(), None),
        |on| (format!("The recorded decision is {}.", code(&clip(&on.text.value, 60))), Some(on.text.at)),
    );
    out.fail(subject(trigger), format!("{told}. {said}{action}"), REMEDY).at(places).at(at);
}

/// `0.05 %`, `320 ms`, `4`.
fn shown(value: f64, unit: &str) -> String {
    let round = |value: f64| (value * 1000.0).round() / 1000.0;
    match unit {
        "s" if value < 1.0 => format!("{} ms", round(value * 1000.0)),
        "" => format!("{}", round(value)),
        unit => format!("{} {unit}", round(value)),
    }
}

/// A rollback though nothing fired.
fn unexplained(decisions: &[&RolloutDecision], out: &mut Findings) {
    let Some(back) = decisions.iter().find(|decision| decision.back) else {
        if let Some(on) = decisions.last() {
            out.pass(
                "recorded decision",
                format!("No trigger fired, and the decision is {}.", code(&clip(&on.text.value, 60))),
            )
            .at([on.text.at]);
        }
        return;
    };
    let message =
        format!("The report says {}, and no sample fires a trigger of the plan.", code(&clip(&back.text.value, 60)));
    out.none(
        "recorded decision",
        message,
        "Record what made you go back: the trigger, its samples, or who decided and why.",
    )
    .at([back.text.at]);
}

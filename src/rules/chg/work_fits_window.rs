//! CHG-05: steps, observation and a rollback fit into the change window.

use std::collections::BTreeMap;

use super::REMEDY;
use crate::dossier::SourceId;
use crate::facts::{Kind, Minutes, Place, Rollback, Said, Step};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{FullWindow, are, clip, code, count, few, minutes};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "CHG-05",
    name: "work-fits-window",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan],
    checks: "The durations of the steps, the observation of the rollout and the rollback objective together are no longer than \
             the change window. Steps with the same start run side by side: the longest counts. Where the plan states no \
             observation or no rollback objective, the policy's count. An observation of four hours or more is hypercare \
             after the window, and the policy's counts instead.",
    why: "A window that only just holds the good case leaves no time to go back when the last step fails.",
    settings: &["observation_minutes", "rollback_minutes"],
    source: "FD:926; CI:356",
    judge,
};

/// Minutes from which an observation is hypercare, not a part of the window.
const HYPERCARE: Minutes = 240.0;

fn judge(case: &Case<'_>, out: &mut Findings) {
    let windows = case.full_windows();
    if windows.is_empty() {
        out.none(
            "change window",
            "No change window is known with begin, end and zone, so nothing can be fitted into it.",
            REMEDY,
        );
        return;
    }
    let mut plans: BTreeMap<SourceId, Vec<&Step>> = BTreeMap::new();
    for step in &case.facts.steps {
        plans.entry(step.at.source).or_default().push(step);
    }
    if plans.values().flatten().all(|step| step.duration.is_none()) {
        let remedy = "Give each step of the plan its expected duration, such as `10 min`.";
        out.none("change window", "No step of the plan says how long it takes.", remedy)
            .at(windows.first().map(|full| full.window.text.at));
        return;
    }
    for (source, steps) in plans.iter().filter(|(_, steps)| steps.iter().any(|step| step.duration.is_some())) {
        let own = windows.iter().find(|full| full.window.text.at.source == *source);
        if let Some(window) = own.or_else(|| windows.first()) {
            compare(&Budget::of(case, steps, *source), window, case, out);
        }
    }
}

/// What has to happen inside the window.
struct Budget {
    steps: Minutes,
    observation: Minutes,
    rollback: Minutes,
    /// In words, with what was assumed.
    sum: String,
    untimed: usize,
    places: Vec<Place>,
}

impl Budget {
    fn of(case: &Case<'_>, steps: &[&Step], source: SourceId) -> Self {
        let work = work(steps);
        let (observation, seen) = observation(case, steps);
        let objective = objective(case, source);
        let rollback = objective.map_or(case.policy.rollback_minutes, |said| said.value);
        let assumed = |assumed: bool| if assumed { " (assumed: none is stated)" } else { "" };
        let sum = format!(
            "steps {} + observation {}{} + rollback {}{} = {}",
            minutes(work),
            minutes(observation),
            assumed(seen == Observed::Assumed),
            minutes(rollback),
            assumed(objective.is_none()),
            minutes(work + observation + rollback)
        );
        let durations = steps.iter().filter_map(|step| step.duration.as_ref()).map(|duration| duration.at);
        Self {
            steps: work,
            observation,
            rollback,
            sum,
            untimed: steps.iter().filter(|step| step.duration.is_none()).count(),
            places: few(durations).chain(objective.map(|said| said.at)).chain(seen.place()).collect(),
        }
    }

    fn total(&self) -> Minutes {
        self.steps + self.observation + self.rollback
    }
}

fn compare(budget: &Budget, window: &FullWindow<'_>, case: &Case<'_>, out: &mut Findings) {
    let text = code(&clip(&window.window.text.value, 80));
    let length = minutes(window.minutes());
    let subject = format!("change window {text}");
    let sum = &budget.sum;
    let places = || [window.window.text.at].into_iter().chain(budget.places.iter().copied());
    if budget.total() > window.minutes() {
        let remedy = "Make the window longer, or move steps that need no window before it; state the observation and the \
                      rollback objective if they are shorter than assumed.";
        let least = if budget.untimed > 0 { ", and not every step says how long it takes" } else { "" };
        out.fail(subject, format!("The work does not fit the window of {length}: {sum}{least}."), remedy).at(places());
    } else if budget.untimed > 0 {
        let message = format!(
            "{} {} without a duration in {}, so the work may not fit the window of {length}: {sum} at least.",
            count(budget.untimed, "step"),
            are(budget.untimed),
            case.file(budget.places.first().copied().unwrap_or(window.window.text.at))
        );
        out.none(subject, message, "Give each step of the plan its expected duration, such as `10 min`.").at(places());
    } else {
        out.pass(subject, format!("The work fits the window of {length}: {sum}.")).at(places());
    }
}

/// Minutes of the steps that are no observation, side by side where they start together.
fn work(steps: &[&Step]) -> Minutes {
    let mut sum = 0.0;
    let mut group: (&str, Minutes) = ("", 0.0);
    for step in steps.iter().filter(|step| !step.observes) {
        let length = step.duration.as_ref().map_or(0.0, |duration| duration.value);
        let start = step.start.as_ref().filter(|start| start.is_stated()).map_or("", |start| start.value.as_str());
        if !start.is_empty() && start == group.0 {
            group.1 = group.1.max(length);
        } else {
            sum += group.1;
            group = (start, length);
        }
    }
    sum + group.1
}

/// Where the observation is said.
#[derive(Clone, Copy, PartialEq)]
enum Observed {
    Said(Place),
    Assumed,
}

impl Observed {
    fn place(self) -> Option<Place> {
        match self {
            Self::Said(place) => Some(place),
            Self::Assumed => None,
        }
    }
}

/// The observing steps of the plan, else the longest stated observation, else the policy's.
fn observation(case: &Case<'_>, steps: &[&Step]) -> (Minutes, Observed) {
    let watched: Vec<&Said<Minutes>> =
        steps.iter().filter(|step| step.observes).filter_map(|step| step.duration.as_ref()).filter(is_short).collect();
    if let Some(first) = watched.first() {
        return (watched.iter().map(|said| said.value).sum(), Observed::Said(first.at));
    }
    let longest =
        case.facts.observations.iter().filter(is_short).max_by(|one, other| one.value.total_cmp(&other.value));
    longest.map_or((case.policy.observation_minutes, Observed::Assumed), |said| (said.value, Observed::Said(said.at)))
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as `filter` calls it")]
fn is_short(said: &&Said<Minutes>) -> bool {
    said.value < HYPERCARE
}

/// The longest rollback objective of this plan, else of another plan or change request.
fn objective<'a>(case: &Case<'a>, source: SourceId) -> Option<&'a Said<Minutes>> {
    let longest = |own: bool| {
        let of = move |rollback: &&Rollback| {
            let at = rollback.title.at;
            if own { at.source == source } else { !case.facts.in_kind(at, Kind::SupportRunbook) }
        };
        let objectives = case.facts.rollbacks.iter().filter(of).filter_map(|rollback| rollback.objective.as_ref());
        objectives.max_by(|one, other| one.value.total_cmp(&other.value))
    };
    longest(true).or_else(|| longest(false))
}

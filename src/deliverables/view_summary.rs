//! What the communication summary says: status, risks, mitigations, and who hears of it when.

use serde::Serialize;

use super::cite::{Clerk, Statement, distinct};
use super::common::{self, Footer};
use super::evidence::Against;
use super::steps::{self, Tallies};
use crate::facts::{Communication, Risk};
use crate::report::{self, Fold};
use crate::review::{Answer, Outcome, Severity, gates};

/// The communication summary.
#[derive(Serialize)]
pub(super) struct Summary {
    name: Statement,
    release: Statement,
    verdict: String,
    reason: String,
    stage: &'static str,
    as_of: String,
    tallies: Tallies,
    gates: Vec<Gate>,
    against: Vec<Heap>,
    risks: Vec<Threat>,
    risks_closed: usize,
    risks_gap: Statement,
    windows: Vec<Statement>,
    freezes: Vec<Statement>,
    communications: Vec<Notice>,
    communications_gap: Statement,
    next: Vec<String>,
    inputs: Vec<File>,
    policy: String,
    footer: Footer,
}

/// Findings of one weight.
#[derive(Serialize)]
struct Heap {
    title: &'static str,
    remark: &'static str,
    items: Vec<Against>,
}

/// A row of the gates.
#[derive(Serialize)]
pub(super) struct Gate {
    pub(super) title: String,
    pub(super) state: &'static str,
    pub(super) stops: usize,
    pub(super) conditions: usize,
    pub(super) passes: usize,
}

/// A risk.
#[derive(Serialize)]
struct Threat {
    id: Statement,
    description: Statement,
    exposure: Statement,
    mitigation: Statement,
    owner: Statement,
    status: Statement,
}

/// A planned communication.
#[derive(Serialize)]
struct Notice {
    phase: Statement,
    audience: Statement,
    channel: Statement,
    owner: Statement,
    source: String,
}

/// A file of the dossier.
#[derive(Serialize)]
struct File {
    path: String,
    kind: String,
    digest: String,
}

/// Builds the communication summary.
pub(super) fn view(clerk: &Clerk<'_>) -> Summary {
    let (reading, review) = (clerk.reading, clerk.review);
    let open = reading.facts.risks.iter().filter(|risk| risk.open);
    Summary {
        name: common::name(clerk),
        release: common::release(clerk),
        verdict: review.verdict.to_string(),
        reason: report::reason(review),
        stage: review.stage.word(),
        as_of: review.as_of.to_string(),
        tallies: Tallies::of(&review.counts),
        gates: gate_rows(&review.outcomes),
        against: against(&review.outcomes),
        risks: open.map(|risk| threat(clerk, risk)).collect(),
        risks_closed: reading.facts.risks.iter().filter(|risk| !risk.open).count(),
        risks_gap: clerk.gap(&["RSK-01", "HYG-01"]),
        windows: common::windows(clerk),
        freezes: freezes(clerk),
        communications: communications(clerk),
        communications_gap: clerk.gap(&["COM-07"]),
        next: steps::next(clerk),
        inputs: files(clerk),
        policy: report::policy(&review.policy),
        footer: Footer::of(clerk),
    }
}

/// What stands against the release, the gravest first, and what is not known.
fn against(outcomes: &[Outcome]) -> Vec<Heap> {
    let fails = |severity| move |outcome: &&Outcome| outcome.outcome == Answer::Fail && outcome.severity == severity;
    let waived = outcomes.iter().filter(|outcome| outcome.outcome == Answer::Waived);
    let folds = report::fold(outcomes);
    let (missing, unknown): (Vec<&Fold<'_>>, Vec<&Fold<'_>>) = folds.iter().partition(|fold| fold.conditions() > 0);
    let heaps = [
        Heap { title: "Stops", remark: "", items: outcomes.iter().filter(fails(Severity::Error)).map(Against::of).collect() },
        Heap {
            title: "Conditions",
            remark: "",
            items: outcomes.iter().filter(fails(Severity::Warn)).chain(waived).map(Against::of).collect(),
        },
        Heap {
            title: "Conditions for want of evidence",
            remark: "What was not supplied is not known, and is never taken for good.",
            items: missing.into_iter().map(Against::folded).collect(),
        },
        Heap {
            title: "Not known",
            remark: "These checks have no evidence either; they are no conditions.",
            items: unknown.into_iter().map(Against::folded).collect(),
        },
        Heap { title: "Worth knowing", remark: "", items: outcomes.iter().filter(fails(Severity::Info)).map(Against::of).collect() },
    ];
    heaps.into_iter().filter(|heap| !heap.items.is_empty()).collect()
}

/// The gates that have something to say.
pub(super) fn gate_rows(outcomes: &[Outcome]) -> Vec<Gate> {
    let row = |gate: crate::review::Gate| Gate {
        state: steps::state_word(gate.state),
        title: gate.title,
        stops: gate.stops,
        conditions: gate.conditions,
        passes: gate.passes,
    };
    gates(outcomes).into_iter().map(row).collect()
}

/// The periods of freeze. What has no beginning or no end is no period.
fn freezes(clerk: &Clerk<'_>) -> Vec<Statement> {
    let whole = clerk.reading.facts.freezes.iter().filter(|freeze| freeze.start.is_some() && freeze.end.is_some());
    distinct(whole.map(|freeze| clerk.state(freeze.text.value.as_str(), freeze.text.at)).collect())
}

fn threat(clerk: &Clerk<'_>, risk: &Risk) -> Threat {
    let asked = &["RSK-01"];
    Threat {
        id: clerk.say(Some(&risk.id), asked),
        description: clerk.say(risk.description.as_ref(), asked),
        exposure: clerk.say(risk.exposure.as_ref(), asked),
        mitigation: clerk.say(risk.mitigation.as_ref(), asked),
        owner: clerk.say(risk.owner.as_ref(), asked),
        status: clerk.say(risk.status.as_ref(), asked),
    }
}

/// The planned communications in the order of the deployment.
fn communications(clerk: &Clerk<'_>) -> Vec<Notice> {
    let mut planned: Vec<&Communication> = clerk.reading.facts.communications.iter().collect();
    planned.sort_by_key(|entry| (entry.phase.is_none(), entry.phase));
    let asked = &["COM-07"];
    let notice = |entry: &Communication| Notice {
        phase: entry.phase.map_or_else(|| clerk.gap(asked), |phase| clerk.state(phase.word(), entry.at)),
        audience: clerk.say(entry.audience.as_ref(), asked),
        channel: clerk.say(entry.channel.as_ref(), asked),
        owner: clerk.say(entry.owner.as_ref(), asked),
        source: clerk.cite(entry.at),
    };
    planned.into_iter().map(notice).collect()
}

/// A digest in short; the acceptance checklist has it in full.
const DIGITS: usize = 12;

fn files(clerk: &Clerk<'_>) -> Vec<File> {
    let title = |id: &str| crate::facts::Kind::ALL.iter().find(|kind| kind.id() == id).map_or(id, |kind| kind.title()).to_owned();
    let inputs = clerk.review.inputs.iter();
    inputs
        .map(|input| File {
            path: input.path.clone(),
            kind: if input.kind == "unreadable" { format!("Not read: {}", input.why) } else { title(&input.kind) },
            digest: input.sha256.as_deref().map_or_else(|| "none".to_owned(), |digest| digest.chars().take(DIGITS).collect()),
        })
        .collect()
}

//! What the communication summary says: status, risks, mitigations, and who hears of it when.

use serde::Serialize;

use crate::deliverables::cite::{Clerk, Statement, distinct, sources};
use crate::deliverables::common::{self, Footer};
use crate::deliverables::evidence::Against;
use crate::deliverables::standing::{self, Gate, Heap};
use crate::deliverables::steps::{self, Tallies};
use crate::facts::{Communication, Risk};
use crate::report;
use crate::review::{self, Outcome};

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
    since: Option<Since>,
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

/// What changed since the review before.
#[derive(Serialize)]
struct Since {
    verdict: String,
    as_of: String,
    source: String,
    new: Vec<Against>,
    mended: Vec<Against>,
    unchanged: usize,
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
    source: String,
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
        gates: standing::gate_rows(&review.outcomes),
        against: standing::against(&review.outcomes),
        since: since(clerk),
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

/// What changed, if the dossier holds an earlier review.
fn since(clerk: &Clerk<'_>) -> Option<Since> {
    let (place, before) = clerk.previous()?;
    let changes = review::changes(before, clerk.review);
    let told = |list: &[Outcome]| list.iter().map(Against::in_short).collect();
    Some(Since {
        verdict: before.verdict.to_string(),
        as_of: before.as_of.to_string(),
        source: clerk.cite(*place),
        new: told(&changes.new),
        mended: told(&changes.mended),
        unchanged: changes.unchanged,
    })
}

/// The periods of freeze. What has no beginning or no end is no period.
fn freezes(clerk: &Clerk<'_>) -> Vec<Statement> {
    let whole = clerk.reading.facts.freezes.iter().filter(|freeze| freeze.start.is_some() && freeze.end.is_some());
    distinct(whole.map(|freeze| clerk.state(freeze.text.value.as_str(), freeze.text.at)).collect())
}

fn threat(clerk: &Clerk<'_>, risk: &Risk) -> Threat {
    let asked = &["RSK-01"];
    let id = clerk.say(Some(&risk.id), asked);
    let description = clerk.say(risk.description.as_ref(), asked);
    let exposure = clerk.say(risk.exposure.as_ref(), asked);
    let mitigation = clerk.say(risk.mitigation.as_ref(), asked);
    let owner = clerk.say(risk.owner.as_ref(), asked);
    let status = clerk.say(risk.status.as_ref(), asked);
    let source = sources(&[&id, &description, &exposure, &mitigation, &owner, &status]);
    Threat { id, description, exposure, mitigation, owner, status, source }
}

/// The planned communications in the order of the deployment; where none is planned, those that are said in passing.
fn communications(clerk: &Clerk<'_>) -> Vec<Notice> {
    let all = &clerk.reading.facts.communications;
    let listed = all.iter().any(|entry| !entry.aside);
    let mut planned: Vec<&Communication> = all.iter().filter(|entry| !(listed && entry.aside)).collect();
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
    let title = |id: &str| {
        crate::facts::Kind::ALL.iter().find(|kind| kind.id() == id).map_or(id, |kind| kind.title()).to_owned()
    };
    let inputs = clerk.review.inputs.iter();
    inputs
        .map(|input| File {
            path: input.path.clone(),
            kind: if input.kind == "unreadable" { format!("Not read: {}", input.why) } else { title(&input.kind) },
            digest: input
                .sha256
                .as_deref()
                .map_or_else(|| "none".to_owned(), |digest| digest.chars().take(DIGITS).collect()),
        })
        .collect()
}

//! What the communication summary says: the verdict and what must be known first, then status, risks, mitigations, and who
//! hears of it when. What is longer than stakeholders read stands in the readiness report.

use serde::Serialize;

use crate::deliverables::cite::{Clerk, Statement, distinct, sources};
use crate::deliverables::common::{self, Footer};
use crate::deliverables::evidence::Against;
use crate::deliverables::standing;
use crate::deliverables::steps::{self, Tallies};
use crate::deliverables::when;
use crate::facts::{Communication, Phrase, Risk};
use crate::report;
use crate::review::{self, Outcome};

use super::audience::is_sentence;
use super::coming::time;
use super::piles::{Gates, Pile, SHOWN, gates, gathered, pile};
use super::shared::Shared;

/// The communication summary.
#[derive(Serialize)]
pub(super) struct Summary {
    name: Statement,
    release: Statement,
    verdict: String,
    reason: String,
    stage: &'static str,
    as_of: String,
    remark: String,
    windows: Vec<Statement>,
    freezes: Vec<Statement>,
    affected: Statement,
    interruption: Statement,
    objective: Statement,
    authority: Statement,
    tallies: Tallies,
    gates: Gates,
    against: Vec<Pile>,
    since: Option<Since>,
    risks: Vec<Threat>,
    risks_more: usize,
    risks_told: Vec<Statement>,
    risks_closed: usize,
    risks_gap: Statement,
    communications: Vec<Notice>,
    communications_gap: Statement,
    next: Vec<String>,
    policy: String,
    footer: Footer,
}

/// What changed since the review before.
#[derive(Serialize)]
struct Since {
    verdict: String,
    as_of: String,
    source: String,
    new: Pile,
    mended: Pile,
    new_count: usize,
    mended_count: usize,
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
    time: Statement,
    audience: Statement,
    channel: Statement,
    owner: Statement,
    source: String,
}

/// Builds the communication summary.
pub(super) fn view(clerk: &Clerk<'_>) -> Summary {
    let (facts, review) = (&clerk.reading.facts, clerk.review);
    let shared = Shared::of(clerk);
    let mut open: Vec<&Risk> = facts.risks.iter().filter(|risk| risk.open).collect();
    open.sort_by_key(|risk| std::cmp::Reverse(risk.level.as_ref().map(|level| level.value)));
    // Of some, nothing but a sentence is written.
    let (told, listed): (Vec<&Risk>, Vec<&Risk>) = open.iter().partition(|risk| is_bare(risk));
    Summary {
        name: common::name(clerk),
        release: common::release(clerk),
        verdict: review.verdict.to_string(),
        reason: report::reason(review),
        stage: review.stage.word(),
        as_of: shared.times.moment(review.as_of.as_second()),
        remark: shared.times.remark(),
        windows: when::windows(clerk, &shared.times),
        freezes: freezes(clerk, &shared),
        tallies: Tallies::of(&review.counts),
        gates: gates(&review.outcomes),
        against: standing::against(&review.outcomes).into_iter().map(pile).collect(),
        since: since(clerk, &shared),
        risks: listed.iter().take(SHOWN).map(|risk| threat(clerk, risk)).collect(),
        risks_more: listed.len().saturating_sub(SHOWN),
        risks_told: told.iter().map(|risk| clerk.say(Some(&risk.id), &["RSK-01"])).collect(),
        risks_closed: facts.risks.iter().filter(|risk| !risk.open).count(),
        risks_gap: clerk.gap(&["RSK-01", "HYG-01"]),
        communications: communications(clerk, &shared),
        communications_gap: clerk.gap(&["COM-07"]),
        next: steps::next(clerk),
        policy: report::policy(&review.policy),
        footer: Footer::of(clerk),
        affected: shared.affected,
        interruption: shared.interruption,
        objective: shared.objective,
        authority: shared.authority,
    }
}

/// What changed, if the dossier holds an earlier review.
fn since(clerk: &Clerk<'_>, shared: &Shared<'_>) -> Option<Since> {
    let (place, before) = clerk.previous()?;
    let changes = review::changes(before, clerk.review);
    let told = |title, list: &[Outcome]| gathered(title, "", list.iter().map(Against::in_short).collect(), false);
    Some(Since {
        verdict: before.verdict.to_string(),
        as_of: shared.times.moment(before.as_of.as_second()),
        source: clerk.cite(*place),
        new: told("New", &changes.new),
        mended: told("Mended", &changes.mended),
        new_count: changes.new.len(),
        mended_count: changes.mended.len(),
        unchanged: changes.unchanged,
    })
}

/// The freezes that are not over. What has no beginning or no end is no period.
fn freezes(clerk: &Clerk<'_>, shared: &Shared<'_>) -> Vec<Statement> {
    let now = clerk.review.as_of.as_second();
    let whole = clerk.reading.facts.freezes.iter().filter(|freeze| freeze.start.is_some() && freeze.end.is_some());
    let whole = whole.filter(|freeze| freeze.utc.is_none_or(|(_, end)| end > now));
    distinct(whole.map(|freeze| when::of_freeze(clerk, &shared.times, freeze)).collect())
}

/// Whether nothing is written of a risk but its name.
fn is_bare(risk: &Risk) -> bool {
    let parts = [&risk.description, &risk.exposure, &risk.mitigation, &risk.owner, &risk.status];
    parts.iter().all(|part| part.is_none())
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
fn communications(clerk: &Clerk<'_>, shared: &Shared<'_>) -> Vec<Notice> {
    let all = &clerk.reading.facts.communications;
    let listed = all.iter().any(|entry| !entry.aside);
    let mut planned: Vec<&Communication> = all.iter().filter(|entry| !(listed && entry.aside)).collect();
    planned.sort_by_key(|entry| (entry.phase.is_none(), entry.phase));
    let asked = &["COM-07"];
    let notice = |entry: &Communication| {
        let audience = clerk.say(entry.audience.as_ref(), asked);
        // A sentence that names all its parts is told once.
        let cell = |part: Option<&Phrase>| match part.filter(|part| is_sentence(entry, part)) {
            Some(part) if audience.text == part.value => {
                Statement { text: "as named".to_owned(), ..Statement::default() }
            }
            _ => clerk.say(part, asked),
        };
        Notice {
            phase: entry.phase.map_or_else(|| clerk.gap(asked), |phase| clerk.state(phase.word(), entry.at)),
            time: time(clerk, &shared.times, entry),
            channel: cell(entry.channel.as_ref()),
            owner: cell(entry.owner.as_ref()),
            source: clerk.cite(entry.at),
            audience,
        }
    };
    planned.into_iter().map(notice).collect()
}

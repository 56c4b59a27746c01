//! Whether one is ready for an incident: whom to call, how to go back, what to say.

use serde::Serialize;

use super::chain::{self, Link};
use crate::deliverables::cite::{Clerk, Statement};
use crate::deliverables::common::{self, Footer, Person};
use crate::deliverables::evidence::Against;
use crate::deliverables::irreversible;
use crate::deliverables::passage::Passage;
use crate::deliverables::rollback::{self, Return};
use crate::deliverables::when::{self, Times};
use crate::facts::{Kind, Phase};
use crate::review::Answer;
use crate::vocabulary::Column;

/// The readiness for incidents.
#[derive(Serialize)]
pub(super) struct Incident {
    name: Statement,
    release: Statement,
    windows: Vec<Statement>,
    warnings: Vec<Statement>,
    rollback: Return,
    chain: Vec<Link>,
    told: Vec<Statement>,
    chain_gap: Statement,
    others: Vec<Person>,
    severities: Vec<Passage>,
    severities_gap: Statement,
    messages: Vec<Message>,
    messages_gap: Statement,
    missing: Vec<Against>,
    footer: Footer,
}

/// A planned message.
#[derive(Serialize)]
struct Message {
    phase: &'static str,
    audience: Statement,
    channel: Statement,
    owner: Statement,
    source: String,
}

/// The rules whose findings are gaps in the readiness.
const RULES: [&str; 10] =
    ["INC-01", "PLN-07", "PLN-03", "EXE-01", "EXE-02", "EXE-04", "CHG-05", "COM-07", "RBK-02", "XII-04"];

/// Builds the readiness.
pub(super) fn view(clerk: &Clerk<'_>) -> Incident {
    let outcomes = clerk.review.outcomes.iter();
    let missing = outcomes.filter(|own| {
        RULES.contains(&&*own.rule) && matches!(own.outcome, Answer::Fail | Answer::NoEvidence | Answer::Waived)
    });
    Incident {
        name: common::name(clerk),
        release: common::release(clerk),
        windows: when::windows(clerk, &Times::of(clerk)),
        warnings: irreversible::warnings(clerk),
        rollback: rollback::planned(clerk),
        chain: chain::links(clerk),
        told: chain::told(clerk),
        chain_gap: clerk.gap(&["INC-01"]),
        others: common::contacts(clerk),
        severities: clerk.tables(&[Kind::SupportRunbook, Kind::Environment], Column::Severity),
        severities_gap: clerk.gap(&[]),
        messages: messages(clerk),
        messages_gap: clerk.gap(&["COM-07"]),
        missing: missing.map(Against::in_short).collect(),
        footer: Footer::of(clerk),
    }
}

/// What is said while the release goes on, and on the way back.
fn messages(clerk: &Clerk<'_>) -> Vec<Message> {
    let all = clerk.reading.facts.communications.iter();
    let urgent = all.filter_map(|entry| {
        let phase = entry.phase.filter(|phase| matches!(phase, Phase::During | Phase::Rollback))?;
        Some((entry, phase))
    });
    let asked = &["COM-07"];
    let message = |(entry, phase): (&crate::facts::Communication, Phase)| Message {
        phase: phase.word(),
        audience: clerk.say(entry.audience.as_ref(), asked),
        channel: clerk.say(entry.channel.as_ref(), asked),
        owner: clerk.say(entry.owner.as_ref(), asked),
        source: clerk.cite(entry.at),
    };
    urgent.map(message).filter(|message| message.audience.is_said() || message.channel.is_said()).collect()
}

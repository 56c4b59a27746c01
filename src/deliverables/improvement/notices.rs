//! The notice of deviations and failures to the Project Manager and the Test Architect.

use std::collections::BTreeSet;

use serde::Serialize;

use super::desk;
use super::events::{self, Event};
use crate::deliverables::cite::{Clerk, Statement, distinct};
use crate::deliverables::common::{self, Footer};
use crate::facts::{Defect, DefectSeverity, Phrase};
use crate::policy::Stage;
use crate::vocabulary::{self, Word};

/// The notice.
#[derive(Serialize)]
pub(super) struct Notice {
    name: Statement,
    verdict: String,
    addressees: Vec<Addressee>,
    rollout: Vec<Event>,
    quality: Vec<Event>,
    rolled_back: bool,
    defects: Vec<Statement>,
    question: &'static str,
    decisions: Vec<String>,
    by: Statement,
    because: &'static str,
    footer: Footer,
}

/// A role, and who has it.
#[derive(Serialize)]
struct Addressee {
    role: &'static str,
    people: Vec<Statement>,
}

/// Builds the notice, if there is something to tell.
pub(super) fn view(clerk: &Clerk<'_>) -> Option<Notice> {
    let mut events = events::all(clerk);
    events.extend(events::failed_tests(clerk));
    let (quality, rollout): (Vec<Event>, Vec<Event>) = events.into_iter().partition(|event| event.quality);
    let (by, because) = by_when(clerk);
    let all = rollout.iter().chain(&quality);
    let mut seen = BTreeSet::new();
    let decisions = all.clone().map(|event| event.action.clone());
    let decisions: Vec<String> = decisions.filter(|action| !action.is_empty() && seen.insert(action.clone())).collect();
    let nothing = all.count() == 0;
    let rolled_back = !clerk.reading.facts.rollback_records.is_empty();
    (!nothing).then(|| Notice {
        name: common::name(clerk),
        verdict: clerk.review.verdict.to_string(),
        addressees: vec![
            Addressee { role: "Project Manager", people: people(clerk, Word::ProjectManager) },
            Addressee { role: "Test Architect", people: people(clerk, Word::TestArchitect) },
        ],
        question: question(clerk, rolled_back),
        rolled_back,
        defects: defects(clerk),
        decisions,
        by,
        because,
        rollout,
        quality,
        footer: Footer::of(clerk),
    })
}

/// What is to be decided.
fn question(clerk: &Clerk<'_>, rolled_back: bool) -> &'static str {
    match clerk.review.stage {
        Stage::Readiness if !rolled_back => "Whether the release waits for what follows, or goes out without it.",
        _ if rolled_back => "Whether and when the release goes out again, and what is done before.",
        _ => "Whether the release stays, or goes back.",
    }
}

/// Before the window, while it has not begun; of a rollout, by the end of its window.
fn by_when(clerk: &Clerk<'_>) -> (Statement, &'static str) {
    if clerk.review.stage == Stage::Readiness {
        return desk::before_window(clerk);
    }
    let now = clerk.review.as_of.as_second();
    let open = clerk.reading.facts.windows.iter().filter(|window| window.utc.is_some_and(|(_, end)| end >= now));
    let first = open.min_by_key(|window| window.utc.map(|(_, end)| end));
    let end = first.and_then(|window| Some((window.end?, window)));
    end.map_or_else(
        || (Statement::default(), ""),
        |(end, window)| (clerk.state(end.to_string(), window.text.at), "before the change window ends"),
    )
}

/// Who has the role, wherever somebody is named with it.
fn people(clerk: &Clerk<'_>, word: Word) -> Vec<Statement> {
    let facts = &clerk.reading.facts;
    let is = |phrase: &Phrase| vocabulary::find(&phrase.value).of(&phrase.value).has(word);
    let stated = |phrase: Option<&Phrase>| phrase.filter(|phrase| phrase.is_stated()).cloned();
    let contacts =
        facts.contacts.iter().filter(|contact| is(&contact.role)).map(|contact| stated(contact.name.as_ref()));
    let signed = facts.approvals.iter().chain(&facts.sign_offs);
    let signed = signed.filter(|row| row.role.as_ref().is_some_and(is)).map(|row| stated(row.name.as_ref()));
    let sent = facts.communications.iter().filter_map(|entry| entry.owner.as_ref()).filter(|owner| is(owner));
    let sent = sent.map(|owner| stated(Some(owner)));
    let name = |phrase: Phrase| {
        let bare = phrase.value.split(['(', '（']).next().unwrap_or_default().trim().to_owned();
        clerk.state(bare, phrase.at)
    };
    distinct(contacts.chain(signed).chain(sent).flatten().map(name).filter(Statement::is_said).collect())
}

/// Open defects that are critical or high.
fn defects(clerk: &Clerk<'_>) -> Vec<Statement> {
    let grave = |defect: &&Defect| {
        defect.open && defect.severity.as_ref().is_some_and(|severity| severity.value <= DefectSeverity::P1)
    };
    let told = |defect: &Defect| {
        let title = defect.title.as_ref().filter(|title| title.is_stated());
        let title = title.map(|title| format!(": {}", title.value)).unwrap_or_default();
        clerk.state(format!("{}{title}", defect.id.value), defect.id.at)
    };
    clerk.reading.facts.defects.iter().filter(grave).map(told).collect()
}

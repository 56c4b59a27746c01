//! What several documents say.

use std::collections::BTreeSet;

use serde::Serialize;

use super::cite::{Clerk, Statement, sources};
use super::when::Times;
use crate::facts::{Contact, Facts, Kind, Place, Window, own};

/// The release's identifier. The plan's word counts first, then that of the release notes.
pub(super) fn release(clerk: &Clerk<'_>) -> Statement {
    let facts = &clerk.reading.facts;
    let mentions: Vec<_> = facts.releases.iter().collect();
    preferred(facts, &mentions, |mention| mention.at)
        .first()
        .map_or_else(|| clerk.gap(&["HYG-08"]), |mention| clerk.state(mention.value.0.as_str(), mention.at))
}

/// What the release is called: the title of the plan or the release notes without the type of the document, such as
/// "Orderflow 2.4.0"; else "release 2.4.0".
pub(super) fn name(clerk: &Clerk<'_>) -> Statement {
    let release = release(clerk);
    let documents =
        [Kind::DeploymentPlan, Kind::ReleaseNotes].into_iter().flat_map(|kind| clerk.reading.facts.of_kind(kind));
    let titles = documents.filter_map(|document| document.title.as_ref());
    let mut named = titles.filter_map(|title| Some((title.value.split_once([':', '–', '—'])?.1.trim(), title.at)));
    match named
        .find(|(name, _)| release.is_said() && name.contains(&release.text) && name.len() > release.text.len() + 1)
    {
        Some((name, at)) => clerk.state(name, at),
        None if release.is_said() => Statement { text: format!("release {}", release.text), ..release },
        None => release,
    }
}

/// The change windows, each interval once: those of the plan, else those of the release notes, else all.
pub(super) fn planned_windows<'a>(clerk: &Clerk<'a>) -> Vec<&'a Window> {
    let facts = &clerk.reading.facts;
    let all: Vec<&Window> = facts.windows.iter().filter(|window| window.text.is_stated()).collect();
    let mut seen = BTreeSet::new();
    let own = preferred(facts, &all, |window| window.text.at).into_iter();
    own.filter(|window| {
        (window.start.is_none() && window.end.is_none()) || seen.insert((window.start, window.end, window.zone.clone()))
    })
    .collect()
}

/// An environment that the release goes to.
#[derive(Serialize)]
pub(super) struct Environment {
    name: Statement,
    artifact: Statement,
    owner: Statement,
    source: String,
}

/// The deployments table.
pub(super) fn environments(clerk: &Clerk<'_>) -> Vec<Environment> {
    let rows = clerk.reading.facts.deployments.iter();
    rows.map(|row| {
        let name = clerk.say(Some(&row.environment), &[]);
        let artifact = clerk.say(row.artifact.as_ref(), &["BLD-03"]);
        let owner = clerk.say(row.owner.as_ref(), &["I-04"]);
        let source = sources(&[&name, &artifact, &owner]);
        Environment { name, artifact, owner, source }
    })
    .collect()
}

/// Somebody to call.
#[derive(Serialize)]
pub(super) struct Person {
    role: Statement,
    name: Statement,
    reach: Statement,
    source: String,
}

/// Whom to ask: those that the release notes name, else those of the runbook, else all.
pub(super) fn contacts(clerk: &Clerk<'_>) -> Vec<Person> {
    let facts = &clerk.reading.facts;
    let all: Vec<&Contact> = facts.contacts.iter().collect();
    let of = |kind| all.iter().copied().filter(|contact| facts.in_kind(contact.role.at, kind)).collect::<Vec<_>>();
    let chosen =
        [of(Kind::ReleaseNotes), of(Kind::SupportRunbook), all.clone()].into_iter().find(|list| !list.is_empty());
    let person = |contact: &Contact| {
        let role = clerk.say(Some(&contact.role), &["INC-01"]);
        let name = clerk.say(contact.name.as_ref(), &["INC-01"]);
        let reach = clerk.say(contact.reach.as_ref(), &["INC-01"]);
        let source = sources(&[&role, &name, &reach]);
        Person { role, name, reach, source }
    };
    chosen.unwrap_or_default().into_iter().map(person).collect()
}

/// The entries of the deployment plan, else those of the release notes, else all.
pub(super) fn preferred<'a, T>(facts: &Facts, all: &[&'a T], at: impl Fn(&T) -> Place) -> Vec<&'a T> {
    let of = |kind| all.iter().copied().filter(|entry| facts.in_kind(at(entry), kind)).collect::<Vec<_>>();
    [of(Kind::DeploymentPlan), of(Kind::ReleaseNotes)]
        .into_iter()
        .find(|list| !list.is_empty())
        .unwrap_or_else(|| all.to_vec())
}

/// What a document was written from: the sentence by which it is known for Holdpoint's own.
pub(super) fn written(clerk: &Clerk<'_>) -> String {
    let files = clerk.reading.sources.len();
    let noun = if files == 1 { "file" } else { "files" };
    let review = clerk.review;
    format!("{}{files} {noun} of the dossier, as of {}, for stage {}.", own::FOOT, review.as_of, review.stage.word())
}

/// What every document says of its own making, at its head or its foot.
#[derive(Serialize)]
pub(super) struct Footer {
    as_of: String,
    stage: &'static str,
    files: usize,
    written: String,
}

impl Footer {
    /// From the review.
    pub(super) fn of(clerk: &Clerk<'_>) -> Self {
        Self {
            as_of: Times::of(clerk).moment(clerk.review.as_of.as_second()),
            stage: clerk.review.stage.word(),
            files: clerk.reading.sources.len(),
            written: written(clerk),
        }
    }
}

//! What the messages share: each is looked up once.

use crate::deliverables::cite::{Clerk, Statement, distinct, sources};
use crate::deliverables::common;
use crate::deliverables::issues;
use crate::deliverables::rollback;
use crate::deliverables::when::{self, Times};
use crate::facts::{Kind, OnCall};
use crate::vocabulary::{self, Section, Word};

use crate::deliverables::outward::Outward;

/// What the dossier says of the release, as far as messages need it.
pub(super) struct Shared<'a> {
    pub(super) times: Times<'a>,
    /// What may be said to people outside.
    pub(super) outward: Outward,
    /// Product and version.
    pub(super) name: Statement,
    /// The change window, or several.
    pub(super) window: Statement,
    /// The day of the window in UTC.
    pub(super) day: String,
    /// The end of the window.
    pub(super) end: String,
    /// When the last step is over, by the plan.
    pub(super) steps_end: Statement,
    /// The environment that the release goes to, and what runs there.
    pub(super) affected: Statement,
    /// Whether the service is interrupted, for the team.
    pub(super) interruption: Statement,
    /// The same for people outside.
    pub(super) interruption_outside: Statement,
    /// What is new, for people outside.
    pub(super) news: Vec<Statement>,
    /// What people outside have to do.
    pub(super) to_do: Statement,
    /// What they see after a rollback.
    pub(super) after_rollback: Statement,
    /// Whom they ask.
    pub(super) contact_outside: Statement,
    /// Who is called first.
    pub(super) on_call: Statement,
    /// Within which time the release is rolled back, and who decides.
    pub(super) objective: Statement,
    pub(super) authority: Statement,
    /// The version that is gone back to.
    pub(super) previous: Statement,
    /// Open risks, with what is done about each.
    pub(super) risks: Vec<Statement>,
    /// Known issues, with the way around each.
    pub(super) issues: Vec<Statement>,
    /// Freezes that end after the window.
    pub(super) freezes: Vec<Statement>,
}

impl<'a> Shared<'a> {
    pub(super) fn of(clerk: &Clerk<'a>) -> Self {
        let times = Times::of(clerk);
        let bounds = clerk.window();
        let back = rollback::planned(clerk);
        let told = interruptions(clerk);
        let outward = Outward::of(clerk);
        let outside = |said: &&Statement| outward.allows(&said.text);
        let issues = issues::known(clerk);
        Self {
            name: common::name(clerk),
            window: joined(&when::windows(clerk, &times)),
            day: bounds.map(|(from, _)| times.day(from)).unwrap_or_default(),
            end: bounds.map(|(_, to)| times.moment(to)).unwrap_or_default(),
            steps_end: steps_end(clerk, &times),
            affected: affected(clerk),
            interruption: told.first().cloned().unwrap_or_default(),
            interruption_outside: told.iter().find(outside).cloned().unwrap_or_default(),
            news: news(clerk, &outward),
            to_do: to_do(clerk, &outward),
            after_rollback: from_section(clerk, &outward, Section::Rollback, |sentence| {
                let found = vocabulary::find(sentence);
                let terms = found.of(sentence);
                terms.has(Word::GoBack) && terms.begins(Word::After)
            }),
            contact_outside: contact_outside(clerk, &outward),
            on_call: on_call(clerk),
            objective: back.objective,
            authority: back.authority,
            previous: previous(clerk),
            risks: risks(clerk),
            issues: issues.iter().map(issues::Issue::in_short).collect(),
            freezes: freezes(clerk, &times, bounds),
            times,
            outward,
        }
    }
}

fn joined(said: &[Statement]) -> Statement {
    let texts: Vec<&str> = said.iter().map(|said| said.text.as_str()).filter(|text| !text.is_empty()).collect();
    let all: Vec<&Statement> = said.iter().collect();
    let rule = said.first().map(|said| said.rule.clone()).unwrap_or_default();
    Statement { text: texts.join("; "), source: sources(&all), rule }
}

/// What is said of an interruption; what support and customers are told comes first.
fn interruptions(clerk: &Clerk<'_>) -> Vec<Statement> {
    let facts = &clerk.reading.facts;
    let rank = |kind| match kind {
        Kind::SupportBriefing => 0,
        Kind::ReleaseNotes => 1,
        Kind::ChangeRequest | Kind::Approvals => 2,
        _ => 3,
    };
    let mut said: Vec<_> = facts.downtimes.iter().collect();
    said.sort_by_key(|phrase| rank(facts.document(phrase.at.source).kind));
    distinct(said.into_iter().map(|phrase| clerk.state(phrase.value.as_str(), phrase.at)).collect())
}

/// `production (web, worker)`.
fn affected(clerk: &Clerk<'_>) -> Statement {
    let facts = &clerk.reading.facts;
    let target = &clerk.review.policy.target_environment;
    let row = facts.deployments.iter().find(|row| &row.name == target);
    let place =
        row.map_or_else(Statement::default, |row| clerk.state(row.environment.value.as_str(), row.environment.at));
    let running = facts.processes.iter().filter(|process| process.long_running && process.name.is_stated());
    let running: Vec<_> = running.collect();
    let own = common::preferred(facts, &running, |process| process.at);
    let parts = distinct(own.iter().map(|process| clerk.state(process.name.value.as_str(), process.at)).collect());
    if !place.is_said() && parts.is_empty() {
        return clerk.gap(&["BLD-03", "HYG-01"]);
    }
    let named: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
    let name = if place.is_said() { place.text.clone() } else { target.clone() };
    let text = if named.is_empty() { name } else { format!("{name} ({})", named.join(", ")) };
    let of: Vec<&Statement> = std::iter::once(&place).chain(parts.first()).collect();
    Statement { text, source: sources(&of), rule: String::new() }
}

/// Highlights of the release notes.
fn news(clerk: &Clerk<'_>, outward: &Outward) -> Vec<Statement> {
    let passages = clerk.passages(&[Kind::ReleaseNotes], Section::Highlights);
    let said = passages.into_iter().filter(|passage| passage.form != "table").map(|passage| passage.said);
    said.filter(|said| outward.allows(&said.text)).collect()
}

/// Sentences of a section of the release notes that are of one sort and may be said outside.
fn from_section(clerk: &Clerk<'_>, outward: &Outward, section: Section, wanted: impl Fn(&str) -> bool) -> Statement {
    for passage in clerk.passages(&[Kind::ReleaseNotes], section) {
        if passage.form == "text" || passage.form == "item" {
            let all = outward.sentences(&passage.said.text);
            let own: Vec<&str> = all.into_iter().filter(|sentence| wanted(sentence)).collect();
            if !own.is_empty() {
                let text = own.join(" ").trim_end_matches(';').to_owned();
                return Statement { text, ..passage.said };
            }
        }
    }
    Statement::default()
}

/// What customers and users have to do, as the notes of the upgrade say it.
fn to_do(clerk: &Clerk<'_>, outward: &Outward) -> Statement {
    let wanted = |sentence: &str| {
        let found = vocabulary::find(sentence);
        let terms = found.of(sentence);
        terms.has(Word::Outsiders) && !terms.has(Word::SupportDesk)
    };
    let said = from_section(clerk, outward, Section::Upgrade, wanted);
    if said.is_said() { said } else { from_section(clerk, outward, Section::Breaking, wanted) }
}

/// A way to reach somebody that is for customers: in the release notes, and no channel of the team.
fn contact_outside(clerk: &Clerk<'_>, outward: &Outward) -> Statement {
    let reaches = |sentence: &str| {
        let digits = sentence.bytes().filter(u8::is_ascii_digit).count();
        let found = vocabulary::find(sentence);
        let terms = found.of(sentence);
        let inside =
            terms.has(Word::OnCall) || terms.has(Word::OnCallTool) || sentence.to_lowercase().contains("internal");
        !inside && (sentence.contains('@') || digits >= 7)
    };
    let said = from_section(clerk, outward, Section::Contacts, reaches);
    if said.is_said() { said } else { clerk.gap(&["COM-01", "INC-01"]) }
}

/// The first in the on-call order: the runbook's word, else that of the plan, else any.
fn on_call(clerk: &Clerk<'_>) -> Statement {
    let facts = &clerk.reading.facts;
    let first: Vec<_> = facts.contacts.iter().filter(|contact| contact.on_call == Some(OnCall::Primary)).collect();
    let of = |kind| first.iter().find(|contact| facts.in_kind(contact.role.at, kind));
    let chosen = of(Kind::SupportRunbook).or_else(|| of(Kind::DeploymentPlan)).or(first.first());
    let Some(contact) = chosen else { return clerk.gap(&["INC-01"]) };
    let parts = [contact.name.as_ref(), contact.reach.as_ref()].into_iter().flatten().filter(|part| part.is_stated());
    let text: Vec<&str> = parts.map(|part| part.value.as_str()).collect();
    if text.is_empty() { clerk.gap(&["INC-01"]) } else { clerk.state(text.join(", "), contact.role.at) }
}

fn previous(clerk: &Clerk<'_>) -> Statement {
    let version = clerk.reading.facts.rollbacks.iter().find_map(|rollback| rollback.version.as_ref());
    version.map_or_else(Statement::default, |version| clerk.state(version.value.0.as_str(), version.at))
}

/// The end of the last step whose time is known.
fn steps_end(clerk: &Clerk<'_>, times: &Times<'_>) -> Statement {
    let steps = clerk.reading.facts.steps.iter();
    let ends = steps.filter_map(|step| {
        let start = when::instant(clerk, &step.start.as_ref()?.value)?;
        let seconds = step.duration.as_ref().map_or(0, |duration| (duration.value * 60.0) as i64);
        Some((start.checked_add(seconds)?, step.at))
    });
    ends.max_by_key(|(end, _)| *end).map_or_else(Statement::default, |(end, at)| clerk.state(times.moment(end), at))
}

/// Open risks that somebody does something about, the gravest first.
fn risks(clerk: &Clerk<'_>) -> Vec<Statement> {
    let mut open: Vec<_> = clerk.reading.facts.risks.iter().filter(|risk| risk.open).collect();
    open.sort_by_key(|risk| std::cmp::Reverse(risk.level.as_ref().map(|level| level.value)));
    let told = open.into_iter().filter_map(|risk| {
        let description = clerk.say(risk.description.as_ref(), &[]);
        let mitigation = clerk.say(risk.mitigation.as_ref(), &[]);
        (description.is_said() && mitigation.is_said()).then(|| Statement {
            text: format!(
                "{} Mitigation: {}",
                super::draft::closed(&description.text),
                super::draft::closed(&mitigation.text)
            ),
            source: sources(&[&description, &mitigation]),
            rule: String::new(),
        })
    });
    told.collect()
}

/// Freezes that a new date must keep clear of.
fn freezes(clerk: &Clerk<'_>, times: &Times<'_>, window: Option<(i64, i64)>) -> Vec<Statement> {
    let Some((_, end)) = window else { return Vec::new() };
    let later = clerk.reading.facts.freezes.iter().filter(|freeze| freeze.utc.is_some_and(|(_, to)| to > end));
    distinct(later.map(|freeze| when::of_freeze(clerk, times, freeze)).collect())
}

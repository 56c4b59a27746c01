//! What the support briefing says: what changes, what is known, what to answer, whom to call, how to turn it off.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::deliverables::cite::{Clerk, Statement, distinct, sources};
use crate::deliverables::common::{self, Footer};
use crate::deliverables::issues::{self, Issue};
use crate::deliverables::passage::Passage;
use crate::deliverables::rollback;
use crate::deliverables::when;
use crate::facts::{Change, Kind, Phase};
use crate::vocabulary::{self, Section, Word};

use super::audience::{Audiences, Class};
use super::people::{Person, escalation, names_people, people};
use super::questions::{self, Question};
use super::shared::Shared;

/// The support briefing.
#[derive(Serialize)]
pub(super) struct Briefing {
    name: Statement,
    release: Statement,
    window: Statement,
    remark: String,
    briefed: Vec<Statement>,
    ready: Statement,
    affected: Statement,
    interruption: Statement,
    parts: Vec<Part>,
    changes_gap: Statement,
    issues: Vec<Known>,
    issues_gap: Statement,
    questions: Vec<Question>,
    flags: Vec<Question>,
    objective: Statement,
    authority: Statement,
    after_rollback: Statement,
    contacts: Vec<Person>,
    available: bool,
    escalation: Vec<Passage>,
    contacts_gap: Statement,
    handover: Vec<Passage>,
    footer: Footer,
}

/// Changes of one component; those that name none have no title.
#[derive(Serialize)]
struct Part {
    title: String,
    changes: Vec<Statement>,
}

/// A known issue, what users see of it and what to answer.
#[derive(Serialize)]
struct Known {
    what: Statement,
    severity: Statement,
    seen: Statement,
    answer: Statement,
    source: String,
}

/// Builds the support briefing.
pub(super) fn view(clerk: &Clerk<'_>) -> Briefing {
    let shared = Shared::of(clerk);
    let mut answers = Answers::of(clerk);
    let issues: Vec<Known> = issues::known(clerk).iter().map(|issue| known(issue, &mut answers)).collect();
    let back = rollback::planned(clerk);
    let told = [Kind::SupportBriefing, Kind::SupportRunbook, Kind::ReleaseNotes, Kind::DeploymentPlan];
    let escalation = escalation(clerk);
    let contacts = people(clerk, &escalation);
    let is_flag = |title: &str| vocabulary::find(title).of(title).has(Word::FeatureToggle);
    Briefing {
        name: shared.name.clone(),
        release: common::release(clerk),
        briefed: briefed(clerk, &shared),
        ready: ready(clerk, &shared),
        parts: parts(clerk),
        changes_gap: clerk.gap(&["COM-01", "COM-03"]),
        issues,
        issues_gap: clerk.gap(&["COM-04", "COM-01"]),
        questions: answers.left(),
        flags: questions::titled(clerk, &told, is_flag),
        objective: back.objective,
        authority: back.authority,
        after_rollback: shared.after_rollback.clone(),
        available: contacts.iter().any(|person| person.availability.is_said()),
        contacts,
        escalation,
        contacts_gap: clerk.gap(&["INC-01", "COM-01"]),
        handover: handover(clerk),
        remark: shared.times.remark(),
        window: shared.window,
        affected: shared.affected,
        interruption: shared.interruption,
        footer: Footer::of(clerk),
    }
}

/// When support is briefed.
fn briefed(clerk: &Clerk<'_>, shared: &Shared<'_>) -> Vec<Statement> {
    let audiences = Audiences::of(clerk);
    let mut found = Vec::new();
    for entry in audiences.entries(&[Class::Support], Phase::Before).into_iter().filter(|entry| !entry.aside) {
        let channel = clerk.say(entry.channel.as_ref(), &[]).text;
        let at = when::of_communication(clerk, entry).map(|at| shared.times.moment(at));
        let at = at.unwrap_or_else(|| clerk.say(entry.when.as_ref(), &[]).text);
        let parts: Vec<&str> = [channel.as_str(), at.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
        if !parts.is_empty() {
            found.push(clerk.state(parts.join(", "), entry.at));
        }
    }
    found
}

/// When support must be ready: when the change window opens.
fn ready(clerk: &Clerk<'_>, shared: &Shared<'_>) -> Statement {
    let opens = clerk.window().map(|(from, _)| shared.times.moment(from));
    opens.map_or_else(
        || clerk.gap(&["CHG-01"]),
        |at| Statement { text: format!("{at}, when the change window opens"), ..shared.window.clone() },
    )
}

/// What the plan says of the handover, but the people, who stand above.
fn handover(clerk: &Clerk<'_>) -> Vec<Passage> {
    let passages = clerk.passages(&[Kind::DeploymentPlan], Section::Handover);
    passages.into_iter().filter(|passage| !names_people(passage) && !passage.said.text.ends_with(':')).collect()
}

/// The changes, by the component that each names.
fn parts(clerk: &Clerk<'_>) -> Vec<Part> {
    let facts = &clerk.reading.facts;
    let all: Vec<&Change> = facts.changes.iter().filter(|change| change.text.is_stated()).collect();
    let own = common::preferred(facts, &all, |change| change.text.at);
    let said = distinct(own.iter().map(|change| clerk.state(change.text.value.as_str(), change.text.at)).collect());
    let processes = clerk.reading.facts.processes.iter().filter(|process| process.long_running);
    let processes: BTreeSet<&str> = processes.map(|process| process.name.value.as_str()).collect();
    // What concerns the whole comes first; it is most often what is new.
    let mut parts: BTreeMap<String, Vec<Statement>> = BTreeMap::new();
    for change in said {
        let (title, text) = component(&processes, &change.text);
        parts.entry(title).or_default().push(Statement { text, ..change });
    }
    parts.into_iter().map(|(title, changes)| Part { title, changes }).collect()
}

/// Letters of the longest name of a component.
const NAME: usize = 24;

/// `API: …` names its component; else the process that the text names, if it is one only.
fn component(processes: &BTreeSet<&str>, text: &str) -> (String, String) {
    if let Some((head, rest)) = text.split_once(": ")
        && (1..=NAME).contains(&head.chars().count())
        && head.split_whitespace().count() <= 2
        && head.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_' | '/'))
    {
        return (head.to_owned(), rest.trim().to_owned());
    }
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '-');
    let named: BTreeSet<&str> = words.filter(|word| processes.contains(word)).collect();
    let mut named = named.into_iter();
    let title = match (named.next(), named.next()) {
        (Some(name), None) => name.to_owned(),
        _ => String::new(),
    };
    (title, text.to_owned())
}

/// What is answered about issues, by their ids.
struct Answers {
    questions: Vec<Option<Question>>,
    /// The first question that names an id.
    asked: BTreeMap<String, usize>,
    /// The last cell of the row about an issue in the team's own briefing.
    told: BTreeMap<String, Statement>,
}

impl Answers {
    fn of(clerk: &Clerk<'_>) -> Self {
        let questions = questions::read(clerk);
        let mut asked = BTreeMap::new();
        for (index, question) in questions.iter().enumerate() {
            for id in ids(&question.question.text) {
                asked.entry(id.to_owned()).or_insert(index);
            }
        }
        let mut told = BTreeMap::new();
        let passages = clerk.passages(&[Kind::SupportBriefing], Section::KnownIssues);
        for row in passages.iter().flat_map(|passage| &passage.rows) {
            let Some((last, named)) = row.cells.split_last().filter(|(last, _)| !last.is_empty()) else { continue };
            for id in named.iter().flat_map(|cell| ids(cell)) {
                let said = Statement { text: last.clone(), source: row.source.clone(), rule: String::new() };
                told.entry(id.to_owned()).or_insert(said);
            }
        }
        Self { questions: questions.into_iter().map(Some).collect(), asked, told }
    }

    /// The question about an issue, which then stands with it and not among the others.
    fn take(&mut self, id: &str) -> Option<Question> {
        self.questions.get_mut(*self.asked.get(id)?)?.take()
    }

    fn left(self) -> Vec<Question> {
        self.questions.into_iter().flatten().collect()
    }
}

/// Words with a hyphen and a number: `DEF-042`.
fn ids(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '-');
    words.filter(|word| word.contains('-') && word.bytes().any(|byte| byte.is_ascii_digit()))
}

/// An issue with what users see and what is answered: the FAQ's question about it, the team's own briefing, the way around it.
fn known(issue: &Issue, answers: &mut Answers) -> Known {
    let first = issue.what.text.split_whitespace().next().unwrap_or_default();
    let id = ids(first).next().unwrap_or_default();
    let asked = answers.take(id);
    let seen = asked.as_ref().map_or_else(Statement::default, |asked| {
        let text = asked.question.text.replace(&format!("({id})"), "");
        Statement { text: text.trim().to_owned(), ..asked.question.clone() }
    });
    let answer = asked.as_ref().and_then(|asked| {
        let source = asked.answer.first()?.said.source.clone();
        Some(Statement { text: asked.answer_in_short(), source, rule: String::new() }).filter(Statement::is_said)
    });
    let answer = answer.or_else(|| answers.told.get(id).cloned()).unwrap_or_else(|| issue.workaround.clone());
    let source = sources(&[&issue.what, &seen, &answer]);
    Known { what: issue.what.clone(), severity: issue.severity.clone(), seen, answer, source }
}

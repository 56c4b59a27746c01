//! The messages: one for each state of the release, for people outside and for those inside.

use crate::deliverables::cite::{Clerk, Statement};
use crate::facts::{Communication, Phase};
use crate::report;
use crate::vocabulary::{self, Word};

use super::audience::{Audiences, Class, is_sentence};
use super::draft::{Draft, field, or_field};
use super::outward;
use super::shared::Shared;
use crate::deliverables::when::{self, Times};

/// What is told of the release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Scheduled,
    Started,
    Delayed,
    Completed,
    RolledBack,
}

impl State {
    /// Every state, in the order of the document.
    pub(super) const ALL: [Self; 5] =
        [Self::Scheduled, Self::Started, Self::Delayed, Self::Completed, Self::RolledBack];

    /// Its heading.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Scheduled => "Scheduled",
            Self::Started => "Started",
            Self::Delayed => "Delayed",
            Self::Completed => "Completed",
            Self::RolledBack => "Rolled back",
        }
    }

    /// What the plan has for this state.
    pub(super) fn entries<'a>(self, audiences: &Audiences<'a>, classes: &[Class]) -> Vec<&'a Communication> {
        let of = |phase| audiences.entries(classes, phase);
        match self {
            Self::Scheduled => of(Phase::Before),
            Self::Started | Self::Delayed => of(Phase::During),
            Self::Completed => of(Phase::After),
            Self::RolledBack => {
                Some(of(Phase::Rollback)).filter(|own| !own.is_empty()).unwrap_or_else(|| of(Phase::During))
            }
        }
    }

    /// Before, each class has a message of its own; later they differ in nothing but whether they are people outside.
    pub(super) fn groups(self, classes: &[Class]) -> Vec<Vec<Class>> {
        if self == Self::Scheduled {
            return classes.iter().map(|class| vec![*class]).collect();
        }
        let (outside, inside): (Vec<Class>, Vec<Class>) = classes.iter().partition(|class| **class == Class::Outside);
        [outside, inside].into_iter().filter(|group| !group.is_empty()).collect()
    }
}

/// Writes messages.
pub(super) struct Writer<'a, 'c> {
    pub(super) clerk: &'c Clerk<'a>,
    pub(super) audiences: &'c Audiences<'a>,
    pub(super) shared: &'c Shared<'a>,
}

impl Writer<'_, '_> {
    /// The message of a state for these classes, which are either people outside or none of them is.
    pub(super) fn write(&self, state: State, classes: &[Class]) -> Draft {
        let outside = classes.contains(&Class::Outside);
        let draft = match (state, outside) {
            (State::Scheduled, true) => self.scheduled_outside(),
            (State::Scheduled, false) => self.scheduled_inside(classes),
            (State::Started, true) => self.started_outside(),
            (State::Started, false) => self.started_inside(),
            (State::Delayed, true) => self.delayed_outside(),
            (State::Delayed, false) => self.delayed_inside(),
            (State::Completed, true) => self.completed_outside(),
            (State::Completed, false) => self.completed_inside(),
            (State::RolledBack, true) => self.back_outside(),
            (State::RolledBack, false) => self.back_inside(),
        };
        self.foot(draft, state, classes)
    }

    fn name(&self) -> String {
        or_field(&self.shared.name.text, "product and version")
    }

    fn window(&self) -> String {
        or_field(&self.shared.window.text, "change window, UTC")
    }

    /// The window as people outside may read it: what could not be read as a time may hold anything.
    fn window_outside(&self) -> String {
        if self.is_outward(&self.shared.window.text) { self.window() } else { field("change window, UTC") }
    }

    fn is_outward(&self, text: &str) -> bool {
        outward::is_outward(&self.shared.times.without_zones(text))
    }

    fn end(&self) -> String {
        or_field(&self.shared.end, "planned end, UTC")
    }

    fn scheduled_outside(&self) -> Draft {
        let shared = self.shared;
        Draft::new(format!("Planned update: {}, {}", self.name(), or_field(&shared.day, "date")))
            .text(format!("{} will be released in this window: {}.", self.name(), self.window_outside()))
            .from(&shared.window)
            .said("Interruption", &shared.interruption_outside, "none, or what cannot be used and for how long")
            .list("What is new", &shared.news, "")
            .said("What you need to do", &shared.to_do, "nothing, or what customers have to do")
    }

    fn scheduled_inside(&self, classes: &[Class]) -> Draft {
        let shared = self.shared;
        let (name, day) = (self.name(), or_field(&shared.day, "date"));
        if classes.contains(&Class::Management) {
            let review = self.clerk.review;
            let verdict = format!("Readiness: {}. {}", review.verdict, report::reason(review));
            let draft = Draft::new(format!("{name}: release planned for {day}, readiness {}", review.verdict));
            return self
                .plan(draft.text(verdict))
                .list("Risks", &shared.risks, " in the risk list")
                .known("The previous version is back", &shared.objective)
                .known("Who decides on a rollback", &shared.authority);
        }
        if classes.contains(&Class::Support) {
            let draft = Draft::new(format!("{name}: what support needs to know for {day}"));
            return self
                .plan(draft)
                .list("Known issues", &shared.issues, " in the release notes")
                .text("Answers for customers, and whom to call: see the support briefing.")
                .said("On call", &shared.on_call, "name and number of the primary on-call");
        }
        let draft = Draft::new(format!("{name}: release on {day}"));
        self.plan(draft)
            .known("Last step ends", &shared.steps_end)
            .said("Who decides on a rollback", &shared.authority, "name of who decides")
            .said("On call", &shared.on_call, "name and number of the primary on-call")
    }

    /// When, where and with which interruption.
    fn plan(&self, draft: Draft) -> Draft {
        let shared = self.shared;
        draft
            .text(format!("Change window: {}.", self.window()))
            .from(&shared.window)
            .said("Affected", &shared.affected, "environments and components")
            .said("Interruption", &shared.interruption, "none, or what cannot be used and for how long")
    }

    fn started_outside(&self) -> Draft {
        let shared = self.shared;
        let began = field("actual start, UTC");
        Draft::new(format!("{}: the update has started", self.name()))
            .text(format!("The update began at {began} and is planned to end by {}.", self.end()))
            .from(&shared.window)
            .said("Interruption", &shared.interruption_outside, "none, or what cannot be used and for how long")
    }

    fn started_inside(&self) -> Draft {
        let shared = self.shared;
        let draft = Draft::new(format!("{}: deployment started", self.name())).text(format!(
            "Started at {}, by {}.",
            field("actual start, UTC"),
            field("name")
        ));
        self.plan(draft).known("Last step ends", &shared.steps_end).said(
            "Who decides on a rollback",
            &shared.authority,
            "name of who decides",
        )
    }

    fn delayed_outside(&self) -> Draft {
        let planned = format!("The update was planned for {}.", self.window_outside());
        Draft::new(format!("{}: the update is delayed", self.name()))
            .text(planned)
            .from(&self.shared.window)
            .text(format!("It {}.", field("starts at, or ends at: new time, UTC")))
            .text(format!("Reason: {}.", field("reason, in words for customers")))
            .text(format!("What this means for you: {}.", field("nothing, or what cannot be used meanwhile")))
    }

    fn delayed_inside(&self) -> Draft {
        Draft::new(format!("{}: deployment delayed", self.name()))
            .text(format!("Planned: {}. New: {}.", self.window(), field("new start or end, UTC")))
            .from(&self.shared.window)
            .text(format!("Reason: {}. Decided by: {}.", field("reason"), field("name")))
            .text(format!(
                "Step reached: {}. State of the service: {}.",
                field("number of the step, or none"),
                field("unaffected, or how")
            ))
            .list("A new date keeps clear of these freezes", &self.shared.freezes, "")
    }

    fn completed_outside(&self) -> Draft {
        Draft::new(format!("{} is released", self.name()))
            .text(format!("The update was completed at {}.", field("actual end, UTC")))
            .text(format!("Interruption: {}.", field("none, or what could not be used and when")))
            .list("What is new", &self.shared.news, "")
            .said("What you need to do", &self.shared.to_do, "nothing, or what customers have to do")
    }

    fn completed_inside(&self) -> Draft {
        Draft::new(format!("{}: deployment completed", self.name()))
            .text(format!("Completed at {}, after {}.", field("actual end, UTC"), field("minutes")))
            .text(format!(
                "Smoke tests: {}. Rollback triggers: {}. Impact on users: {}.",
                field("passed of all"),
                field("none fired, or which"),
                field("none, or what")
            ))
            .text(format!("Deviations from the plan: {}.", field("none, or which")))
            .list("Known issues", &self.shared.issues, " in the release notes")
    }

    fn back_outside(&self) -> Draft {
        let shared = self.shared;
        let draft = Draft::new(format!("{}: the update was taken back", self.name()))
            .text(format!("The previous version has been back since {}.", field("time of the rollback, UTC")))
            .text(format!("Reason: {}.", field("reason, in words for customers")));
        draft
            .said("What this means for you", &shared.after_rollback, "nothing, or what customers notice")
            .text(format!("New date: {}.", field("date, or: we will tell you")))
    }

    fn back_inside(&self) -> Draft {
        let shared = self.shared;
        let version = if shared.previous.is_said() { shared.previous.text.clone() } else { field("previous version") };
        Draft::new(format!("{}: rolled back", self.name()))
            .text(format!("Rolled back to {version}; complete at {}.", field("time, UTC")))
            .from(&shared.previous)
            .said("Decided by", &shared.authority, "name")
            .text(format!(
                "Trigger: {}. Impact on users: {}.",
                field("which, and when it fired"),
                field("none, or what")
            ))
            .text(format!(
                "Data: {}. Left to do: {}.",
                field("unchanged, or what was restored"),
                field("nothing, or what")
            ))
            .list("A new date keeps clear of these freezes", &shared.freezes, "")
    }

    /// When the next message comes, and whom to ask.
    fn foot(&self, draft: Draft, state: State, classes: &[Class]) -> Draft {
        let outside = classes.contains(&Class::Outside);
        let next = self.next(state, classes);
        let next = if outside && !self.is_outward(&next.text) { Statement::default() } else { next };
        let draft = match state {
            State::Completed => draft.known("Next update", &next),
            _ => draft.said("Next update", &next, "time, UTC"),
        };
        if outside {
            return draft.said("Questions", &self.shared.contact_outside, "address or number for customers");
        }
        draft.said("Questions", &self.sender(state, classes), "name and address")
    }

    /// Who sends the messages of this state.
    fn sender(&self, state: State, classes: &[Class]) -> Statement {
        let entries = state.entries(self.audiences, classes);
        let named = |entry: &&Communication| {
            let owner = entry.owner.as_ref().filter(|owner| owner.is_stated());
            owner.filter(|owner| !is_sentence(entry, owner)).cloned()
        };
        let owner = entries.iter().find_map(named);
        self.clerk.say(owner.as_ref(), &["COM-07"])
    }

    /// When the next message comes, as the plan has it.
    pub(super) fn next(&self, state: State, classes: &[Class]) -> Statement {
        let of = |phase| self.audiences.entries(classes, phase);
        let first =
            |entries: Vec<&Communication>| entries.into_iter().map(|entry| self.when(entry)).find(Statement::is_said);
        let repeated = |phase| {
            let entries = of(phase);
            let said = entries.iter().filter_map(|entry| entry.next_update.as_ref()).find(|said| said.is_stated());
            let said = said.map(|said| self.clerk.state(said.value.as_str(), said.at));
            said.or_else(|| first(entries.into_iter().filter(|entry| comes_again(entry)).collect()))
        };
        let found = match state {
            State::Scheduled => self.start(of(Phase::During)).or_else(|| first(of(Phase::After))),
            State::Started | State::Delayed => repeated(Phase::During).or_else(|| first(of(Phase::After))),
            State::Completed => repeated(Phase::After),
            State::RolledBack => repeated(Phase::Rollback).or_else(|| repeated(Phase::During)),
        };
        found.unwrap_or_else(|| self.clerk.gap(&["COM-07"]))
    }

    /// When the first of these goes out: the moment that it names, whatever it says besides.
    fn start(&self, entries: Vec<&Communication>) -> Option<Statement> {
        let entry = entries.into_iter().find(|entry| self.when(entry).is_said())?;
        let moment = when::of_communication(self.clerk, entry).map(|moment| self.shared.times.moment(moment));
        Some(moment.map_or_else(|| self.when(entry), |text| self.clerk.state(text, entry.at)))
    }

    /// When a communication goes out.
    pub(super) fn when(&self, entry: &Communication) -> Statement {
        time(self.clerk, &self.shared.times, entry)
    }
}

/// When a communication goes out: a moment in UTC and local time, else the words of the plan. What only names the phase says
/// nothing more, nor does a sentence about all of it, unless it says how often.
pub(super) fn time(clerk: &Clerk<'_>, times: &Times<'_>, entry: &Communication) -> Statement {
    let Some(said) = entry.when.as_ref().filter(|said| said.is_stated()) else { return Statement::default() };
    let counted = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit()) || word == "UTC" || word.contains('/');
    let bare = said.value.split_whitespace().all(counted);
    if let Some(moment) = when::of_communication(clerk, entry).filter(|_| bare) {
        return clerk.state(times.moment(moment), said.at);
    }
    let phase = said.value.chars().count() < PHASE && !said.value.contains(|letter: char| letter.is_ascii_digit());
    if phase || (is_sentence(entry, said) && !comes_again(entry)) {
        return Statement::default();
    }
    clerk.state(said.value.as_str(), said.at)
}

/// Letters from which on the words of a time say more than the phase.
const PHASE: usize = 11;

/// "Every 30 minutes".
fn comes_again(entry: &Communication) -> bool {
    entry.when.as_ref().is_some_and(|said| {
        let found = vocabulary::find(&said.value);
        found.of(&said.value).has(Word::Every)
    })
}

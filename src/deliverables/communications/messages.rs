//! The messages: one for each state of the release, for people outside and for those inside.

use crate::deliverables::cite::Clerk;
use crate::facts::{Communication, Phase};
use crate::report;

use super::audience::{Audiences, Class};
use super::draft::{Draft, field, or_field};
use super::shared::Shared;

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

    /// Whether a text may be said outside; names of time zones may.
    pub(super) fn is_outward(&self, text: &str) -> bool {
        self.shared.outward.allows(&self.shared.times.without_zones(text))
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
}

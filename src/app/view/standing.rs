//! How an outcome stands towards the verdict, and the signs for it. No sign is without its word.

use holdpoint::review::{Answer, GateState, Outcome, Severity, Verdict};
use yew::prelude::*;

/// How an outcome stands towards the verdict, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// It makes the release NO-GO.
    Stop,
    /// It is a condition.
    Condition,
    /// It is neither, and yet not met.
    Note,
    /// It is met.
    Pass,
    /// It does not apply.
    Idle,
    /// It is not due.
    Later,
}

impl Standing {
    /// Every one.
    pub(super) const ALL: [Self; 6] = [Self::Stop, Self::Condition, Self::Note, Self::Pass, Self::Idle, Self::Later];

    /// Of an outcome.
    pub(super) fn of(outcome: &Outcome) -> Self {
        match outcome.outcome {
            _ if outcome.stops() => Self::Stop,
            _ if outcome.is_condition() => Self::Condition,
            Answer::Fail | Answer::NoEvidence | Answer::Waived => Self::Note,
            Answer::Pass => Self::Pass,
            Answer::NotApplicable => Self::Idle,
            Answer::NotDue => Self::Later,
        }
    }

    /// Heading of its group.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Stop => "Stops the release",
            Self::Condition => "Conditions",
            Self::Note => "Worth knowing",
            Self::Pass => "Passes",
            Self::Idle => "Does not apply",
            Self::Later => "Due at a later stage",
        }
    }

    /// Whether there is something to be done about it.
    pub(super) fn is_open(self) -> bool {
        self <= Self::Note
    }
}

/// A sign: symbol, word, and the class that colours it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    /// For the eye.
    pub(super) symbol: &'static str,
    /// For everyone.
    pub(super) word: &'static str,
    /// `stop`, `warn`, `unknown`, `pass` or `idle`.
    pub(super) class: &'static str,
}

const fn sign(symbol: &'static str, word: &'static str, class: &'static str) -> Sign {
    Sign { symbol, word, class }
}

impl Sign {
    /// Of an answer of this severity.
    pub(super) fn of(answer: Answer, severity: Severity) -> Sign {
        match (answer, severity) {
            (Answer::Fail, Severity::Error) => sign("✕", "fail", "stop"),
            (Answer::Fail, _) => sign("!", "fail", "warn"),
            (Answer::NoEvidence, _) => sign("?", "no evidence", "unknown"),
            (Answer::Waived, _) => sign("!", "waived", "warn"),
            (Answer::Pass, _) => sign("✓", "pass", "pass"),
            (Answer::NotApplicable, _) => sign("–", "not applicable", "idle"),
            (Answer::NotDue, _) => sign("–", "not due", "idle"),
        }
    }

    /// Of a gate.
    pub(super) fn of_gate(state: GateState) -> Sign {
        match state {
            GateState::Stop => sign("✕", "stop", "stop"),
            GateState::Condition => sign("!", "condition", "warn"),
            GateState::NoEvidence => sign("?", "no evidence", "unknown"),
            GateState::Pass => sign("✓", "pass", "pass"),
            GateState::Idle => sign("–", "not due", "idle"),
        }
    }

    /// Of a verdict.
    pub(super) fn of_verdict(verdict: Verdict) -> Sign {
        match verdict {
            Verdict::Go => sign("✓", "GO", "pass"),
            Verdict::ConditionalGo => sign("!", "CONDITIONAL GO", "warn"),
            Verdict::NoGo => sign("✕", "NO-GO", "stop"),
        }
    }

    /// Symbol and word.
    pub(super) fn view(self) -> Html {
        html! {
            <span class={classes!("sign", self.class)}>
                <span class="symbol" aria-hidden="true">{ self.symbol }</span>
                { self.word }
            </span>
        }
    }

    /// The symbol for the eye; the word for those who do not see it.
    pub(super) fn small(self) -> Html {
        html! {
            <span class={classes!("sign", self.class)}>
                <span class="symbol" aria-hidden="true">{ self.symbol }</span>
                <span class="unseen">{ self.word }{ ": " }</span>
            </span>
        }
    }
}

//! Which answers are shown: a button for each that occurs, with its count.

use holdpoint::review::{Answer, Severity};
use holdpoint::rules::Family;
use yew::prelude::*;

use super::entries::belongs;
use crate::app::protocol::Reviewed;
use crate::app::view::message::{Filter, Message, Tell, send};
use crate::app::view::standing::Sign;

/// The buttons.
pub(super) fn view(reviewed: &Reviewed, family: Option<Family>, filter: &Filter, tell: &Tell) -> Html {
    let outcomes = || reviewed.review.outcomes.iter().filter(|outcome| belongs(outcome, family));
    let chips = Answer::ALL.into_iter().filter_map(|answer| {
        let count = outcomes().filter(|outcome| outcome.outcome == answer).count();
        if count == 0 && !filter.contains(&answer) {
            return None;
        }
        let gravest = outcomes().filter(|outcome| outcome.outcome == answer).map(|outcome| outcome.severity).min();
        let sign = Sign::of(answer, gravest.unwrap_or(Severity::Info));
        Some(html! {
            <li key={answer.word()}>
                <button type="button" class="chip" aria-pressed={filter.contains(&answer).to_string()} data-test="chip"
                    data-answer={answer.word()} onclick={send(tell, move || Message::Filter(answer))}>
                    { sign.view() }
                    <span class="number">{ count }</span>
                </button>
            </li>
        })
    });
    html! { <ul class="chips" aria-label="Show only">{ for chips }</ul> }
}

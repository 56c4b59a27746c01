//! One outcome: what was found, the lines behind it, what to do, and why it matters.

use holdpoint::review::{Evidence, Outcome};
use yew::prelude::*;

use super::standing::{Sign, Standing};
use super::{markdown, text};
use crate::app::protocol::Reviewed;
use crate::app::route::Spot;
use crate::app::shared::Shared;

/// Places shown at first.
const SHOWN: usize = 8;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) reviewed: Shared<Reviewed>,
    /// Its index in the review.
    pub(super) index: usize,
    /// Which outcome of its rule it is, from 1.
    pub(super) nth: usize,
    pub(super) gate: AttrValue,
    /// Which of its places is shown beside it, from 1.
    pub(super) chosen: Option<usize>,
    pub(super) printing: bool,
}

/// The outcome.
#[component]
pub(super) fn OutcomeView(props: &Props) -> Html {
    let outcome = &props.reviewed.review.outcomes[props.index];
    let sign = Sign::of(outcome.outcome, outcome.severity);
    let title = format!("outcome-{}.{}", outcome.rule, props.nth);
    html! {
        <article class={classes!("outcome", sign.class, props.chosen.map(|_| "chosen"))} aria-labelledby={title.clone()}
            data-test="outcome" data-rule={outcome.rule.clone()} data-answer={outcome.outcome.word()}
            data-severity={outcome.severity.word()} data-subject={outcome.subject.clone()}>
            <h4 id={title}>
                { sign.view() }
                { " " }
                <span class="subject">{ text::inline(&outcome.subject) }</span>
            </h4>
            <p class="rule">
                <a href={format!("#/rules/{}", outcome.rule)}>{ outcome.rule.clone() }</a>
                { " " }{ outcome.name.clone() }{ " · " }{ outcome.severity.word() }
            </p>
            <p class="says">{ text::inline(&outcome.message) }</p>
            <Places reviewed={&props.reviewed} index={props.index} nth={props.nth} gate={&props.gate} chosen={props.chosen}
                printing={props.printing} />
            if !outcome.remedy.is_empty() {
                <div class="part">
                    <h5>{ "To do" }</h5>
                    <div class="remedy">{ markdown::view(&outcome.remedy) }</div>
                </div>
            }
            { why(outcome, props.printing) }
        </article>
    }
}

fn why(outcome: &Outcome, printing: bool) -> Html {
    if Standing::of(outcome).is_open() {
        return html! {
            <div class="part why"><h5>{ "Why" }</h5><p>{ text::inline(&outcome.why) }</p></div>
        };
    }
    if printing {
        return Html::default();
    }
    html! {
        <details class="why"><summary>{ "Why it matters" }</summary><p>{ text::inline(&outcome.why) }</p></details>
    }
}

/// The lines behind it.
#[component]
fn Places(props: &Props) -> Html {
    let all = use_state(|| false);
    let outcome = &props.reviewed.review.outcomes[props.index];
    if outcome.evidence.is_empty() {
        return Html::default();
    }
    let shown =
        if *all || props.printing { outcome.evidence.len() } else { SHOWN.max(props.chosen.unwrap_or_default()) };
    let rest = outcome.evidence.len().saturating_sub(shown);
    let places = outcome.evidence.iter().take(shown).enumerate().map(|(index, evidence)| {
        let spot = Spot { rule: outcome.rule.to_string(), nth: props.nth, evidence: index + 1 };
        let current = props.chosen == Some(index + 1);
        html! { <li key={index}>{ place(evidence, &spot, &props.gate, current) }</li> }
    });
    let show_all = Callback::from(move |_: MouseEvent| all.set(true));
    html! {
        <div class="part">
            <h5>{ if outcome.evidence.len() == 1 { "Line" } else { "Lines" } }</h5>
            <ul class="places-of">
                { for places }
                if rest > 0 {
                    <li>
                        <button type="button" class="quiet" onclick={show_all}>{ format!("Show {rest} more") }</button>
                    </li>
                }
            </ul>
        </div>
    }
}

/// A link to a place, with what stands there.
fn place(evidence: &Evidence, spot: &Spot, gate: &str, current: bool) -> Html {
    html! {
        <a href={spot.address(gate)} id={spot.id()} aria-current={current.then_some("true")} data-test="evidence"
            data-file={evidence.file.clone()} data-line={evidence.line.to_string()}>
            <span class="at">{ text::breakable(&evidence.file) }<b>{ ":" }{ evidence.line }</b></span>
            if !evidence.text.is_empty() {
                { " " }<q class="text">{ evidence.text.clone() }</q>
            }
        </a>
    }
}

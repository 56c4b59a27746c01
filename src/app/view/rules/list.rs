//! Every rule, by gate, each with how it came out.

use holdpoint::rules::{self, Family, Rule};
use yew::prelude::*;

use super::policy;
use crate::app::protocol::Reviewed;
use crate::app::view::message::Tell;
use crate::app::view::standing::{Sign, Standing};
use crate::app::view::text;

pub(super) fn view(reviewed: Option<&Reviewed>, tell: &Tell) -> Html {
    let all: Vec<&Rule> = rules::all().collect();
    let families = Family::ALL.iter().filter_map(|family| {
        let own: Vec<&Rule> = all.iter().copied().filter(|rule| Family::of(rule.id) == Some(*family)).collect();
        (!own.is_empty()).then(|| {
            let heading = format!("family-{}", family.id());
            html! {
                <section key={family.id()} aria-labelledby={heading.clone()}>
                    <h2 id={heading}>{ family.title() }</h2>
                    <ul>{ for own.into_iter().map(|rule| entry(rule, reviewed)) }</ul>
                </section>
            }
        })
    });
    html! {
        <div class="rules">
            <h1>{ "Rules" }</h1>
            <p>
                { format!(
                    "{}. A failed error stops the release; a failed warning is a condition; an error without evidence is a \
                     condition too, never a pass.",
                    text::count(all.len(), "rule", "rules"),
                ) }
            </p>
            { for reviewed.map(|reviewed| policy::view(&reviewed.review.policy, tell)) }
            { for families }
        </div>
    }
}

fn entry(rule: &Rule, reviewed: Option<&Reviewed>) -> Html {
    let stage = rule.stage.map_or("any stage", |stage| stage.word());
    html! {
        <li key={rule.id} data-test="rule" data-rule={rule.id}>
            { for reviewed.and_then(|reviewed| sign(rule, reviewed)).map(Sign::small) }
            <a href={format!("#/rules/{}", rule.id)}><span class="id">{ rule.id }</span>{ " " }{ rule.name }</a>
            <span class="meta">{ rule.severity.word() }{ " · " }{ stage }</span>
        </li>
    }
}

/// The sign of the gravest outcome.
fn sign(rule: &Rule, reviewed: &Reviewed) -> Option<Sign> {
    let own = reviewed.review.outcomes.iter().filter(|outcome| outcome.rule == rule.id);
    own.min_by_key(|outcome| Standing::of(outcome)).map(|outcome| Sign::of(outcome.outcome, outcome.severity))
}

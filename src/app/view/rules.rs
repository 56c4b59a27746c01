//! The rules: what each checks, why, and where it comes from.

use holdpoint::rules::{self, Family, Rule};
use yew::prelude::*;

use super::text;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// Id of the rule that the address names.
    pub(super) chosen: Option<String>,
    /// The policy in force, once there is something to judge.
    pub(super) policy: Option<String>,
}

/// Every rule, by gate.
#[component]
pub(super) fn Rules(props: &Props) -> Html {
    let all: Vec<&Rule> = rules::all().collect();
    let families = Family::ALL.iter().filter_map(|family| {
        let own: Vec<&Rule> = all.iter().copied().filter(|rule| Family::of(rule.id) == Some(*family)).collect();
        (!own.is_empty()).then(|| {
            html! {
                <section key={family.id()} aria-labelledby={format!("family-{}", family.id())}>
                    <h2 id={format!("family-{}", family.id())}>{ family.title() }</h2>
                    { for own.into_iter().map(|rule| rule_view(rule, props.chosen.as_deref() == Some(rule.id))) }
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
            if let Some(policy) = &props.policy {
                <p data-test="policy">{ "Policy in force: " }{ policy }</p>
            }
            { for families }
        </div>
    }
}

fn rule_view(rule: &Rule, chosen: bool) -> Html {
    let stage = rule.stage.map_or("any stage", |stage| stage.word());
    html! {
        <article key={rule.id} id={format!("rule-{}", rule.id)} tabindex="-1" class={classes!("rule", chosen.then_some("chosen"))}
            data-test="rule" data-rule={rule.id}>
            <h3><a href={format!("#/rules/{}", rule.id)}>{ rule.id }</a>{ " " }{ rule.name }</h3>
            <p class="meta">{ rule.severity.word() }{ " · " }{ stage }{ " · source " }{ rule.source }</p>
            <p>{ text::inline(rule.checks) }</p>
            <p class="why">{ text::inline(rule.why) }</p>
        </article>
    }
}

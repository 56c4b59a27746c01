//! One rule: what it checks and why, how this dossier stands, the settings that it reads, an example that fails and the same
//! mended.

use holdpoint::policy::file;
use holdpoint::report;
use holdpoint::review::Outcome;
use holdpoint::rules::{Family, Rule, Sheet};
use yew::prelude::*;

use crate::app::protocol::Reviewed;
use crate::app::route::{Spot, gate_address};
use crate::app::view::standing::Sign;
use crate::app::view::text;

pub(super) fn view(rule: &'static Rule, reviewed: Option<&Reviewed>) -> Html {
    let stage = rule.stage.map_or("any stage", |stage| stage.word());
    let gate = Family::of(rule.id).map_or("", Family::title);
    html! {
        <article class="rules rule" id={format!("rule-{}", rule.id)} tabindex="-1" data-test="rule-page" data-rule={rule.id}>
            <p><a href="#/rules">{ "← All rules" }</a></p>
            <h1><span class="id">{ rule.id }</span>{ " " }{ rule.name }</h1>
            <p class="meta">{ gate }{ " · " }{ rule.severity.word() }{ " · " }{ stage }{ " · source " }{ rule.source }</p>
            <h2>{ "What it checks" }</h2>
            <p>{ text::inline(rule.checks) }</p>
            { needs(rule) }
            <h2>{ "Why it matters" }</h2>
            <p>{ text::inline(rule.why) }</p>
            { for reviewed.map(|reviewed| standing(rule, reviewed)) }
            { settings(rule, reviewed) }
            { for rule.example().map(|[fails, mended]| html! {
                <>
                    { sheet("An example that fails", fails) }
                    { sheet("The same, mended", mended) }
                </>
            }) }
        </article>
    }
}

fn needs(rule: &Rule) -> Html {
    let kinds: Vec<String> = rule.needs.iter().map(|kind| kind.title().to_lowercase()).collect();
    match kinds.as_slice() {
        [] => Html::default(),
        [only] => html! { <p>{ format!("Without the {only} it has no evidence.") }</p> },
        _ => html! { <p>{ format!("It has no evidence without one of these: {}.", kinds.join(", ")) }</p> },
    }
}

/// How the dossier stands.
fn standing(rule: &Rule, reviewed: &Reviewed) -> Html {
    let own = reviewed.review.outcomes.iter().filter(|outcome| outcome.rule == rule.id);
    html! {
        <>
            <h2>{ "In this dossier" }</h2>
            <ul class="answers">{ for own.enumerate().map(|(index, outcome)| answer(rule, outcome, index + 1)) }</ul>
        </>
    }
}

fn answer(rule: &Rule, outcome: &Outcome, nth: usize) -> Html {
    let gate = Family::of(rule.id).map_or("", Family::id);
    let address = match outcome.evidence.first() {
        Some(_) => Spot { rule: outcome.rule.to_string(), nth, evidence: 1 }.address(gate),
        None => gate_address(gate),
    };
    html! {
        <li key={nth} data-test="answer">
            { Sign::of(outcome.outcome, outcome.severity).view() }
            { " " }
            <a href={address}>{ text::inline(&outcome.subject) }</a>
            <p>{ text::inline(&outcome.message) }</p>
        </li>
    }
}

/// The settings that it reads, with what is in force.
fn settings(rule: &Rule, reviewed: Option<&Reviewed>) -> Html {
    if rule.settings.is_empty() {
        return Html::default();
    }
    let values = reviewed.map(|reviewed| report::values(&reviewed.review.policy));
    let row = |key: &&'static str| {
        let value = values.as_ref().map(|values| report::shown(values.get(*key)));
        html! {
            <tr key={*key}>
                <th scope="row"><code>{ *key }</code></th>
                <td>{ text::inline(file::about(key).unwrap_or_default()) }</td>
                <td>{ for value }</td>
            </tr>
        }
    };
    html! {
        <>
            <h2>{ "Settings in " }<code>{ "holdpoint.yaml" }</code></h2>
            <table class="settings-read">
                <thead><tr><th scope="col">{ "Key" }</th><th scope="col">{ "What it sets" }</th><th scope="col">{ "In force" }</th></tr></thead>
                <tbody>{ for rule.settings.iter().map(row) }</tbody>
            </table>
        </>
    }
}

fn sheet(title: &str, sheet: &Sheet) -> Html {
    html! {
        <>
            <h2>{ title.to_owned() }</h2>
            <p>{ format!("{}.", sheet.title) }</p>
            { for sheet.files.iter().map(|(path, content)| html! {
                <figure key={*path}>
                    <figcaption><code>{ *path }</code></figcaption>
                    <pre tabindex="0">{ *content }</pre>
                </figure>
            }) }
        </>
    }
}

//! The policy in force: each setting, and the choice of the profile.

use holdpoint::policy::{Profile, file};
use holdpoint::{Policy, report};
use serde_json::{Map, Value};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::app::view::message::{Message, Tell, when};
use crate::app::view::text;

pub(super) fn view(policy: &Policy, tell: &Tell) -> Html {
    let on_profile = when(tell, |event: Event| {
        let word = event.target_dyn_into::<HtmlSelectElement>()?.value();
        Profile::ALL.into_iter().find(|profile| profile.word() == word).map(Message::Adopt)
    });
    let options = Profile::ALL.map(|profile| {
        html! { <option value={profile.word()} selected={profile == policy.profile}>{ profile.word() }</option> }
    });
    let values = values(policy);
    let rows = file::settings().map(|(key, about)| {
        html! {
            <tr key={key}>
                <th scope="row"><code>{ key }</code></th>
                <td>{ text::inline(about) }</td>
                <td>{ shown(values.get(key)) }</td>
            </tr>
        }
    });
    html! {
        <section class="policy" aria-label="Policy in force">
            <p>
                <label>
                    <span>{ "Profile" }</span>{ " " }
                    <select data-test="profile" onchange={on_profile}>{ for options }</select>
                </label>
                { " " }
                <span data-test="policy">{ "Policy in force: " }{ report::policy(policy) }</span>
            </p>
            <details>
                <summary>{ "Every setting" }</summary>
                <table class="settings-read">
                    <thead><tr><th scope="col">{ "Key" }</th><th scope="col">{ "What it sets" }</th><th scope="col">{ "In force" }</th></tr></thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </details>
        </section>
    }
}

/// The settings by their keys.
pub(super) fn values(policy: &Policy) -> Map<String, Value> {
    // A policy consists of text and numbers, which always have a JSON form.
    match serde_json::to_value(policy) {
        Ok(Value::Object(values)) => values,
        _ => Map::new(),
    }
}

/// A setting as a person reads it.
pub(super) fn shown(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => "–".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => plain(number),
        Some(Value::Array(items)) if items.is_empty() => "–".to_owned(),
        Some(Value::Array(items)) => items.iter().map(|item| shown(Some(item))).collect::<Vec<_>>().join(", "),
        Some(Value::Object(parts)) if parts.is_empty() => "–".to_owned(),
        Some(Value::Object(parts)) => {
            let parts = parts.iter().map(|(key, value)| format!("{} {}", key.replace('_', " "), shown(Some(value))));
            parts.collect::<Vec<_>>().join(", ")
        }
        Some(Value::Bool(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
    }
}

/// `30`, not `30.0`.
fn plain(number: &serde_json::Number) -> String {
    let text = number.to_string();
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

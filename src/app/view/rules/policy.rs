//! The policy in force: each setting, and the choice of the profile.

use holdpoint::policy::{Profile, file};
use holdpoint::{Policy, report};
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
    let values = report::values(policy);
    let rows = file::settings().map(|(key, about)| {
        html! {
            <tr key={key}>
                <th scope="row"><code>{ key }</code></th>
                <td>{ text::inline(about) }</td>
                <td>{ report::shown(values.get(key)) }</td>
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

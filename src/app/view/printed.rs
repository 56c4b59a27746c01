//! What a printed review says beyond what the page shows.

use holdpoint::review::Input;
use yew::prelude::*;

use super::text;
use crate::app::protocol::Reviewed;

/// The files with their digests, and the policy.
pub(super) fn view(reviewed: &Reviewed) -> Html {
    let review = &reviewed.review;
    // A policy consists of text and numbers, which always have a JSON form.
    let policy = serde_json::to_string_pretty(&review.policy).unwrap_or_default();
    html! {
        <section class="printed">
            <h2>{ "What was judged" }</h2>
            <table>
                <thead><tr><th scope="col">{ "File" }</th><th scope="col">{ "Taken for" }</th><th scope="col">{ "SHA-256" }</th></tr></thead>
                <tbody>{ for review.inputs.iter().map(row) }</tbody>
            </table>
            <h2>{ "Policy in force" }</h2>
            <pre>{ policy }</pre>
        </section>
    }
}

fn row(input: &Input) -> Html {
    html! {
        <tr>
            <th scope="row">{ text::breakable(&input.path) }</th>
            <td>{ input.kind.clone() }</td>
            <td class="digest">{ input.sha256.clone().unwrap_or_else(|| input.why.clone()) }</td>
        </tr>
    }
}

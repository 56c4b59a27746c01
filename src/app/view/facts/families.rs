//! The list of families with the number of their facts.

use yew::prelude::*;

use crate::app::protocol::{Count, FactsPage};
use crate::app::route::{ALL, facts_address};
use crate::app::view::text;

/// The families that have facts, the chosen one marked; those without are folded.
pub(super) fn view(page: &FactsPage, family: Option<&str>, file: Option<&str>) -> Html {
    let (said, empty): (Vec<&Count>, Vec<&Count>) = page.families.iter().partition(|family| family.facts > 0);
    let chosen = family.unwrap_or(ALL);
    let item = |id: &str, title: &str, facts: usize| {
        html! {
            <li key={id.to_owned()}>
                <a href={facts_address(Some(id), file, None)} aria-current={(id == chosen).then_some("true")}
                    data-test="family" data-family={id.to_owned()}>
                    <span class="title">{ title.to_owned() }</span>
                    <span class="number">{ text::grouped(facts) }<span class="unseen">{ " facts" }</span></span>
                </a>
            </li>
        }
    };
    let sum = said.iter().map(|family| family.facts).sum();
    let unsaid: Vec<String> = empty.iter().map(|family| family.title.to_lowercase()).collect();
    html! {
        <nav class="families" id="families" tabindex="-1" aria-labelledby="families-title">
            <h2 id="families-title">{ "Families" }</h2>
            <ul>
                { item(ALL, "All facts", sum) }
                { for said.iter().map(|family| item(&family.id, &family.title, family.facts)) }
            </ul>
            if !unsaid.is_empty() {
                <details class="unsaid" data-test="unsaid">
                    <summary>{ format!("Nothing was said about {} more", unsaid.len()) }</summary>
                    <p>{ format!("Nothing was said about: {}.", unsaid.join(", ")) }</p>
                </details>
            }
        </nav>
    }
}

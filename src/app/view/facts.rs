//! What was understood: the families, their facts, and the lines where they were said.

mod entry;
mod families;
mod list;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::app::App;
use super::message::{Message, when};
use super::{correction, source, text};
use crate::app::protocol::{FactsPage, Reviewed};
use crate::app::route::{ALL, Route, facts_address};
use crate::app::shared::Shared;
use list::Facts;

/// Families, facts, lines: beside each other where there is room; else three steps of one path.
pub(super) fn view(app: &App, reviewed: &Shared<Reviewed>) -> Html {
    let Route::Facts { family, file, at } = &app.route else { return Html::default() };
    let step = match (family, at) {
        (_, Some(_)) => "source",
        (None, None) if file.is_none() => "families",
        _ => "list",
    };
    let back = facts_address(Some(family.as_deref().unwrap_or(ALL)), file.as_deref(), None);
    html! {
        <div class="facts" data-step={step}>
            <h1 class="unseen">{ "Facts" }</h1>
            if let Some(page) = app.session.facts() {
                { families::view(page, family.as_deref(), file.as_deref()) }
                <section class="told" id="facts" tabindex="-1" aria-labelledby="facts-title">
                    <a class="back" href={facts_address(None, None, None)}>{ "‹ Families" }</a>
                    { head(app, page, family.as_deref(), file.as_deref()) }
                    { correction::view(app) }
                    <Facts
                        {page}
                        {reviewed}
                        family={family.clone().unwrap_or_else(|| ALL.to_owned())}
                        chosen={at.as_ref().map(|at| at.0.clone())}
                        tell={&app.tell}
                    />
                </section>
            } else {
                <p class="waiting">{ "Fetching the facts…" }</p>
            }
            { for at.as_ref().map(|at| source::of_fact(app, at, &back)) }
        </div>
    }
}

/// What is shown, how much of it there is, and the box for words.
fn head(app: &App, page: &FactsPage, family: Option<&str>, file: Option<&str>) -> Html {
    let chosen = page.families.iter().find(|known| Some(known.id.as_str()) == family);
    let title = chosen.map_or("All facts", |family| family.title.as_str());
    let on_input =
        when(&app.tell, |event: InputEvent| Some(Message::Words(event.target_dyn_into::<HtmlInputElement>()?.value())));
    html! {
        <header>
            <h2 id="facts-title">{ title }</h2>
            <label class="words">
                <span class="unseen">{ "Only facts that speak of" }</span>
                <input type="search" placeholder="Filter" spellcheck="false" autocomplete="off" data-test="facts-filter"
                    value={app.words.clone()} oninput={on_input} />
            </label>
            <p class="sum" role="status" data-test="facts-sum">{ text::count(page.total, "fact", "facts") }</p>
            if let Some(file) = file {
                <p class="from">
                    { "From " }{ text::breakable(file) }{ ". " }
                    <a href={facts_address(Some(family.unwrap_or(ALL)), None, None)}>{ "Show all files" }</a>
                </p>
            }
        </header>
    }
}

//! The review: gates, outcomes, lines. Beside each other where there is room; else three steps of one path.

use yew::prelude::*;

use super::app::App;
use super::gates;
use super::outcomes::Outcomes;
use super::source;
use crate::app::protocol::Reviewed;
use crate::app::route::Route;
use crate::app::shared::Shared;

/// The review.
pub(super) fn view(app: &App, reviewed: &Shared<Reviewed>) -> Html {
    let Route::Review { gate, spot } = &app.route else { return Html::default() };
    let step = match (gate, spot) {
        (_, Some(_)) => "source",
        (Some(_), None) => "outcomes",
        (None, None) => "gates",
    };
    html! {
        <div class="review" data-step={step}>
            <h1 class="unseen">{ "Review" }</h1>
            { gates::view(reviewed, gate.as_deref()) }
            <Outcomes
                {reviewed}
                gate={gate.clone()}
                spot={spot.clone()}
                filter={app.filter.clone()}
                printing={app.printing}
                tell={&app.tell}
            />
            { for spot.as_ref().map(|spot| source::view(app, reviewed, gate.as_deref(), spot)) }
        </div>
    }
}

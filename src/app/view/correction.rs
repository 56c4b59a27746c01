//! The policy file that corrections have made: how to keep it, and the way back.

use yew::prelude::*;

use super::app::App;
use super::message::{Message, send};
use super::text;

/// Says that the policy file was changed, if it was.
pub(super) fn view(app: &App) -> Html {
    let Some((path, _)) = app.session.correction() else { return Html::default() };
    let name = path.rsplit('/').next().unwrap_or(path).to_owned();
    html! {
        <div class="correction" data-test="correction">
            <p>
                <strong>{ text::breakable(path) }</strong>
                { " says what you have changed. Download it and put it beside the files to keep that." }
            </p>
            <p class="ways">
                <button type="button" class="main" data-test="download-policy"
                    onclick={send(&app.tell, || Message::SavePolicy)}>
                    { format!("Download {name}") }
                </button>
                <button type="button" data-test="undo-correction" onclick={send(&app.tell, || Message::UndoCorrection)}>
                    { "Undo the last change" }
                </button>
            </p>
        </div>
    }
}

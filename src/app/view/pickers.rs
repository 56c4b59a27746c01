//! The browser's own dialogs for files and folders.

use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::message::{Message, Tell, when};
use crate::app::intake::chosen;

/// Id of the input for files.
pub(super) const FILES: &str = "file-input";
/// Id of the input for a folder.
pub(super) const FOLDER: &str = "folder-input";

/// The inputs themselves. Nobody sees them: buttons open them.
pub(super) fn view(tell: &Tell) -> Html {
    let on_change =
        when(tell, |event: Event| Some(Message::Chosen(chosen(&event.target_dyn_into::<HtmlInputElement>()?))));
    html! {
        <div hidden=true>
            <input type="file" id={FILES} data-test={FILES} multiple=true aria-label="Files" onchange={&on_change} />
            <input type="file" id={FOLDER} data-test={FOLDER} webkitdirectory=true aria-label="A folder" onchange={on_change} />
        </div>
    }
}

/// Opens one of them.
pub(super) fn open(id: &'static str) -> Callback<MouseEvent> {
    Callback::from(move |_| {
        if let Some(input) = document().get_element_by_id(id) {
            input.unchecked_into::<HtmlElement>().click();
        }
    })
}

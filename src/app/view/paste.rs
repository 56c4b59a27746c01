//! Text instead of a file.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::message::{Message, Tell, send};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) tell: Tell,
}

/// Name and text. The name says what the text is, as it does for a file.
#[component]
pub(super) fn Paste(props: &Props) -> Html {
    let (name, text) = (use_node_ref(), use_node_ref());
    let on_submit = {
        let (tell, name, text) = (props.tell.clone(), name.clone(), text.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let name = name.cast::<HtmlInputElement>().map(|name| name.value()).unwrap_or_default();
            let text = text.cast::<HtmlTextAreaElement>().map(|text| text.value()).unwrap_or_default();
            tell.emit(Message::Paste(name.trim().to_owned(), text));
        })
    };
    html! {
        <form class="paste" onsubmit={on_submit}>
            <label>
                <span>{ "File name, with its folder if it has one" }</span>
                <input ref={name} name="name" required=true pattern=".*\\S.*" value="deployment-plan.md" autocomplete="off"
                    spellcheck="false" data-test="paste-name" />
            </label>
            <label>
                <span>{ "Text" }</span>
                <textarea ref={text} name="text" required=true rows="14" spellcheck="false" data-test="paste-text" />
            </label>
            <p class="ways">
                <button type="submit" class="main" data-test="paste-add">{ "Add to the dossier" }</button>
                <button type="button" onclick={send(&props.tell, || Message::Ask(None))}>{ "Cancel" }</button>
            </p>
        </form>
    }
}

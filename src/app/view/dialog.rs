//! Dialogs. The browser keeps the focus in them and closes them by Escape.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::app::App;
use super::message::{Ask, Message, Tell, send};
use super::paste::Paste;

#[derive(Properties, PartialEq)]
struct Props {
    tell: Tell,
    title: AttrValue,
    children: Html,
}

/// The dialog that is asked for.
pub(super) fn view(app: &App) -> Html {
    let tell = &app.tell;
    match app.asking {
        None => Html::default(),
        Some(Ask::Paste) => html! {
            <Dialog {tell} title="Paste text"><Paste {tell} /></Dialog>
        },
        Some(Ask::StartOver) => html! {
            <Dialog {tell} title="Start over?">
                <p>{ "The page forgets every file and the review. The files themselves stay as they are." }</p>
                <p class="ways">
                    <button type="button" class="main" data-test="confirm" onclick={send(tell, || Message::StartOver)}>
                        { "Start over" }
                    </button>
                    <button type="button" onclick={send(tell, || Message::Ask(None))}>{ "Keep everything" }</button>
                </p>
            </Dialog>
        },
    }
}

#[component]
fn Dialog(props: &Props) -> Html {
    let node = use_node_ref();
    use_effect_with((), {
        let node = node.clone();
        move |()| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                // Fails only if it is open already.
                let _ = dialog.show_modal();
            }
        }
    });
    html! {
        <dialog ref={node} aria-labelledby="dialog-title" onclose={send(&props.tell, || Message::Ask(None))}>
            <h2 id="dialog-title">{ &props.title }</h2>
            { props.children.clone() }
        </dialog>
    }
}

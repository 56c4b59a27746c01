//! What a file was taken for, and the way to say that it is something else.

use holdpoint::Policy;
use holdpoint::facts::Kind;
use web_sys::{HtmlElement, HtmlSelectElement};
use yew::prelude::*;

use super::message::{Message, Tell};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// Path of the file.
    pub(super) path: AttrValue,
    /// Id of its kind.
    pub(super) kind: AttrValue,
    /// The policy names this file.
    pub(super) corrected: bool,
    pub(super) tell: Tell,
}

/// In place of a kind: the one that is recognised.
const RECOGNISED: &str = "";

/// The name of the kind, and a choice of all when it is wanted.
#[component]
pub(super) fn KindChoice(props: &Props) -> Html {
    let open = use_state(|| false);
    let (select, button) = (use_node_ref(), use_node_ref());
    let was_open = use_mut_ref(|| false);
    use_effect_with(*open, {
        let (select, button) = (select.clone(), button.clone());
        move |open| {
            let was_open = was_open.replace(*open);
            let wanted = if *open { select.cast::<HtmlElement>() } else { button.cast().filter(|_| was_open) };
            if let Some(wanted) = wanted {
                // Fails only for elements that cannot have the focus.
                let _ = wanted.focus();
            }
        }
    });
    let known = Kind::ALL.iter().find(|kind| kind.id() == props.kind);
    let toggle = |to: bool| {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(to))
    };
    if !*open {
        let label = format!("Change what {} was taken for", props.path);
        return html! {
            <>
                <span>{ known.map_or("Not read", |kind| kind.title()) }</span>
                if known.is_some_and(|kind| *kind != Kind::Policy) {
                    { " " }
                    <button ref={button} type="button" class="quiet small" data-test="change-kind" aria-label={label}
                        onclick={toggle(true)}>
                        { "Change" }
                    </button>
                }
            </>
        };
    }
    let apply = {
        let (open, select, tell, path) = (open.clone(), select.clone(), props.tell.clone(), props.path.to_string());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(select) = select.cast::<HtmlSelectElement>() else { return };
            open.set(false);
            let kind = Some(select.value()).filter(|kind| kind != RECOGNISED);
            tell.emit(Message::Correct(path.clone(), kind));
        })
    };
    let escape = {
        let open = open.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                open.set(false);
            }
        })
    };
    html! {
        <form class="kind" onsubmit={apply} onkeydown={escape}>
            <select ref={select} data-test="kind" aria-label={format!("What {} is", props.path)}>
                if props.corrected { <option value={RECOGNISED}>{ "As recognised" }</option> }
                { for choices().map(|kind| option(kind, &props.kind)) }
            </select>
            <button type="submit" data-test="apply-kind">{ "Apply" }</button>
            <button type="button" class="quiet" onclick={toggle(false)}>{ "Cancel" }</button>
        </form>
    }
}

/// Every kind by its name, and last what takes a file out.
fn choices() -> impl Iterator<Item = Kind> {
    let mut kinds: Vec<Kind> = Kind::ALL.iter().copied().filter(|kind| kind.speaks()).collect();
    kinds.sort_by_key(|kind| kind.title());
    kinds.into_iter().chain([Kind::Ignored])
}

fn option(kind: Kind, chosen: &str) -> Html {
    let title = if kind == Kind::Ignored { "Ignore this file" } else { kind.title() };
    html! { <option value={kind.id()} selected={kind.id() == chosen}>{ title }</option> }
}

/// Whether the policy names a file by its path.
pub(super) fn is_corrected(policy: &Policy, path: &str) -> bool {
    policy.kind_of(path).is_some_and(|rule| rule.files == policy.relative(path))
}

//! The page and its worker. The engine runs in the worker only; the page shows what it says.

mod clock;
mod download;
mod example;
mod intake;
mod notes;
mod protocol;
mod route;
mod session;
mod shared;
mod view;
pub(crate) mod worker;

/// Shows the page in the element `#app`.
pub(crate) fn start() {
    let Some(root) = gloo::utils::document().get_element_by_id("app") else { return };
    // What says that the page is starting.
    root.set_inner_html("");
    yew::Renderer::<view::App>::with_root(root).render();
}

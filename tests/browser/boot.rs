//! The page starts, from a host and from disk, and loads nothing but itself.

use crate::{
    page::Page,
    place::{Place, project},
    scratch::Scratch,
    server::Server,
};
use std::{fs, path::Path};

/// The browser has said that what was tried breaks the page's policy.
#[track_caller]
fn assert_breach(page: &Page, attempt: &str) {
    let problems = page.take_problems();
    assert!(problems.iter().any(|line| line.contains("Content Security Policy")), "{attempt}: {problems:#?}");
}

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn starts_quietly_from_a_host_and_from_disk() {
    for place in Place::BOTH {
        let page = place.open("");
        assert!(page.text("document.title").contains("Holdpoint"), "{place:?}");
        assert_eq!(page.eval_in_worker("typeof wasm_bindgen"), "function", "{place:?}");
        page.assert_quiet();
    }
}

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn a_worker_that_was_ended_can_be_started_again() {
    for place in Place::BOTH {
        let page = place.open("");
        // The first thing that a worker says is that it runs.
        let spoke = page.eval(
            "new Promise((resolve) => {
                holdpoint.startWorker().terminate();
                holdpoint.startWorker().onmessage = () => resolve(true);
            })",
        );
        assert_eq!(spoke, true, "{place:?}");
        page.assert_quiet();
    }
}

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn refuses_the_network_in_the_page_and_in_the_worker() {
    let fetch = "fetch('https://example.invalid/').then(() => 'loaded', () => 'refused')";
    for place in Place::BOTH {
        let page = place.open("");
        assert_eq!(page.eval(fetch), "refused", "{place:?}");
        assert_breach(&page, "the page's fetch");
        assert_eq!(page.eval_in_worker(fetch), "refused", "{place:?}");
        assert_breach(&page, "the worker's fetch");
    }
}

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn refuses_foreign_scripts_pictures_and_styles() {
    let attempts = [
        "document.body.append(Object.assign(document.createElement('script'), { textContent: 'globalThis.injected = true' }))",
        "document.body.append(Object.assign(document.createElement('script'), { src: 'https://example.invalid/a.js' }))",
        "document.body.append(Object.assign(document.createElement('img'), { src: 'https://example.invalid/a.png' }))",
        "document.body.setAttribute('style', 'color: red')",
        "void new WebSocket('wss://example.invalid/')",
        "void navigator.sendBeacon('https://example.invalid/', 'x')",
    ];
    for place in Place::BOTH {
        let page = place.open("");
        for attempt in attempts {
            page.eval(&format!("{{ try {{ {attempt} }} catch {{}} }}"));
            assert_breach(&page, attempt);
        }
        assert_eq!(page.eval("globalThis.injected === undefined"), true, "{place:?}");
    }
}

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn the_hosted_page_opened_from_disk_names_the_file_that_works() {
    let page = Page::launch("file:");
    page.open(&format!("file://{}", project("dist/index.html").display()));
    page.wait_for("document.body.innerText.includes('open holdpoint.html')", "the page says what to open");
}

/// A copy of `dist/` in which each file has been looked at, and changed or left out.
fn changed_build(change: impl Fn(&str, Vec<u8>) -> Option<(String, Vec<u8>)>) -> Scratch {
    let scratch = Scratch::new();
    for entry in fs::read_dir(project("dist")).expect("dist/ exists") {
        let path = entry.expect("a file of dist/").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        if let Some((name, bytes)) = change(name, fs::read(&path).expect("a file of dist/")) {
            scratch.file(&name, bytes);
        }
    }
    scratch
}

fn is_wasm(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "wasm")
}

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn a_host_that_has_lost_the_program_is_told_in_words() {
    let scratch = changed_build(|name, bytes| (!is_wasm(name)).then(|| (name.to_owned(), bytes)));
    let server = Server::start(scratch.path(), "/");
    let page = Page::launch(server.url());
    page.open(server.url());
    page.wait_for("document.querySelector('[role=alert]')?.innerText.includes('could not load')", "the page says so");
}

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn a_host_that_does_not_know_wasm_will_do() {
    let scratch = changed_build(|name, bytes| {
        let text = String::from_utf8(bytes.clone()).map(|text| text.replace(".wasm\"", ".bin\"").into_bytes());
        let name = if is_wasm(name) { name.replace(".wasm", ".bin") } else { name.to_owned() };
        Some((name, text.unwrap_or(bytes)))
    });
    let server = Server::start(scratch.path(), "/");
    let page = Page::launch(server.url());
    page.open(server.url());
    page.wait_for("document.documentElement.dataset.boot === 'started'", "the page has started");
}

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn says_that_it_needs_javascript() {
    let server = Server::start(&project("dist"), "/");
    let page = Page::launch(server.url());
    page.forbid_scripts();
    page.open(server.url());
    page.wait_for("document.body.innerText.includes('allow JavaScript')", "the page asks for JavaScript");
}

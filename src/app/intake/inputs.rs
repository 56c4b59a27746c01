//! Files and folders that were chosen in a dialog of the browser.

use std::collections::BTreeSet;

use holdpoint::Dossier;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};

use super::Found;
use crate::app::session::{Given, What};

/// What was chosen, with paths if it was a folder. The input is emptied, so that the same can be chosen again.
pub(crate) fn chosen(input: &HtmlInputElement) -> Found {
    let mut found = Found::default();
    let mut left_out = BTreeSet::new();
    let files = input.files();
    let count = files.as_ref().map_or(0, web_sys::FileList::length);
    for file in (0..count).filter_map(|index| files.as_ref()?.get(index)) {
        let path = path(&file);
        if !Dossier::leaves_out(&path) {
            found.given.push(Given::file(path, file));
        } else if left_out.insert(folder(&path).to_owned()) {
            // Not read; the engine notes that the folder was left out.
            found.given.push(Given { path, what: What::Text(String::new()) });
        }
        if found.is_full() {
            break;
        }
    }
    if found.given.is_empty() {
        found.notes.push("What was chosen holds no files: there is nothing in it to review.".to_owned());
    }
    input.set_value("");
    found
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The path within the chosen folder, or the name.
fn path(file: &File) -> String {
    js_sys::Reflect::get(file.unchecked_ref(), &"webkitRelativePath".into())
        .ok()
        .and_then(|path| path.as_string())
        .filter(|path| !path.is_empty())
        .unwrap_or_else(|| file.name())
}

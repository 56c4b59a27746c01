//! Folders by the older File and Directory Entries API, for browsers without the newer one.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry};

use super::Found;
use crate::app::session::{Given, words};

/// Finds the file, or all files in the folder. `file` is the same as the browser gave it directly.
pub(super) async fn find(root: FileSystemEntry, file: Option<File>, found: &mut Found) {
    if root.is_file()
        && let Some(file) = file
    {
        found.given.push(Given::file(file.name(), file));
        return;
    }
    let name = root.name();
    let before = found.given.len();
    let mut ahead = vec![(name.clone(), root)];
    while let Some((path, entry)) = ahead.pop() {
        if found.is_full() {
            return;
        }
        if entry.is_file() {
            found.given.push(open(path, &entry.unchecked_into()).await);
        } else if found.enters(&path) {
            match children(&entry.unchecked_into()).await {
                Ok(children) => {
                    ahead.extend(children.into_iter().rev().map(|child| (format!("{path}/{}", child.name()), child)));
                }
                Err(error) => found.given.push(Given::refused(
                    path,
                    format!("the folder could not be opened ({}); use “Choose a folder” instead", words(&error)),
                )),
            }
        }
    }
    if found.given.len() == before {
        found.notes.push(format!("The folder {name} is empty: there is nothing in it to review."));
    }
}

async fn open(path: String, entry: &FileSystemFileEntry) -> Given {
    let opened = call(|resolve, reject| entry.file_with_callback_and_callback(resolve, reject)).await;
    match opened {
        Ok(file) => Given::file(path, file.unchecked_into()),
        Err(error) => Given::refused(
            path,
            format!("the file could not be opened ({}); use “Choose files” instead", words(&error)),
        ),
    }
}

/// What is directly in the folder, by name. The browser hands it out in portions, an empty one last.
async fn children(folder: &FileSystemDirectoryEntry) -> Result<Vec<FileSystemEntry>, JsValue> {
    let reader = folder.create_reader();
    let mut children: Vec<FileSystemEntry> = Vec::new();
    loop {
        let portion: Array = call(|resolve, reject| {
            // A refusal comes to `reject`.
            let _ = reader.read_entries_with_callback_and_callback(resolve, reject);
        })
        .await?
        .unchecked_into();
        if portion.length() == 0 {
            children.sort_by_key(FileSystemEntry::name);
            return Ok(children);
        }
        children.extend(portion.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
}

/// Awaits a call that answers by callback.
async fn call(start: impl Fn(&js_sys::Function, &js_sys::Function)) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::new(&mut |resolve, reject| start(&resolve, &reject))).await
}

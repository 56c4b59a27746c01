//! Folders by the File System API: works over HTTP and on pages from disk, where the browser has it.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemHandle, FileSystemHandleKind};

use super::Found;
use crate::app::session::{Given, words};

/// Finds the file, or all files in the folder.
pub(super) async fn find(root: FileSystemHandle, found: &mut Found) {
    let name = root.name();
    let before = found.given.len();
    let is_folder = root.kind() == FileSystemHandleKind::Directory;
    let mut ahead = vec![(name.clone(), root)];
    while let Some((path, handle)) = ahead.pop() {
        if found.is_full() {
            return;
        }
        match handle.kind() {
            FileSystemHandleKind::File => found.given.push(file(path, handle.unchecked_into()).await),
            _ if found.enters(&path) => match children(handle.unchecked_into()).await {
                Ok(children) => {
                    ahead.extend(children.into_iter().rev().map(|child| (format!("{path}/{}", child.name()), child)));
                }
                Err(error) => found.given.push(Given::refused(
                    path,
                    format!(
                        "the folder could not be opened ({}); check its permissions and drop it again",
                        words(&error)
                    ),
                )),
            },
            _ => {}
        }
    }
    if is_folder && found.given.len() == before {
        found.notes.push(format!("The folder {name} is empty: there is nothing in it to review."));
    }
}

async fn file(path: String, handle: FileSystemFileHandle) -> Given {
    match JsFuture::from(handle.get_file()).await {
        Ok(file) => Given::file(path, file.unchecked_into()),
        Err(error) => {
            let reason =
                format!("the file could not be opened ({}); check its permissions and drop it again", words(&error));
            Given::refused(path, reason)
        }
    }
}

/// What is directly in the folder, by name.
async fn children(folder: FileSystemDirectoryHandle) -> Result<Vec<FileSystemHandle>, JsValue> {
    let values = folder.values();
    let mut children: Vec<FileSystemHandle> = Vec::new();
    loop {
        let step: js_sys::IteratorNext = JsFuture::from(values.next()?).await?.unchecked_into();
        if step.done() {
            children.sort_by_key(FileSystemHandle::name);
            return Ok(children);
        }
        children.push(step.value().unchecked_into());
    }
}

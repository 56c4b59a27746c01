//! A drop on the page.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, DataTransferItem, File, FileSystemEntry};

use super::{Found, entries, handles};
use crate::app::session::Given;

#[wasm_bindgen]
extern "C" {
    /// [`DataTransferItem`] with the method that web-sys does not offer in its stable part.
    type Item;
    #[wasm_bindgen(method, getter, js_name = getAsFileSystemHandle)]
    fn handle_method(this: &Item) -> JsValue;
    #[wasm_bindgen(method, catch, js_name = getAsFileSystemHandle)]
    fn handle(this: &Item) -> Result<Promise, JsValue>;
}

/// Whether files are dragged, and not a piece of a page.
pub(crate) fn has_files(transfer: Option<DataTransfer>) -> bool {
    transfer.is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
}

/// What was dropped. The browser forgets it when the event is over, so all that can be asked is asked in the event.
pub(crate) struct Drop(Vec<Dropped>);

struct Dropped {
    /// Reads folders on pages from disk too, where the older entry cannot.
    handle: Option<Promise>,
    entry: Option<FileSystemEntry>,
    file: Option<File>,
}

impl Drop {
    /// Asks the event for everything.
    pub(crate) fn of(transfer: &DataTransfer) -> Self {
        let items = transfer.items();
        let dropped = (0..items.length()).filter_map(|index| items.get(index)).filter(|item| item.kind() == "file");
        Self(dropped.map(Dropped::of).collect())
    }

    /// Whether nothing was dropped that is a file or a folder.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Looks through the folders.
    pub(crate) async fn look_through(self) -> Found {
        let mut found = Found::default();
        for dropped in self.0 {
            dropped.find(&mut found).await;
        }
        found
    }
}

impl Dropped {
    fn of(item: DataTransferItem) -> Self {
        let entry = item.webkit_get_as_entry().ok().flatten();
        let file = item.get_as_file().ok().flatten();
        let item: Item = item.unchecked_into();
        let handle = item.handle_method().is_function().then(|| item.handle().ok()).flatten();
        Self { handle, entry, file }
    }

    async fn find(self, found: &mut Found) {
        if let Some(handle) = self.handle
            && let Ok(handle) = JsFuture::from(handle).await
            && let Ok(handle) = handle.dyn_into()
        {
            handles::find(handle, found).await;
        } else if let Some(entry) = self.entry {
            entries::find(entry, self.file, found).await;
        } else if let Some(file) = self.file {
            found.given.push(Given::file(file.name(), file));
        }
    }
}

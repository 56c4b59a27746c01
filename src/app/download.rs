//! Handing files to the person.

use gloo::timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Long enough for any browser to have begun the download.
const KEEP_MS: u32 = 60_000;

/// Offers bytes as a file of this name.
pub(crate) fn save(name: &str, mime: &str, bytes: &Uint8Array) {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let Ok(blob) = Blob::new_with_u8_array_sequence_and_options(&Array::of1(bytes), &options) else { return };
    let Ok(url) = Url::create_object_url_with_blob(&blob) else { return };
    if let Ok(anchor) = gloo::utils::document().create_element("a") {
        let anchor: HtmlAnchorElement = anchor.unchecked_into();
        anchor.set_href(&url);
        anchor.set_download(name);
        anchor.click();
    }
    Timeout::new(KEEP_MS, move || {
        // Fails only for an address that is not one of ours.
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
}

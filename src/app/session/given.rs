//! What a person gave, kept so that it can be given to the worker again if the worker dies.

use holdpoint::Dossier;
use holdpoint::policy::Limits;
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::words;
use crate::app::example::Example;

/// One thing that was given, under the path that it has in the dossier.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    /// The path; of an example, its folder.
    pub(crate) path: String,
    /// What it is.
    pub(crate) what: What,
}

/// Where the bytes come from.
#[derive(Clone, Debug)]
pub(crate) enum What {
    /// A file of the platform: a handle, not its bytes.
    File(File),
    /// Text that was pasted.
    Text(String),
    /// An example that the page brings along.
    Example(Example),
    /// Nothing: it could not be read, for this reason.
    Refused(String),
}

impl Given {
    /// A file of the platform, or its refusal if it is too large to be read.
    pub(crate) fn file(path: String, file: File) -> Self {
        // Sizes are whole and below 2^53.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "see above")]
        let size = file.size() as u64;
        let what = match Dossier::new(Limits::default()).too_large(&path, size) {
            Some(reason) => What::Refused(reason),
            None => What::File(file),
        };
        Self { path, what }
    }

    /// Something that could not be read.
    pub(crate) fn refused(path: String, reason: impl Into<String>) -> Self {
        Self { path, what: What::Refused(reason.into()) }
    }
}

/// The bytes of a file, or why the platform does not give them.
pub(super) async fn load(file: File) -> Result<Uint8Array, String> {
    match JsFuture::from(file.array_buffer()).await {
        Ok(buffer) => Ok(Uint8Array::new(buffer.unchecked_ref())),
        Err(error) => Err(format!(
            "the browser could not read the file ({}). Perhaps it was moved, changed or locked since; give it again",
            words(&error).trim_end_matches('.')
        )),
    }
}

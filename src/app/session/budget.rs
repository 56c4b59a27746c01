//! How much is read in all. The engine has the limit and the last word; this spares the browser from reading what the engine
//! would turn away.

use std::collections::BTreeMap;

use holdpoint::policy::Limits;

use super::{Given, What};

/// Turns away, unread, the files that go beyond the limit.
pub(super) fn keep(held: &[Given], given: &mut [Given]) {
    let limit = Limits::default().total_bytes;
    let mut sizes = BTreeMap::new();
    for given in held {
        sizes.insert(given.path.clone(), size(given));
    }
    let mut total: u64 = sizes.values().sum();
    for given in given {
        let own = size(given);
        let old = sizes.get(&given.path).copied().unwrap_or_default();
        if total - old + own > limit {
            given.what = What::Refused(format!(
                "with this file the dossier would exceed {} MiB in all, which is the limit; drop only the files of this release",
                limit / (1024 * 1024)
            ));
        } else {
            total = total - old + own;
            sizes.insert(given.path.clone(), own);
        }
    }
}

/// Bytes that are to be read for it.
pub(super) fn size(given: &Given) -> u64 {
    match &given.what {
        // Sizes are whole and below 2^53.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "see above")]
        What::File(file) => file.size() as u64,
        What::Text(text) => text.len() as u64,
        What::Example(_) | What::Refused(_) => 0,
    }
}

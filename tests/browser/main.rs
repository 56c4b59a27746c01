//! Tests in a real browser: headless Chromium, driven over the `DevTools` protocol, against the build in `dist/`.
//!
//! They are ignored in a plain `cargo test`, because they need Chromium and a build: `./dev test` makes both and runs them.
//! A test reads like this:
//!
//! ```ignore
//! #[test]
//! #[ignore = "needs Chromium and dist/: run ./dev test"]
//! fn a_dropped_folder_is_judged() {
//!     for place in Place::BOTH {
//!         let page = place.open("");
//!         page.drop_paths("body", &[example("good")]);
//!         page.wait_for("document.querySelector('#verdict')", "the verdict");
//!         page.assert_quiet();
//!     }
//! }
//! ```
#![expect(clippy::disallowed_methods, reason = "tests drive a browser, which needs files, a clock and threads")]

mod base64;
mod chromium;
mod input;
mod page;
mod pipe;
mod place;
mod record;
mod rules;
mod scratch;
mod server;

mod boot;
mod facts;
mod harness;
mod journey;
mod pictures;

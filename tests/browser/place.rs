//! Where the page is opened from.

use crate::{page::Page, server::Server};
use std::path::{Path, PathBuf};

/// A path of the project, such as `examples/good`.
pub(crate) fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The two ways in which people get the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The hosted page, from a static server, under a path of its own.
    Hosted,
    /// `holdpoint.html`, from disk.
    Disk,
}

impl Place {
    pub(crate) const BOTH: [Self; 2] = [Self::Hosted, Self::Disk];

    /// Opens the page in a browser of its own and waits until its Rust has drawn it. `fragment` is the part of the address
    /// from `#` on, or nothing.
    pub(crate) fn open(self, fragment: &str) -> Page {
        let dist = project("dist");
        assert!(
            dist.join("holdpoint.html").is_file(),
            "dist/holdpoint.html does not exist: run ./dev build, or ./dev test"
        );
        let (url, own) = match self {
            Self::Hosted => {
                let server = Server::start(&dist, "/some/sub/path/");
                (server.url().to_owned(), server.url().to_owned())
            }
            Self::Disk => {
                let url = format!("file://{}/holdpoint.html", dist.display());
                (url.clone(), url)
            }
        };
        let page = Page::launch(&own);
        page.open(&format!("{url}{fragment}"));
        page.wait_for(
            "document.documentElement.dataset.boot === 'started' && !document.getElementById('starting')",
            "the page's Rust has drawn the page",
        );
        page
    }
}

//! Pictures of every view in `target/tmp/pictures/`, to be looked at after a change of the page. No view may scroll sideways.

use crate::{page::Page, place::Place};
use std::path::{Path, PathBuf};

/// The windows: width, height, whether it is a phone or tablet.
const WINDOWS: [(u32, u32, bool); 4] = [(390, 844, true), (768, 1024, true), (1280, 800, false), (1920, 1080, false)];

/// The views of a reviewed dossier: name, address, and what must be there.
const VIEWS: [(&str, &str, &str); 7] = [
    ("gates", "#/review", "[data-test=gate]"),
    ("outcomes", "#/review/all", "[data-test=outcome]"),
    ("line", "#/review/all/IX-03.1.1", "[data-test=source-line][aria-current]"),
    ("documents", "#/documents/communication-summary.md", "[data-test=preview]"),
    ("files", "#/files", "[data-test=file-row]"),
    ("rules", "#/rules", "[data-test=rule]"),
    ("rule", "#/rules/IX-03", "[data-test=rule-page]"),
];

pub(crate) fn picture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures").join(name)
}

pub(crate) fn take(page: &Page, name: &str) {
    for (width, height, mobile) in WINDOWS {
        for (scheme, dark) in [("light", false), ("dark", true)] {
            page.set_viewport(width, height, mobile, dark);
            page.screenshot(&picture(&format!("{name}-{width}-{scheme}.png")));
            let too_wide = page.eval("document.documentElement.scrollWidth > innerWidth");
            assert_eq!(too_wide, false, "{name}: at {width} pixels the page scrolls sideways");
        }
    }
}

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn fits_windows_of_every_width() {
    let page = Place::Disk.open("");
    take(&page, "start");
    page.click("[data-test=example-broken]");
    page.wait_for("document.documentElement.dataset.state === 'reviewed'", "the example is reviewed");
    for (name, address, sign) in VIEWS {
        page.eval(&format!("{{ location.hash = '{address}'; }}"));
        page.wait_for(&format!("document.querySelector('{sign}')"), "the view is shown");
        take(&page, name);
    }
    // A sheet of A4 is 794 pixels wide.
    page.set_viewport(794, 1123, false, false);
    page.eval("{ location.hash = '#/review'; }");
    page.set_print(true);
    page.screenshot_whole(&picture("print.png"));
    page.assert_quiet();
}

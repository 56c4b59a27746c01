//! Pictures of the page in `target/tmp/pictures/`, to be looked at after a change of the page.

use crate::place::Place;
use std::path::Path;

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn fits_windows_of_every_width() {
    let pictures = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    let page = Place::Disk.open("");
    for (width, height, mobile) in [(390, 844, true), (768, 1024, true), (1280, 800, false), (1920, 1080, false)] {
        for (scheme, dark) in [("light", false), ("dark", true)] {
            page.set_viewport(width, height, mobile, dark);
            page.screenshot_whole(&pictures.join(format!("start-{width}-{scheme}.png")));
            let too_wide = page.eval("document.documentElement.scrollWidth > innerWidth");
            assert_eq!(too_wide, false, "at {width} pixels the page scrolls sideways");
        }
    }
}

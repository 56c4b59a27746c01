//! Packs the built page into one file, `holdpoint.html`, that opens from disk and may load nothing at all. Trunk runs this
//! after each build, with the directory of the unfinished build in `TRUNK_STAGING_DIR`.

mod encode;
mod html;
mod sizes;

use anyhow::{Context, Result, ensure};
use html::Page;
use std::{fs, path::Path};

const FILE: &str = "holdpoint.html";

fn main() -> Result<()> {
    let dir = std::env::var("TRUNK_STAGING_DIR").context("TRUNK_STAGING_DIR is not set: Trunk runs this program")?;
    let dir = Path::new(&dir);
    fs::write(dir.join(FILE), pack(dir)?)?;
    sizes::print(dir)
}

/// The text of the single file, made from `index.html` and the files that it names.
fn pack(dir: &Path) -> Result<String> {
    let mut page = Page::new(read(dir, "index.html")?);
    let style = read(dir, &page.attribute("link", r#"rel="stylesheet""#, "href")?)?;
    let icon = fs::read(dir.join(page.attribute("link", r#"rel="icon""#, "href")?))?;
    let glue = read(dir, &page.attribute("script", "holdpoint-glue", "src")?)?;
    let wasm = fs::read(dir.join(page.attribute("script", "holdpoint-glue", "data-wasm")?))?;
    let boot = read(dir, &page.attribute("script", "boot", "src")?)?;
    for text in [&style, &glue, &boot] {
        ensure!(!text.contains("</s") && !text.contains("<!--"), "a script or style ends its own element");
    }

    let policy = format!(
        "default-src 'none'; script-src '{}' '{}' 'wasm-unsafe-eval'; style-src '{}'; worker-src blob:; \
         img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'",
        encode::csp_hash(&glue),
        encode::csp_hash(&boot),
        encode::csp_hash(&style),
    );
    let icon = format!(r#"<link rel="icon" href="data:image/svg+xml;base64,{}">"#, encode::base64(&icon));
    let packed = encode::base64(&encode::deflate(&wasm)?);
    page.replace("meta", "Content-Security-Policy", &html::policy(&policy))?;
    page.replace("link", r#"rel="stylesheet""#, &format!("<style>{style}</style>"))?;
    page.replace("link", r#"rel="icon""#, &icon)?;
    page.replace("link", r#"rel="preload""#, "")?;
    // The boot script reads the module's text and the glue's, so it comes last.
    let module = format!(r#"<script id="holdpoint-wasm" type="text/plain">{packed}</script>"#);
    page.replace("script", "holdpoint-glue", &format!(r#"{module}<script id="holdpoint-glue">{glue}</script>"#))?;
    page.replace("script", "boot", &format!("<script>{boot}</script>"))?;
    page.finish()
}

fn read(dir: &Path, name: &str) -> Result<String> {
    let text = fs::read_to_string(dir.join(name)).with_context(|| name.to_owned())?;
    // A browser reads CRLF as LF, and would find another hash than the one written here.
    Ok(text.replace("\r\n", "\n"))
}

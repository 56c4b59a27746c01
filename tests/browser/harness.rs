//! The helpers of these tests do what they say. A small page of their own stands in for the real one.

use crate::{page::Page, scratch::Scratch, server::Server};

const PAGE: &str = r#"<!doctype html><meta name="viewport" content="width=device-width"><title>Helpers</title><link rel="icon" href="data:,">
<style>@media (prefers-color-scheme: dark) { body { color: rgb(1, 2, 3) } } @media print { h1 { display: none } }</style>
<h1>Helpers</h1><button>Press</button><input id="text"><input id="files" type="file" multiple>
<input id="folder" type="file" webkitdirectory><a id="save" download="note.txt" href="data:text/plain,kept">Save</a>
<div id="drop">Drop here</div>
<script>
  const log = [];
  const say = (line) => log.push(line);
  document.querySelector("button").onclick = (event) => say(`click ${event.isTrusted}`);
  for (const id of ["files", "folder"]) {
    const input = document.getElementById(id);
    input.onchange = () => say(Array.from(input.files, (file) => file.webkitRelativePath || file.name).sort().join(" "));
  }
  addEventListener("keydown", (event) => say(`key ${event.ctrlKey ? "ctrl " : ""}${event.shiftKey ? "shift " : ""}${event.key}`));
  const drop = document.getElementById("drop");
  drop.ondragover = (event) => event.preventDefault();
  drop.ondrop = async (event) => {
    event.preventDefault();
    const entries = Array.from(event.dataTransfer.items, (item) => item.webkitGetAsEntry());
    say(`drop ${event.isTrusted} ${entries.map((entry) => `${entry.isDirectory ? "folder" : "file"} ${entry.name}`).join(", ")}`);
  };
</script>"#;

fn open(scratch: &Scratch) -> Page {
    let server = Server::start(scratch.path(), "/");
    let page = Page::launch(server.url());
    page.open(server.url());
    page
}

#[test]
#[ignore = "needs Chromium: run ./dev test"]
fn input_reaches_the_page_as_a_persons() {
    let scratch = Scratch::new();
    scratch.file("index.html", PAGE);
    let files = [scratch.file("in/b.md", "b"), scratch.file("in/.env.example", "A=1")];
    let page = open(&scratch);

    page.click("button");
    page.click("#text");
    page.type_text("words");
    page.press("Control+a");
    page.press("x");
    page.press("Shift+Tab");
    page.set_files("#files", &files);
    page.set_files("#folder", &[scratch.path().join("in")]);
    page.drop_paths("#drop", &[scratch.path().join("in"), files[0].clone()]);
    page.wait_for("log.length >= 7", "everything has arrived");

    assert_eq!(page.eval("document.getElementById('text').value"), "x");
    assert_eq!(
        page.eval("log"),
        serde_json::json!([
            "click true",
            "key ctrl a",
            "key x",
            "key shift Tab",
            ".env.example b.md",
            "in/.env.example in/b.md",
            "drop true folder in, file b.md"
        ])
    );
    page.assert_quiet();
}

#[test]
#[ignore = "needs Chromium: run ./dev test"]
fn downloads_windows_and_pictures() {
    let scratch = Scratch::new();
    scratch.file("index.html", PAGE);
    let page = open(&scratch);

    let file = page.download(|page| page.click("#save"));
    assert_eq!((file.name.as_str(), file.bytes.as_slice()), ("note.txt", b"kept".as_slice()));

    page.set_viewport(390, 700, true, true);
    assert_eq!(page.eval("innerWidth"), 390);
    assert_eq!(page.text("getComputedStyle(document.body).color"), "rgb(1, 2, 3)");
    page.set_print(true);
    assert_eq!(page.text("getComputedStyle(document.querySelector('h1')).display"), "none");
    page.set_print(false);

    let picture = scratch.path().join("window.png");
    page.screenshot(&picture);
    assert!(std::fs::read(picture).expect("a picture").starts_with(b"\x89PNG"));

    page.eval("document.title = 'changed'");
    page.reload();
    assert_eq!(page.text("document.title"), "Helpers");
}

#[test]
#[ignore = "needs Chromium: run ./dev test"]
fn faults_are_seen() {
    let scratch = Scratch::new();
    scratch.file("index.html", PAGE);
    let page = open(&scratch);

    page.eval("console.error('one fault')");
    page.eval("setTimeout(() => { throw new Error('another fault') })");
    page.eval("fetch('missing').then(() => 0)");
    let problems = page.take_problems().join("\n");
    for fault in ["one fault", "another fault", "404"] {
        assert!(problems.contains(fault), "{fault} is not in {problems}");
    }
    page.eval("fetch('http://127.0.0.1:9/').catch(() => 0)");
    assert!(page.requests().contains(&"http://127.0.0.1:9/".to_owned()));
}

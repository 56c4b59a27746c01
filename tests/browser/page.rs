//! A page under test: what it shows, and what it did. `input.rs` has what a person does to it.

use crate::{base64, chromium::Chromium, pipe, record};
use serde_json::{Value, json};
use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

/// How long a page may take to do what a test waits for. The machines that test are slow and busy.
const PATIENCE: Duration = Duration::from_secs(30);

/// A page in a browser of its own.
pub(crate) struct Page {
    pub(crate) chromium: Chromium,
    own: String,
}

/// A file that the page gave to the person.
pub(crate) struct Download {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

impl Page {
    /// A page whose own files all have addresses that begin with `own`.
    pub(crate) fn launch(own: &str) -> Self {
        Self { chromium: Chromium::launch(), own: own.to_owned() }
    }

    /// Goes to an address and waits until the document has loaded.
    pub(crate) fn open(&self, url: &str) {
        let loads = self.chromium.record().loads;
        let answer = self.chromium.call("Page.navigate", &json!({ "url": url }));
        assert!(answer["errorText"].is_null(), "{url} cannot be opened: {}", answer["errorText"]);
        // Another fragment of the same document does not load anything.
        if answer["loaderId"].is_string() {
            self.wait_for_load(loads);
        }
    }

    /// Loads the page anew, as the browser's button does.
    pub(crate) fn reload(&self) {
        let loads = self.chromium.record().loads;
        self.chromium.call("Page.reload", &json!({}));
        self.wait_for_load(loads);
    }

    /// Turns JavaScript off for documents that are opened from now on.
    pub(crate) fn forbid_scripts(&self) {
        self.chromium.call("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    }

    /// Evaluates JavaScript in the page and waits for its promise, if it is one. The value has to be JSON.
    #[track_caller]
    pub(crate) fn eval(&self, js: &str) -> Value {
        self.try_eval(None, js).unwrap_or_else(|error| panic!("{error}\n  in {js}"))
    }

    /// The same, for text.
    #[track_caller]
    pub(crate) fn text(&self, js: &str) -> String {
        let value = self.eval(js);
        value.as_str().unwrap_or_else(|| panic!("{js} is not text but {value}")).to_owned()
    }

    /// Evaluates JavaScript in the page's youngest worker, and waits for one first if there is none.
    #[track_caller]
    pub(crate) fn eval_in_worker(&self, js: &str) -> Value {
        let deadline = Instant::now() + PATIENCE;
        let worker = loop {
            let youngest = self.chromium.record().workers.last().cloned();
            if let Some(worker) = youngest {
                break worker;
            }
            assert!(Instant::now() < deadline, "waited in vain for a worker\n{}", self.state());
            self.chromium.listen_for(Duration::from_millis(20));
        };
        self.try_eval(Some(&worker), js).unwrap_or_else(|error| panic!("{error}\n  in the worker, in {js}"))
    }

    /// Waits until the JavaScript is true. `what` completes the sentence "waited in vain until …".
    #[track_caller]
    pub(crate) fn wait_for(&self, js: &str, what: &str) {
        self.wait_for_within(js, PATIENCE, what);
    }

    #[track_caller]
    pub(crate) fn wait_for_within(&self, js: &str, time: Duration, what: &str) {
        let condition = format!("Boolean({js})");
        let deadline = Instant::now() + time;
        // An error is no answer: while a document loads, there may be nothing to ask.
        while self.try_eval(None, &condition) != Ok(Value::Bool(true)) {
            assert!(Instant::now() <= deadline, "waited in vain until {what}\n  {js}\n{}", self.state());
            self.chromium.listen_for(Duration::from_millis(20));
        }
    }

    /// Does something that makes the page give a file, and returns the file.
    #[track_caller]
    pub(crate) fn download(&self, act: impl FnOnce(&Self)) -> Download {
        let before = self.chromium.record().downloads.len();
        act(self);
        let deadline = Instant::now() + PATIENCE;
        loop {
            let finished = self.chromium.record().downloads.get(before).cloned();
            if let Some((name, id)) = finished {
                let bytes = fs::read(self.chromium.download_path(&id)).expect("the downloaded file");
                return Download { name, bytes };
            }
            assert!(Instant::now() < deadline, "waited in vain for a download\n{}", self.state());
            self.chromium.listen_for(Duration::from_millis(20));
        }
    }

    /// Everything the page and its workers have asked for so far.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.settle();
        self.chromium.record().requests.clone()
    }

    /// Console errors and warnings, exceptions and policy breaches so far.
    pub(crate) fn problems(&self) -> Vec<String> {
        self.settle();
        self.chromium.record().problems.clone()
    }

    /// Forgets the problems that a test has provoked, and returns them.
    pub(crate) fn take_problems(&self) -> Vec<String> {
        self.settle();
        std::mem::take(&mut self.chromium.record().problems)
    }

    /// Nothing has left the machine, and nothing went wrong: every request was for one of the page's own files.
    #[track_caller]
    pub(crate) fn assert_quiet(&self) {
        let foreign = |url: &String| !["blob:", "data:", &self.own].iter().any(|own| url.starts_with(own));
        let requests: Vec<_> = self.requests().into_iter().filter(foreign).collect();
        assert!(requests.is_empty(), "the page asked for files that are not its own: {requests:#?}");
        let problems = self.problems();
        assert!(problems.is_empty(), "the browser complains: {problems:#?}");
    }

    /// The size of the window in CSS pixels, a phone or not, light or dark.
    pub(crate) fn set_viewport(&self, width: u32, height: u32, mobile: bool, dark: bool) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile });
        self.chromium.call("Emulation.setDeviceMetricsOverride", &metrics);
        let scheme = json!({ "name": "prefers-color-scheme", "value": if dark { "dark" } else { "light" } });
        self.chromium.call("Emulation.setEmulatedMedia", &json!({ "features": [scheme] }));
    }

    /// Shows the page as it prints (`true`), or as on a screen.
    pub(crate) fn set_print(&self, print: bool) {
        self.chromium.call("Emulation.setEmulatedMedia", &json!({ "media": if print { "print" } else { "" } }));
    }

    /// Writes a PNG of the window.
    pub(crate) fn screenshot(&self, path: &Path) {
        self.picture(path, &json!({ "format": "png" }));
    }

    /// Writes a PNG of the whole page, beyond the window's lower edge.
    pub(crate) fn screenshot_whole(&self, path: &Path) {
        let size = &self.chromium.call("Page.getLayoutMetrics", &json!({}))["cssContentSize"];
        let clip = json!({ "x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1 });
        self.picture(path, &json!({ "format": "png", "captureBeyondViewport": true, "clip": clip }));
    }

    fn picture(&self, path: &Path, params: &Value) {
        let picture = self.chromium.call("Page.captureScreenshot", params);
        let bytes = base64::decode(picture["data"].as_str().expect("a picture"));
        fs::create_dir_all(path.parent().expect("a picture has a directory")).expect("a directory for pictures");
        fs::write(path, bytes).expect("the picture's file");
    }

    /// Evaluates in the page, or in the session that is given.
    fn try_eval(&self, session: Option<&str>, js: &str) -> Result<Value, String> {
        let params = json!({ "expression": js, "awaitPromise": true, "returnByValue": true, "userGesture": true });
        let answer = match session {
            None => self.chromium.try_call("Runtime.evaluate", &params),
            worker => self.chromium.command(worker, "Runtime.evaluate", &params),
        }?;
        let details = &answer["exceptionDetails"];
        if details.is_null() { Ok(answer["result"]["value"].clone()) } else { Err(record::exception(details)) }
    }

    fn wait_for_load(&self, before: usize) {
        let deadline = Instant::now() + PATIENCE;
        while self.chromium.record().loads == before {
            assert!(Instant::now() < deadline, "the page does not finish loading\n{}", self.state());
            self.chromium.listen_for(Duration::from_millis(20));
        }
    }

    /// Events trail behind what they tell.
    fn settle(&self) {
        self.chromium.listen_for(Duration::from_millis(150));
    }

    /// What to tell when a test fails.
    fn state(&self) -> String {
        let shown = self.try_eval(None, "document.body.innerText.slice(0, 2000)").unwrap_or_default();
        let problems = &self.chromium.record().problems;
        format!("the page shows: {}\nthe browser complains: {problems:#?}", shown.as_str().unwrap_or_default())
    }
}

/// Absolute paths as JSON.
pub(crate) fn paths<P: AsRef<Path>>(paths: &[P]) -> Value {
    paths.iter().map(|path| pipe::text(path.as_ref())).collect()
}

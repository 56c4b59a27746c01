//! One headless browser with one page.

use crate::{
    pipe::{self, Pipe},
    record::{self, Record},
    scratch::Scratch,
};
use serde_json::{Value, json};
use std::{
    cell::{RefCell, RefMut},
    path::PathBuf,
    time::{Duration, Instant},
};

/// How long a command may take. Only a hanging page takes that long.
const PATIENCE: Duration = Duration::from_mins(1);

/// A browser that ends with this value, and takes its profile along.
pub(crate) struct Chromium {
    // Fields are dropped in this order: first the browser ends, then its files go.
    pipe: RefCell<Pipe>,
    record: RefCell<Record>,
    session: String,
    scratch: Scratch,
}

impl Chromium {
    /// Starts a browser with an empty profile and an empty page.
    pub(crate) fn launch() -> Self {
        let scratch = Scratch::new();
        let mut this = Self {
            pipe: RefCell::new(Pipe::launch(&scratch)),
            record: RefCell::default(),
            session: String::new(),
            scratch,
        };
        let downloads = pipe::text(&this.scratch.dir("downloads"));
        let named_by_id = json!({ "behavior": "allowAndName", "downloadPath": downloads, "eventsEnabled": true });
        this.command(None, "Browser.setDownloadBehavior", &named_by_id).expect("downloads");
        let target = this.command(None, "Target.createTarget", &json!({ "url": "about:blank" })).expect("a page");
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = this.command(None, "Target.attachToTarget", &attach).expect("a session");
        attached["sessionId"].as_str().expect("a session has a name").clone_into(&mut this.session);
        for (method, params) in record::listen() {
            this.call(method, &params);
        }
        this.call("Page.enable", &json!({}));
        this
    }

    /// Gives the page a command and waits for its answer.
    #[track_caller]
    pub(crate) fn call(&self, method: &str, params: &Value) -> Value {
        self.try_call(method, params).unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// The same, for commands that may fail.
    pub(crate) fn try_call(&self, method: &str, params: &Value) -> Result<Value, String> {
        self.command(Some(&self.session), method, params)
    }

    /// Gives a command to any session, or to the browser.
    pub(crate) fn command(&self, session: Option<&str>, method: &str, params: &Value) -> Result<Value, String> {
        let id = self.pipe.borrow_mut().send(session, method, params);
        let deadline = Instant::now() + PATIENCE;
        while let Some(message) = self.receive(deadline) {
            if message["id"] == id {
                let error = &message["error"];
                return if error.is_null() { Ok(message["result"].clone()) } else { Err(error.to_string()) };
            }
            assert!(!self.record().crashed, "the page has crashed");
        }
        Err(format!("no answer within {PATIENCE:?}"))
    }

    /// Lets events arrive for a moment.
    pub(crate) fn listen_for(&self, time: Duration) {
        let deadline = Instant::now() + time;
        while self.receive(deadline).is_some() {}
    }

    /// What has been recorded so far. Do not keep it over a command.
    pub(crate) fn record(&self) -> RefMut<'_, Record> {
        self.record.borrow_mut()
    }

    /// Where the download with this identifier lies.
    pub(crate) fn download_path(&self, id: &str) -> PathBuf {
        self.scratch.path().join("downloads").join(id)
    }

    fn receive(&self, deadline: Instant) -> Option<Value> {
        let message = self.pipe.borrow().receive(deadline)?;
        let commands = self.record.borrow_mut().note(&message);
        for (session, method, params) in commands {
            self.pipe.borrow_mut().send(Some(&session), method, &params);
        }
        Some(message)
    }
}

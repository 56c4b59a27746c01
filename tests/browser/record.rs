//! What the browser told about the page and its workers while a test ran.

use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A command that an event asks for: the session, the method, the parameters.
pub(crate) type Command = (String, &'static str, Value);

#[derive(Default)]
pub(crate) struct Record {
    /// Each address that the page or a worker asked for, in order, `blob:` and `data:` included.
    pub(crate) requests: Vec<String>,
    /// Console errors and warnings, uncaught exceptions, breaches of the Content-Security-Policy, each as one line.
    pub(crate) problems: Vec<String>,
    /// The sessions of the workers that run, oldest first.
    pub(crate) workers: Vec<String>,
    /// How many documents have finished loading.
    pub(crate) loads: usize,
    /// Names and identifiers of finished downloads.
    pub(crate) downloads: Vec<(String, String)>,
    /// The page's process has ended: nothing will be answered any more.
    pub(crate) crashed: bool,
    names: BTreeMap<String, String>,
}

impl Record {
    /// Notes one event. The commands that it returns are to be sent; nobody waits for their answers.
    pub(crate) fn note(&mut self, message: &Value) -> Vec<Command> {
        let params = &message["params"];
        match message["method"].as_str().unwrap_or_default() {
            "Network.requestWillBeSent" => self.requests.push(line(&params["request"]["url"])),
            "Runtime.consoleAPICalled" => self.console(params),
            "Runtime.exceptionThrown" => self.problems.push(exception(&params["exceptionDetails"])),
            "Log.entryAdded" => self.log(&params["entry"]),
            "Inspector.targetCrashed" => self.crashed = true,
            // Before its script has run, a worker is no place for a test's JavaScript: Chromium may crash.
            "Inspector.workerScriptLoaded" => self.workers.push(line(&message["sessionId"])),
            "Page.loadEventFired" => self.loads += 1,
            // A worker waits until we listen, so that nothing of what it does is missed.
            "Target.attachedToTarget" => {
                let session = line(&params["sessionId"]);
                return listen().into_iter().map(|(method, params)| (session.clone(), method, params)).collect();
            }
            "Target.detachedFromTarget" => self.workers.retain(|worker| params["sessionId"] != worker.as_str()),
            "Browser.downloadWillBegin" => {
                self.names.insert(line(&params["guid"]), line(&params["suggestedFilename"]));
            }
            "Browser.downloadProgress" if params["state"] == "completed" => {
                let id = line(&params["guid"]);
                self.downloads.push((self.names.remove(&id).unwrap_or_default(), id));
            }
            _ => {}
        }
        Vec::new()
    }

    fn console(&mut self, params: &Value) {
        if matches!(params["type"].as_str(), Some("error" | "warning" | "assert")) {
            let said = params["args"].as_array().into_iter().flatten().map(|argument| {
                if argument["description"].is_string() {
                    line(&argument["description"])
                } else {
                    line(&argument["value"])
                }
            });
            self.problems.push(format!("console: {}", said.collect::<Vec<_>>().join(" ")));
        }
    }

    fn log(&mut self, entry: &Value) {
        if matches!(entry["level"].as_str(), Some("error" | "warning")) {
            self.problems.push(format!("{}: {} {}", line(&entry["source"]), line(&entry["text"]), line(&entry["url"])));
        }
    }
}

/// What a session is told first. The last line lets it run.
pub(crate) fn listen() -> [(&'static str, Value); 5] {
    let attach = json!({ "autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true });
    [
        ("Runtime.enable", json!({})),
        ("Network.enable", json!({})),
        ("Log.enable", json!({})),
        ("Target.setAutoAttach", attach),
        ("Runtime.runIfWaitingForDebugger", json!({})),
    ]
}

/// What the browser says of an exception, with the place in the script.
pub(crate) fn exception(details: &Value) -> String {
    let description = &details["exception"]["description"];
    let what = if description.is_string() { description } else { &details["text"] };
    format!("exception: {} ({}:{})", line(what), line(&details["url"]), details["lineNumber"])
}

fn line(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned)
}

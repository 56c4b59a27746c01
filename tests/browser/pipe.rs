//! The `DevTools` protocol over a pair of pipes: JSON messages, each ended by a zero byte.

use crate::scratch::Scratch;
use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

/// What makes Chromium start quickly, alone and silent. Tests run as root in a container, where its sandbox cannot.
const FLAGS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
];

/// A browser process and the two pipes to it.
pub(crate) struct Pipe {
    child: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    last: u64,
}

impl Pipe {
    /// Starts a browser with an empty profile in `profile`.
    pub(crate) fn launch(profile: &Scratch) -> Self {
        let browser = std::env::var("HOLDPOINT_CHROMIUM").unwrap_or_else(|_| "chromium".to_owned());
        // Chromium reads descriptor 3 and writes descriptor 4. The shell puts our two pipes there.
        let mut child = Command::new("sh")
            .args(["-c", r#"exec "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1"#, "sh", &browser])
            .args(FLAGS)
            .arg(format!("--user-data-dir={}", profile.path().join("profile").display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shell that starts Chromium");
        let to = child.stdin.take().expect("the pipe to the browser");
        let mut from = BufReader::new(child.stdout.take().expect("the pipe from the browser"));
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let mut message = Vec::new();
            while from.read_until(0, &mut message).is_ok_and(|length| length > 0) {
                message.pop();
                let value = serde_json::from_slice(&message).expect("the browser writes JSON");
                if sender.send(value).is_err() {
                    return;
                }
                message.clear();
            }
        });
        Self { child, to, from: receiver, last: 0 }
    }

    /// Sends a command to a session, or to the browser itself, and returns its number.
    pub(crate) fn send(&mut self, session: Option<&str>, method: &str, params: &Value) -> u64 {
        self.last += 1;
        let mut message = json!({ "id": self.last, "method": method, "params": params });
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        self.to.write_all(&bytes).expect("the browser reads (is Chromium installed? HOLDPOINT_CHROMIUM names it)");
        self.last
    }

    /// The next answer or event, if one comes before the deadline.
    pub(crate) fn receive(&self, deadline: Instant) -> Option<Value> {
        match self.from.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => {
                panic!("the browser has ended (is Chromium installed? HOLDPOINT_CHROMIUM names it)")
            }
        }
    }
}

impl Drop for Pipe {
    fn drop(&mut self) {
        let mut close = json!({ "id": 0, "method": "Browser.close" }).to_string().into_bytes();
        close.push(0);
        if self.to.write_all(&close).is_ok() && ends_within(&mut self.child, Duration::from_secs(5)) {
            return;
        }
        // Nothing is left to do about a browser that cannot be killed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn ends_within(child: &mut Child, time: Duration) -> bool {
    let deadline = Instant::now() + time;
    while Instant::now() < deadline {
        if matches!(child.try_wait(), Ok(Some(_))) {
            return true;
        }
        thread::sleep(Duration::from_millis(10));
    }
    false
}

/// A path as the protocol wants it.
pub(crate) fn text(path: &Path) -> String {
    assert!(path.is_absolute(), "the browser needs absolute paths, not {}", path.display());
    path.to_str().expect("a path of valid UTF-8").to_owned()
}

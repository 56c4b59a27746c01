//! A static file server for one test, as plain as a static host can be.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    thread,
};

/// Serves a directory until the test program ends.
pub(crate) struct Server {
    url: String,
}

impl Server {
    /// `prefix` is the path under which the directory appears, such as `/some/path/`. Everything else is 404.
    pub(crate) fn start(directory: &Path, prefix: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on the loopback address");
        let address = listener.local_addr().expect("the listener has an address");
        let directory = directory.to_owned();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let directory = directory.clone();
                // A browser that goes away while it is answered is not the server's business.
                thread::spawn(move || answer(&stream, &directory, prefix));
            }
        });
        Self { url: format!("http://{address}{prefix}") }
    }

    /// The address of the directory, with a slash at its end.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

fn answer(mut stream: &TcpStream, directory: &Path, prefix: &str) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    // Closing before the browser has said everything would reset the connection.
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let path = request.split(' ').nth(1).unwrap_or_default();
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let file = path.strip_prefix(prefix).and_then(|name| inside(directory, name));
    let (status, kind, body) = match file.and_then(|file| Some((kind(&file), fs::read(file).ok()?))) {
        Some((kind, body)) => ("200 OK", kind, body),
        None => ("404 Not Found", "text/plain", Vec::new()),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(&body)
}

fn inside(directory: &Path, name: &str) -> Option<PathBuf> {
    let name = if name.is_empty() { "index.html" } else { name };
    (!name.split('/').any(|part| part == "..")).then(|| directory.join(name))
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

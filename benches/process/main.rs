//! What the whole command costs, from files on the disk to the review as JSON: its speed, its memory beside that of its input, and
//! beside the most used linter for Markdown on the same files.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark prints what it measured")]
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock, writes its files and runs programs")]

#[path = "../files/mod.rs"]
mod files;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use files::{FILE_BYTES, FILES, name, texts};

/// The version that is compared with.
const MARKDOWNLINT: &str = "markdownlint-cli2@0.24.1";
const RUNS: usize = 3;

fn main() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("process");
    if let Err(error) = write(&folder) {
        eprintln!("the files cannot be written: {error}");
        return;
    }
    let bytes = texts(FILES).iter().map(String::len).sum::<usize>() as f64;
    let Some((own, memory)) = best(|| holdpoint(&folder)) else {
        eprintln!("holdpoint did not run");
        return;
    };
    println!(
        "{FILES} Markdown files of {FILE_BYTES} bytes, the whole command: {:.1} MB/s of one processor",
        bytes / 1e6 / own.as_secs_f64()
    );
    if let Some(memory) = memory {
        println!("peak memory                       {:5.1} × the input", memory / bytes);
    }
    match install(&folder).and_then(|tool| best(|| markdownlint(&tool, &folder))) {
        Some((other, _)) => {
            println!("markdownlint-cli2 takes           {:5.1} × as long", other.as_secs_f64() / own.as_secs_f64());
        }
        None => println!("markdownlint-cli2 cannot be had here (npm is missing, or the network): not compared"),
    }
}

fn write(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder.join("release"))?;
    for (index, text) in texts(FILES).iter().enumerate() {
        fs::write(folder.join(name(index)), text)?;
    }
    Ok(())
}

/// Processor time, and peak memory in bytes where the system tells.
type Cost = (Duration, Option<f64>);

fn best(run: impl Fn() -> Option<Cost>) -> Option<Cost> {
    (0..RUNS).filter_map(|_| run()).min_by_key(|(time, _)| *time)
}

fn holdpoint(folder: &Path) -> Option<Cost> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_holdpoint"));
    command.args(["check", "release", "--as-of", "2026-12-07T12:00:00Z", "--format", "json"]);
    measured(command.current_dir(folder))
}

fn markdownlint(tool: &Path, folder: &Path) -> Option<Cost> {
    measured(Command::new(tool).arg("release/*.md").current_dir(folder))
}

/// Runs a command to its end, and asks the system for its processor time and memory while it runs.
fn measured(command: &mut Command) -> Option<Cost> {
    let start = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()?;
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let times = status.with_file_name("stat");
    let (mut memory, mut busy) = (None, None);
    while child.try_wait().ok()?.is_none() {
        memory = fs::read_to_string(&status).ok().and_then(|text| peak(&text)).or(memory);
        busy = fs::read_to_string(&times).ok().and_then(|text| ticks(&text)).or(busy);
        std::thread::sleep(Duration::from_millis(5));
    }
    Some((busy.unwrap_or_else(|| start.elapsed()), memory))
}

/// `VmHWM:   123456 kB`.
fn peak(status: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<f64>().ok()? * 1024.0)
}

/// User and system time, in hundredths of a second, behind the name in brackets.
fn ticks(stat: &str) -> Option<Duration> {
    let mut fields = stat.rsplit(')').next()?.split_whitespace().skip(11);
    let (user, system): (u64, u64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some(Duration::from_millis((user + system) * 10))
}

/// Installs the linter into the folder, unless it is there.
fn install(folder: &Path) -> Option<PathBuf> {
    let tool = folder.join("node_modules/.bin/markdownlint-cli2");
    if !tool.is_file() {
        let mut npm = Command::new("npm");
        npm.args(["install", "--no-audit", "--no-fund", "--prefix", ".", MARKDOWNLINT]).current_dir(folder);
        npm.stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    }
    tool.is_file().then_some(tool)
}

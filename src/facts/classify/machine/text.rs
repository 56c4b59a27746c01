//! Plain text with a form of its own: known by its first lines.

use super::{Recognised, Schema, log, sums};

/// Lines that are looked at.
const LOOKED_AT: usize = 60;

pub(super) fn recognise(name: &str, text: &str) -> Option<Recognised> {
    let lines: Vec<&str> =
        text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()).take(LOOKED_AT).collect();
    let first = *lines.first()?;
    let any = |test: &dyn Fn(&str) -> bool| lines.iter().any(|line| test(line));
    let found = |schema, why: &str| Some((schema, why.to_owned()));
    if let Some(why) = log::is_log(name, &lines) {
        return found(Schema::Git, why);
    }
    if first.starts_with("TAP version ") || is_tap(&lines) {
        return found(Schema::Tap, "`ok` and `not ok` lines with a plan");
    }
    if any(&|line| line.starts_with("=== RUN ")) && any(&|line| line.trim_start().starts_with("--- "))
        || is_go_summary(&lines)
    {
        return found(Schema::GoText, "lines that `go test` prints");
    }
    if any(&|line| line.starts_with("SF:"))
        && any(&|line| line.starts_with("DA:") || line.starts_with("LF:") || line == "end_of_record")
    {
        return found(Schema::Lcov, "`SF:` and `end_of_record` lines");
    }
    if first.starts_with("SPDXVersion:") || any(&|line| line.starts_with("SPDXVersion: SPDX-")) {
        return found(Schema::SpdxTag, "`SPDXVersion`");
    }
    if sums::is_list(name, &lines) {
        return found(Schema::Sums, "each line is a digest and a file");
    }
    if first.contains("yarn lockfile v1") || any(&|line| line == "__metadata:") {
        return found(Schema::YarnLock, "it says that Yarn wrote it");
    }
    if is_image(&lines) {
        return found(Schema::Image, "it begins with `FROM` and has instructions");
    }
    if first.starts_with("#!/") {
        return found(Schema::Script, "its first line names an interpreter");
    }
    if is_series(name, &lines) {
        return found(Schema::Series, "a column of times and columns of numbers");
    }
    if lines.iter().all(|line| line.starts_with('#')) && any(&|line| line.contains("Licensed under the ")) {
        return found(Schema::Licence, "it holds nothing but the notice of one");
    }
    let top = lines.iter().take(8).map(|line| line.to_lowercase()).collect::<Vec<_>>().join(" ");
    let licence = [
        "permission is hereby granted, free of charge",
        "apache license version 2.0",
        "gnu general public license",
        "mozilla public license version",
        "creative commons legal code",
    ]
    .iter()
    .any(|phrase| top.split_whitespace().collect::<Vec<_>>().join(" ").contains(phrase));
    if licence { found(Schema::Licence, "it has the words of one") } else { None }
}

fn is_tap(lines: &[&str]) -> bool {
    let results = lines.iter().filter(|line| line.starts_with("ok ") || line.starts_with("not ok ")).count();
    let plan = lines.iter().any(|line| {
        line.strip_prefix("1..").is_some_and(|count| count.starts_with(|digit: char| digit.is_ascii_digit()))
    });
    plan && (results > 0 || lines.len() <= 2)
}

/// `ok` or `FAIL`, a tab, and a package: `go test` without `-v`.
fn is_go_summary(lines: &[&str]) -> bool {
    let is = |line: &&&str| {
        let mut parts = line.split('\t');
        matches!(parts.next().map(str::trim_end), Some("ok" | "FAIL" | "?" | "---")) && parts.next().is_some()
    };
    let results = lines.iter().filter(is).count();
    results > 0 && lines.iter().any(|line| line.starts_with("ok  \t") || line.starts_with("FAIL\t"))
}

fn is_image(lines: &[&str]) -> bool {
    let code: Vec<&&str> = lines.iter().filter(|line| !line.starts_with('#')).collect();
    let from = code.iter().position(|line| line.starts_with("FROM "));
    let before = |at: usize| code[..at].iter().all(|line| line.starts_with("ARG "));
    let instructions = ["RUN ", "COPY ", "CMD ", "ENTRYPOINT ", "WORKDIR ", "ADD ", "ENV "];
    from.is_some_and(before) && code.iter().any(|line| instructions.iter().any(|word| line.starts_with(word)))
}

/// A CSV file whose header names a time, and whose rows hold numbers.
fn is_series(name: &str, lines: &[&str]) -> bool {
    let [header, row, ..] = lines else { return false };
    let separator = ['\t', ';', ','].into_iter().find(|separator| header.contains(*separator));
    let Some(separator) = separator.filter(|_| name.ends_with(".csv") || name.ends_with(".tsv")) else { return false };
    let cells: Vec<&str> = row.split(separator).collect();
    header.split(separator).count() == cells.len()
        && header.split(separator).any(is_time_column)
        && cells.iter().filter(|cell| cell.trim().trim_matches('"').parse::<f64>().is_ok()).count() >= 1
}

/// Whether a column of a table is a time: `time`, `timestamp`, `Date`, `datetime_utc`, `ts`.
pub(in crate::facts) fn is_time_column(header: &str) -> bool {
    let words = crate::vocabulary::words(header.trim().trim_matches('"'));
    words.iter().any(|word| matches!(word.as_str(), "time" | "timestamp" | "date" | "datetime" | "ts"))
}

//! XI-03: the application writes no log files.

use std::collections::BTreeMap;

use crate::facts::{Kind, LogTarget, Phrase};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::adr::{Decisions, Excuse};
use crate::rules::support::{clip, code, few};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "XI-03",
    name: "logs-not-in-files",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::Architecture, Kind::DeploymentPlan, Kind::SupportRunbook],
    checks: "The architecture does not say that the application writes or rotates log files, no document configures a \
             handler that does (`RotatingFileHandler` …), and no variable such as `LOG_FILE` names a file, unless an \
             accepted decision record that stands beside it allows it. A sentence that forbids log files, and reading \
             the files of the platform (`tail -f /var/log/nginx/error.log`), do not count. Under the generic profile \
             a failure is a warning.",
    why: "A log file is lost with the container that wrote it, fills its disk, and is seen by nobody who reads the \
          stream.",
    settings: &["profile", "ids"],
    source: "R11:18-46; SAD:239-245",
    judge,
};

fn remedy(decisions: &Decisions<'_>) -> String {
    format!(
        "Let the application write to stdout and stderr, and leave collecting and rotating to the platform; where a file is \
         demanded, as for an audit log, name the accepted decision record (`{}`) beside it.",
        decisions.form()
    )
}

fn judge(case: &Case<'_>, out: &mut Findings) {
    let decisions = Decisions::of(case);
    let mut found = false;
    for (file, targets) in in_documents(case) {
        found = true;
        judge_file(case, file, &targets, &decisions, out);
    }
    for (name, value) in variables(case).into_values() {
        found = true;
        let subject = format!("variable {}", code(&name.value));
        let message = format!("{} sends the log to a file, {}.", code(&name.value), code(&clip(&value.value, 60)));
        out.fail(subject, message, remedy(&decisions)).at([value.at]).severity(severity(case));
    }
    if found {
        return;
    }
    let streams: Vec<&LogTarget> = case.facts.log_targets.iter().filter(|target| target.file.is_none()).collect();
    if let Some(first) = streams.first() {
        let message = format!("Logs go to the standard streams: {}.", code(&clip(&first.text.value, 80)));
        out.pass("logs", message).at(few(streams.iter().map(|target| target.text.at)));
    } else if case.policy.profile == Profile::Generic {
        out.idle(
            "logs",
            "No document says where the application writes its logs; none speaks of log files of its own.",
        );
    } else {
        let remedy = "Say in the architecture document where logs go: to stdout and stderr, as structured JSON.";
        out.none("logs", "No document says where the application writes its logs.", remedy);
    }
}

fn severity(case: &Case<'_>) -> Severity {
    if case.policy.profile == Profile::Aiwg { Severity::Error } else { Severity::Warn }
}

/// What documents say of files, by the file.
fn in_documents<'a>(case: &Case<'a>) -> BTreeMap<&'a str, Vec<&'a LogTarget>> {
    let mut by_file: BTreeMap<&str, Vec<&LogTarget>> = BTreeMap::new();
    for target in &case.facts.log_targets {
        if let Some(file) = &target.file {
            by_file.entry(file).or_default().push(target);
        }
    }
    by_file
}

fn judge_file<'a>(
    case: &Case<'a>,
    file: &str,
    targets: &[&'a LogTarget],
    decisions: &Decisions<'a>,
    out: &mut Findings,
) {
    let subject = format!("log in {}", code(file));
    let places = few(targets.iter().map(|target| target.text.at));
    let excuses: Vec<Excuse<'_>> = targets.iter().map(|target| decisions.excuse(&target.decisions)).collect();
    let worst = excuses.iter().find(|excuse| !matches!(excuse, Excuse::Accepted(_)));
    let said = targets.first().map_or("", |target| target.text.value.as_str());
    match worst {
        None => {
            let message = format!("A log is kept in {}, which a decision record allows.", code(file));
            out.pass(subject, message).at(places).at(excuses.iter().filter_map(Excuse::place).take(1));
        }
        Some(excuse) => {
            let message =
                format!("The application keeps its log in files: {}, and {}.", code(&clip(said, 100)), excuse.flaw());
            out.fail(subject, message, remedy(decisions)).at(places).at(excuse.place()).severity(severity(case));
        }
    }
}

/// Endings of the names of variables that send a log to a file.
const NAMES: [&str; 8] = [
    "LOG_FILE",
    "LOGFILE",
    "LOG_PATH",
    "LOG_FILE_PATH",
    "LOG_FILENAME",
    "LOG_FILE_NAME",
    "LOGGING_FILE_NAME",
    "LOG_DIR",
];

/// Variables that are set to a file, each name once.
fn variables<'a>(case: &Case<'a>) -> BTreeMap<&'a str, (&'a Phrase, &'a Phrase)> {
    let settings = case.facts.settings.iter().filter_map(|setting| Some((&setting.name, setting.value.as_ref()?)));
    let listed =
        case.facts.variables.iter().flat_map(|variable| {
            variable.values.values().chain(&variable.value).map(move |value| (&variable.name, value))
        });
    let mut found = BTreeMap::new();
    for (name, value) in settings.chain(listed) {
        let sends = NAMES.iter().any(|ending| name.value == *ending || name.value.ends_with(&format!("_{ending}")));
        if sends && is_file(&value.value) {
            found.entry(name.value.as_str()).or_insert((name, value));
        }
    }
    found
}

/// `/var/log/app.log`, `./logs/app.log`, `app.log`; not `/dev/stdout`.
fn is_file(value: &str) -> bool {
    let value = value.trim().trim_matches(['`', '"', '\'']);
    let device = value.starts_with("/dev/") || value.starts_with("/proc/");
    let path = value.starts_with(['/', '.']) && value.len() > 2;
    !device && !value.contains(' ') && (path || value.ends_with(".log"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_from_streams() {
        for value in ["/var/log/app.log", "./logs/app.log", "app.log", "`/srv/log/`"] {
            assert!(is_file(value), "{value}");
        }
        for value in ["/dev/stdout", "stdout", "-", "", "/proc/1/fd/1", "info", "."] {
            assert!(!is_file(value), "{value}");
        }
    }
}

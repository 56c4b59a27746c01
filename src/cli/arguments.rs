//! What can be asked on the command line.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use holdpoint::Stage;
use holdpoint::report::ledger;
use holdpoint::review::Severity;
use jiff::Timestamp;

/// Reviews the documents of a release: GO, CONDITIONAL GO or NO-GO, with the line behind each judgement.
#[derive(Parser)]
#[command(name = "holdpoint", version, about, long_about = None, propagate_version = true, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  clean: no finding at or above the threshold (facts: they were printed; pack: the documents were written; verify: the
     files are those of the report)
  1  findings at or above the threshold, or nothing to judge (pack --strict: a document should not be sent as it is;
     verify: a file is changed, missing or new)
  2  the tool could not do its work: a wrong option, a path that cannot be read";

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Judges a dossier and prints the review.
    #[command(after_help = EXIT_CODES)]
    Check(Check),
    /// Judges a dossier and writes the release pack: each document as Markdown, HTML and .docx, and the review as JSON.
    #[command(after_help = EXIT_CODES)]
    Pack(Pack),
    /// Tells whether files are those that an earlier report was made from, by their digests.
    #[command(after_help = EXIT_CODES)]
    Verify(Verify),
    /// Prints what was understood: every fact, by family, with the place where it was said.
    #[command(after_help = EXIT_CODES)]
    Facts(Facts),
    /// Lists the rules: id, severity, the stage at which each is due, name.
    Rules(Rules),
    /// Explains one rule: what it checks and why, the settings that it reads, an example that fails and the same mended.
    Explain(Explain),
    /// Writes the templates of the documents to a folder, to be changed: what lies under holdpoint/templates/ in a dossier is
    /// used instead of them.
    Templates(Templates),
    /// Prints the JSON Schema of the policy file holdpoint.yaml.
    Schema,
}

/// Which dossier is judged, and how.
#[derive(Args)]
pub(crate) struct Case {
    /// Files and folders of the dossier; zip archives are opened.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The stage of the release, which says what is due.
    #[arg(long, value_name = "STAGE", default_value = "readiness", value_parser = stage())]
    pub(crate) stage: Stage,
    /// The time to judge at, such as 2026-12-01T12:00:00Z [default: now].
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) as_of: Option<Timestamp>,
}

#[derive(Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) case: Case,
    /// How the review is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Prints one line for each finding, `path:line: severity RULE message`, and the verdict on the last one.
    #[arg(long)]
    pub(crate) ci: bool,
    /// The least severity that makes the exit code 1. Missing evidence for an error rule, and a waiver, count as warn.
    #[arg(long, value_name = "SEVERITY", default_value = "error", value_parser = severity())]
    pub(crate) fail_on: Severity,
    /// An earlier review, as `--format json` prints it: only what is new since then and what has been mended is shown, and
    /// only what is new makes the exit code 1.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// The set of rules to judge by.
    #[arg(long, value_name = "NAME", default_value = "sdlc", value_parser = ["sdlc"])]
    pub(crate) ruleset: String,
}

#[derive(Args)]
pub(crate) struct Pack {
    #[command(flatten)]
    pub(crate) case: Case,
    /// The folder to write to; it is made if it is not there.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Replaces documents that stand there already.
    #[arg(long)]
    pub(crate) force: bool,
    /// Ends with 1 if a document should not be sent as it is: it holds a secret (which is masked), text that was left to be
    /// filled in, or, in a document for others, an internal host.
    #[arg(long)]
    pub(crate) strict: bool,
}

#[derive(Args)]
pub(crate) struct Templates {
    /// The folder to write to; it is made if it is not there.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}

#[derive(Args)]
pub(crate) struct Verify {
    /// Files and folders of the dossier; zip archives are opened.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The report: review.json, or a document of the pack that lists the files with their digests, such as
    /// readiness-report.md [default: the latest one that lies among the files].
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// How the answer is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Args)]
pub(crate) struct Facts {
    /// Files and folders of the dossier; zip archives are opened.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// How the facts are printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Prints only the facts of this family; may be given several times.
    #[arg(long = "family", value_name = "ID", value_parser = family)]
    pub(crate) families: Vec<String>,
}

#[derive(Args)]
pub(crate) struct Rules {
    /// How the rules are printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Args)]
pub(crate) struct Explain {
    /// Id of the rule, such as IX-03.
    #[arg(value_name = "RULE")]
    pub(crate) rule: String,
    /// How the rule is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// The form of what is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

fn stage() -> impl TypedValueParser<Value = Stage> {
    PossibleValuesParser::new(Stage::ALL.map(Stage::word)).try_map(|word| word.parse::<Stage>())
}

fn family(id: &str) -> Result<String, String> {
    let known: Vec<String> = ledger::families().into_keys().collect();
    if known.iter().any(|known| known == id) {
        Ok(id.to_owned())
    } else {
        Err(format!("there is no such family; there are {}", known.join(", ")))
    }
}

fn severity() -> impl TypedValueParser<Value = Severity> {
    const ALL: [Severity; 3] = [Severity::Error, Severity::Warn, Severity::Info];
    PossibleValuesParser::new(ALL.map(Severity::word))
        .try_map(|word| ALL.into_iter().find(|severity| severity.word() == word).ok_or("unknown severity"))
}

fn time(text: &str) -> Result<Timestamp, String> {
    text.parse().map_err(|error| format!("{error}; write it with its offset, such as 2026-12-01T12:00:00Z"))
}

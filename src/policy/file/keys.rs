//! The keys of a policy file, each declared once: reading, suggestions and the published schema derive from it. They are named
//! as in the policy that every report prints.

use crate::facts::{Kind, Orchestrator};
use crate::policy::{IdPrefixes, Policy};

/// One key.
pub(super) struct Key {
    pub(super) name: &'static str,
    /// What it sets, in one sentence.
    pub(super) about: &'static str,
    pub(super) shape: Shape,
}

/// What stands behind a key, and where it goes.
pub(super) enum Shape {
    /// Any text.
    Text(fn(&mut Policy, &str)),
    /// A number within bounds.
    Number { least: f64, most: f64, set: fn(&mut Policy, f64) },
    /// A list of kinds of documents.
    Documents(fn(&mut Policy, Vec<Kind>)),
    /// A list of names.
    Names(fn(&mut Policy, Vec<String>)),
    /// What starts and stops the processes.
    Orchestrator,
    /// Failures that are allowed to stand.
    Waivers,
    /// The profile. It is read before all others, because they change its defaults.
    Profile,
    /// Keys of its own.
    Keys(&'static [Key]),
    /// What each file is.
    Kinds,
    /// Prefixes of ids.
    Prefixes(fn(&mut IdPrefixes) -> &mut Vec<String>),
    /// Words for each concept.
    Vocabulary,
    /// A part of the policy that this file cannot set, for this reason.
    Fixed(&'static str),
}

/// A day, in seconds.
const DAY: f64 = 86_400.0;
const TOO_LATE: &str =
    "this limit holds while files are taken in, before any of them is read; it cannot be set in a file of the dossier";

/// Every key.
pub(super) const KEYS: &[Key] = &[
    Key {
        name: "profile",
        about: "Which conventions the dossier follows: it says which documents are required.",
        shape: Shape::Profile,
    },
    Key {
        name: "required_documents",
        about: "Documents without which the release is NO-GO.",
        shape: Shape::Documents(|policy, kinds| {
            policy.expected_documents.retain(|kind| !kinds.contains(kind));
            policy.required_documents = kinds;
        }),
    },
    Key {
        name: "expected_documents",
        about: "Documents whose absence is a condition.",
        shape: Shape::Documents(|policy, kinds| policy.expected_documents = kinds),
    },
    Key {
        name: "target_environment",
        about: "The environment that the release goes to.",
        shape: Shape::Text(|policy, text| policy.target_environment = text.to_lowercase()),
    },
    Key {
        name: "environments",
        about: "Environments that the release's documents must all cover; without it those that the documents name.",
        shape: Shape::Names(|policy, names| {
            policy.environments = names.iter().map(|name| name.to_lowercase()).collect();
        }),
    },
    Key {
        name: "orchestrator",
        about: "What starts and stops the processes; without it what the dossier names.",
        shape: Shape::Orchestrator,
    },
    Key {
        name: "required_approvers",
        about: "Roles that must approve the release; without any those that the plan itself names.",
        shape: Shape::Names(|policy, names| policy.required_approvers = names),
    },
    Key {
        name: "required_gates",
        about: "Gates that must have a report; without any those that the plan itself names.",
        shape: Shape::Names(|policy, names| policy.required_gates = names),
    },
    Key {
        name: "required_roles",
        about: "Roles that must be manned for the rollout; without any those that the plan itself names.",
        shape: Shape::Names(|policy, names| policy.required_roles = names),
    },
    Key {
        name: "startup_limit_seconds",
        about: "Seconds within which a process must be ready to serve.",
        shape: number(|policy, value| policy.startup_limit_seconds = value),
    },
    Key {
        name: "observation_minutes",
        about: "Minutes that a rollout is watched before it counts as done.",
        shape: number(|policy, value| policy.observation_minutes = value),
    },
    Key {
        name: "rollback_minutes",
        about: "Minutes reserved for a rollback when the plan states no objective.",
        shape: number(|policy, value| policy.rollback_minutes = value),
    },
    Key {
        name: "kill_timeout_seconds",
        about: "Seconds between SIGTERM and SIGKILL where nothing states them, for each orchestrator.",
        shape: Shape::Keys(&[
            Key {
                name: "kubernetes",
                about: "`terminationGracePeriodSeconds`.",
                shape: number(|policy, value| policy.kill_timeout_seconds.kubernetes = value),
            },
            Key {
                name: "compose",
                about: "`stop_grace_period`.",
                shape: number(|policy, value| policy.kill_timeout_seconds.compose = value),
            },
            Key {
                name: "ecs",
                about: "`stopTimeout`.",
                shape: number(|policy, value| policy.kill_timeout_seconds.ecs = value),
            },
            Key {
                name: "systemd",
                about: "`TimeoutStopSec`.",
                shape: number(|policy, value| policy.kill_timeout_seconds.systemd = value),
            },
            Key {
                name: "heroku",
                about: "Dyno shutdown.",
                shape: number(|policy, value| policy.kill_timeout_seconds.heroku = value),
            },
            Key {
                name: "nomad",
                about: "`kill_timeout`.",
                shape: number(|policy, value| policy.kill_timeout_seconds.nomad = value),
            },
            Key {
                name: "cloud_run",
                about: "Cloud Run instance shutdown.",
                shape: number(|policy, value| policy.kill_timeout_seconds.cloud_run = value),
            },
            Key {
                name: "fly",
                about: "`kill_timeout` of `fly.toml`.",
                shape: number(|policy, value| policy.kill_timeout_seconds.fly = value),
            },
        ]),
    },
    Key {
        name: "pass_percent",
        about: "Percent of the tests that must pass, by level.",
        shape: Shape::Keys(&[
            Key {
                name: "unit",
                about: "Unit tests.",
                shape: percent(|policy, value| policy.pass_percent.unit = value),
            },
            Key {
                name: "integration",
                about: "Integration tests.",
                shape: percent(|policy, value| policy.pass_percent.integration = value),
            },
            Key {
                name: "end_to_end",
                about: "End-to-end and system tests.",
                shape: percent(|policy, value| policy.pass_percent.end_to_end = value),
            },
            Key {
                name: "acceptance",
                about: "Acceptance tests.",
                shape: percent(|policy, value| policy.pass_percent.acceptance = value),
            },
            Key {
                name: "user_acceptance",
                about: "User acceptance tests.",
                shape: percent(|policy, value| policy.pass_percent.user_acceptance = value),
            },
        ]),
    },
    Key {
        name: "lint_warnings",
        about: "Warnings of the linter that a build may have.",
        shape: number(|policy, value| policy.lint_warnings = value),
    },
    Key {
        name: "regression_percent",
        about: "Percent of the tests that passed before and may fail now.",
        shape: percent(|policy, value| policy.regression_percent = value),
    },
    Key {
        name: "vulnerabilities",
        about: "How many findings of a security scan may be open.",
        shape: Shape::Keys(&[
            Key {
                name: "critical",
                about: "Critical ones.",
                shape: number(|policy, value| policy.vulnerabilities.critical = value),
            },
            Key {
                name: "high",
                about: "High ones.",
                shape: number(|policy, value| policy.vulnerabilities.high = value),
            },
        ]),
    },
    Key {
        name: "health",
        about: "What a healthy environment measures.",
        shape: Shape::Keys(&[
            Key {
                name: "error_percent",
                about: "Percent of the requests that fail: below this.",
                shape: percent(|policy, value| policy.health.error_percent = value),
            },
            Key {
                name: "cpu_percent",
                about: "Percent of the processors in use: below this.",
                shape: percent(|policy, value| policy.health.cpu_percent = value),
            },
            Key {
                name: "memory_percent",
                about: "Percent of the memory in use: below this.",
                shape: percent(|policy, value| policy.health.memory_percent = value),
            },
            Key {
                name: "connections_percent",
                about: "Percent of the database's connections in use: below this.",
                shape: percent(|policy, value| policy.health.connections_percent = value),
            },
            Key {
                name: "disk_percent",
                about: "Percent of the disk in use: below this.",
                shape: percent(|policy, value| policy.health.disk_percent = value),
            },
            Key {
                name: "replication_lag_seconds",
                about: "Seconds that a replica lags behind: below this.",
                shape: number(|policy, value| policy.health.replication_lag_seconds = value),
            },
            Key {
                name: "healthy_targets",
                about: "Healthy targets behind the load balancer: at least so many.",
                shape: number(|policy, value| policy.health.healthy_targets = value),
            },
        ]),
    },
    Key {
        name: "rollback_test_days",
        about: "Days for which a test of the rollback counts.",
        shape: number(|policy, value| policy.rollback_test_days = value),
    },
    Key {
        name: "smoke_tests",
        about: "Smoke tests that a plan must have.",
        shape: number(|policy, value| policy.smoke_tests = value),
    },
    Key {
        name: "first_hour",
        about: "What the first hour after a rollout may show.",
        shape: Shape::Keys(&[
            Key {
                name: "error_percent",
                about: "Percent of the requests that fail in the first five minutes: at most this.",
                shape: percent(|policy, value| policy.first_hour.error_percent = value),
            },
            Key {
                name: "response_increase_percent",
                about: "Percent by which answers take longer than before: at most this.",
                shape: percent(|policy, value| policy.first_hour.response_increase_percent = value),
            },
            Key {
                name: "critical_errors",
                about: "Critical errors: at most so many.",
                shape: number(|policy, value| policy.first_hour.critical_errors = value),
            },
        ]),
    },
    Key {
        name: "not_waivable",
        about: "Rules and gates that nobody can waive.",
        shape: Shape::Names(|policy, names| policy.not_waivable = names),
    },
    Key {
        name: "limits",
        about: "How much is read of one file; these limits can only be made narrower.",
        shape: Shape::Keys(&[
            Key {
                name: "nesting",
                about: "Levels of nesting in YAML, JSON and XML.",
                shape: Shape::Number {
                    least: 8.0,
                    most: 128.0,
                    set: |policy, value| policy.limits.nesting = value as usize,
                },
            },
            Key {
                name: "values",
                about: "Values in one YAML, JSON or XML file, aliases expanded.",
                shape: Shape::Number {
                    least: 1_000.0,
                    most: 1_000_000.0,
                    set: |policy, value| policy.limits.values = value as usize,
                },
            },
            Key { name: "files", about: "Files in the dossier.", shape: Shape::Fixed(TOO_LATE) },
            Key { name: "file_bytes", about: "One file.", shape: Shape::Fixed(TOO_LATE) },
            Key { name: "total_bytes", about: "All files together.", shape: Shape::Fixed(TOO_LATE) },
            Key { name: "line_bytes", about: "One line.", shape: Shape::Fixed(TOO_LATE) },
            Key { name: "archive_bytes", about: "One archive.", shape: Shape::Fixed(TOO_LATE) },
            Key { name: "archive_ratio", about: "Growth of an archive member.", shape: Shape::Fixed(TOO_LATE) },
            Key { name: "archive_depth", about: "Archives in archives.", shape: Shape::Fixed(TOO_LATE) },
        ]),
    },
    Key {
        name: "kinds",
        about: "What a file is, whatever it looks like: a path or pattern, and a kind, or `ignore`.",
        shape: Shape::Kinds,
    },
    Key {
        name: "ids",
        about: "Further prefixes of ids, such as `admin_task: [OPS-TASK]` for `OPS-TASK-007`, beside the standard ones.",
        shape: Shape::Keys(&[
            Key { name: "admin_task", about: "Admin tasks.", shape: Shape::Prefixes(|ids| &mut ids.admin_task) },
            Key { name: "decision", about: "Decision records.", shape: Shape::Prefixes(|ids| &mut ids.decision) },
            Key { name: "defect", about: "Defects.", shape: Shape::Prefixes(|ids| &mut ids.defect) },
            Key { name: "risk", about: "Risks.", shape: Shape::Prefixes(|ids| &mut ids.risk) },
            Key { name: "change", about: "Requests for a change.", shape: Shape::Prefixes(|ids| &mut ids.change) },
            Key {
                name: "requirement",
                about: "Requirements and use cases.",
                shape: Shape::Prefixes(|ids| &mut ids.requirement),
            },
            Key { name: "test_case", about: "Test cases.", shape: Shape::Prefixes(|ids| &mut ids.test_case) },
            Key { name: "criterion", about: "Acceptance criteria.", shape: Shape::Prefixes(|ids| &mut ids.criterion) },
            Key { name: "incident", about: "Incidents.", shape: Shape::Prefixes(|ids| &mut ids.incident) },
        ]),
    },
    Key {
        name: "vocabulary",
        about: "Further words for a concept, such as `section.rollback: [back-pedal]`.",
        shape: Shape::Vocabulary,
    },
    Key {
        name: "waivers",
        about: "Failures that are allowed to stand: rule, subject, reason, by and until, each of them needed.",
        shape: Shape::Waivers,
    },
];

/// Prefixes that can be added for one kind of thing.
pub(super) const PREFIXES: usize = 20;
/// Characters of a prefix.
pub(super) const PREFIX: usize = 24;
/// What a prefix looks like, for the published schema; `is_prefix` says the same.
pub(super) const PREFIX_FORM: &str = "^[A-Za-z](-?[A-Za-z0-9])*$";

/// Whether a text can stand before the number of an id: letters, digits and single hyphens between them, a letter first.
pub(super) fn is_prefix(text: &str) -> bool {
    text.len() <= PREFIX
        && text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.split('-').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Parts of a waiver.
pub(super) const WAIVER: [(&str, &str); 5] = [
    ("rule", "Rule whose failure is allowed, such as IX-03."),
    ("subject", "Subject that it is allowed for, as the finding names it."),
    ("reason", "Why."),
    ("by", "Who allowed it."),
    ("until", "The last day that it holds, as YYYY-MM-DD."),
];

/// A duration from nothing to a day in seconds; minutes do not need more either.
const fn number(set: fn(&mut Policy, f64)) -> Shape {
    Shape::Number { least: 0.0, most: DAY, set }
}

/// A share of a hundred.
const fn percent(set: fn(&mut Policy, f64)) -> Shape {
    Shape::Number { least: 0.0, most: 100.0, set }
}

/// An orchestrator as the file writes it, as in `kill_timeout_seconds`.
pub(super) const ORCHESTRATORS: [(&str, Orchestrator); 11] = [
    ("kubernetes", Orchestrator::Kubernetes),
    ("compose", Orchestrator::Compose),
    ("ecs", Orchestrator::Ecs),
    ("systemd", Orchestrator::Systemd),
    ("heroku", Orchestrator::Heroku),
    ("nomad", Orchestrator::Nomad),
    ("cloud_run", Orchestrator::CloudRun),
    ("fly", Orchestrator::Fly),
    ("render", Orchestrator::Render),
    ("digital_ocean", Orchestrator::DigitalOcean),
    ("app_engine", Orchestrator::AppEngine),
];

/// Kinds that a file can be said to be.
pub(super) fn file_kinds() -> impl Iterator<Item = Kind> {
    Kind::ALL.iter().copied().filter(|kind| *kind != Kind::Policy)
}

/// Kinds that a release can be required to have.
pub(super) fn document_kinds() -> impl Iterator<Item = Kind> {
    file_kinds().filter(|kind| *kind != Kind::Ignored)
}

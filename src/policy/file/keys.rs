//! The keys of a policy file, each declared once: reading, suggestions and the published schema derive from it. They are named
//! as in the policy that every report prints.

use crate::facts::Kind;
use crate::policy::{Policy, Profile};

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
    /// The profile. It is read before all others, because they change its defaults.
    Profile,
    /// Keys of its own.
    Keys(&'static [Key]),
    /// What each file is.
    Kinds,
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
        name: "vocabulary",
        about: "Further words for a concept, such as `section.rollback: [back-pedal]`.",
        shape: Shape::Vocabulary,
    },
];

/// A duration from nothing to a day in seconds; minutes do not need more either.
const fn number(set: fn(&mut Policy, f64)) -> Shape {
    Shape::Number { least: 0.0, most: DAY, set }
}

/// Words for a profile.
pub(super) const PROFILES: [Profile; 2] = [Profile::Aiwg, Profile::Generic];

/// Kinds that a file can be said to be.
pub(super) fn file_kinds() -> impl Iterator<Item = Kind> {
    Kind::ALL.iter().copied().filter(|kind| *kind != Kind::Policy)
}

/// Kinds that a release can be required to have.
pub(super) fn document_kinds() -> impl Iterator<Item = Kind> {
    file_kinds().filter(|kind| *kind != Kind::Ignored)
}

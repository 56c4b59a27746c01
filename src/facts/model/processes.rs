//! Processes, as documents describe them.

use super::Seconds;
use crate::facts::{Phrase, Place, Said};

/// What one document says of one process type.
#[derive(Clone, Debug)]
pub struct Process {
    /// Name, such as `worker`.
    pub name: Phrase,
    /// Runs until it is stopped (not an on-demand or one-off task).
    pub long_running: bool,
    /// Seconds that the process takes to shut down after SIGTERM.
    pub grace: Option<Said<Seconds>>,
    /// Seconds until the orchestrator sends SIGKILL.
    pub kill_timeout: Option<Said<Seconds>>,
    /// Measured start-up time.
    pub startup_measured: Option<Phrase>,
    /// Start-up target.
    pub startup_target: Option<Said<Seconds>>,
    /// Readiness check as written.
    pub readiness: Option<Phrase>,
    /// Liveness check as written.
    pub liveness: Option<Phrase>,
    /// The row or line.
    pub at: Place,
}

/// The program that starts and stops the processes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Orchestrator {
    /// Kubernetes, under any name.
    Kubernetes,
    /// Docker Compose.
    Compose,
    /// Amazon ECS.
    Ecs,
    /// systemd.
    Systemd,
    /// Heroku.
    Heroku,
    /// HashiCorp Nomad.
    Nomad,
    /// Google Cloud Run.
    CloudRun,
    /// Fly.io.
    Fly,
}

impl Orchestrator {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kubernetes => "Kubernetes",
            Self::Compose => "Compose",
            Self::Ecs => "ECS",
            Self::Systemd => "systemd",
            Self::Heroku => "Heroku",
            Self::Nomad => "Nomad",
            Self::CloudRun => "Cloud Run",
            Self::Fly => "Fly.io",
        }
    }
}

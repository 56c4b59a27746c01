//! Processes, as documents describe them.

use serde::{Deserialize, Serialize};

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
    /// Its grace is written as the most it may be (`< 30 s`), not as what it is.
    pub grace_at_most: bool,
    /// Seconds in which a load balancer takes it out.
    pub drain: Option<Said<Seconds>>,
    /// Seconds that pass before SIGTERM, inside the time to SIGKILL.
    pub pre_stop: Option<Said<Seconds>>,
    /// Seconds until the orchestrator sends SIGKILL.
    pub kill_timeout: Option<Said<Seconds>>,
    /// Measured start-up time.
    pub startup_measured: Option<StartupTime>,
    /// Start-up target.
    pub startup_target: Option<Said<Seconds>>,
    /// Readiness check as written.
    pub readiness: Option<Phrase>,
    /// Liveness check as written.
    pub liveness: Option<Phrase>,
    /// How its instances are restarted, as written.
    pub restart: Option<Phrase>,
    /// Along which axis it scales, as written; blank where the cell is.
    pub scaling: Option<Phrase>,
    /// The same, understood.
    pub axis: Option<ScalingAxis>,
    /// How much one instance does at a time, as written; blank where the cell is.
    pub concurrency: Option<Phrase>,
    /// What starts it, as written; blank where the cell is.
    pub entry_point: Option<Phrase>,
    /// Whether it keeps state between requests.
    pub state: Option<Said<StateKind>>,
    /// What happens when it crashes, as written.
    pub crash: Option<Phrase>,
    /// What it is, as a list of components says.
    pub component: Option<Phrase>,
    /// The row or line.
    pub at: Place,
}

impl Process {
    /// Whether only a list of components names it: that says nothing of how it starts and stops.
    pub fn is_only_listed(&self) -> bool {
        self.component.is_some() && self.grace.is_none() && self.kill_timeout.is_none()
    }

    /// A process type of which only the name is known.
    pub fn named(name: Phrase, at: Place) -> Self {
        Self {
            name,
            long_running: true,
            grace: None,
            grace_at_most: false,
            drain: None,
            pre_stop: None,
            kill_timeout: None,
            startup_measured: None,
            startup_target: None,
            readiness: None,
            liveness: None,
            restart: None,
            scaling: None,
            axis: None,
            concurrency: None,
            entry_point: None,
            state: None,
            crash: None,
            component: None,
            at,
        }
    }
}

/// How long a load balancer lets a target that is taken out finish, as an annotation, a resource or a line of a document sets it.
#[derive(Clone, Debug)]
pub struct Drain {
    /// What it is set for: a Service, an Ingress, a target group; nothing if a document says it of the load balancer as such.
    pub of: Option<String>,
    /// Normal name of the environment that it is set for.
    pub environment: Option<&'static str>,
    /// The time.
    pub seconds: Said<Seconds>,
}

/// A start-up time as it was written.
#[derive(Clone, Debug)]
pub struct StartupTime {
    /// As written.
    pub text: Phrase,
    /// The time; nothing where the text takes it back (`< 10 s, not measured yet`) or gives none.
    pub seconds: Option<Seconds>,
    /// An upper bound (`< 10 s`).
    pub bound: bool,
}

/// How a process type grows with its load.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ScalingAxis {
    /// By more or larger instances.
    Scaled,
    /// Not at all.
    Fixed,
    /// It runs only when it is asked for.
    OnDemand,
}

impl ScalingAxis {
    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Scaled => "scaled",
            Self::Fixed => "fixed",
            Self::OnDemand => "on demand",
        }
    }
}

/// Whether a process keeps state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StateKind {
    /// It keeps none.
    Stateless,
    /// It keeps some.
    Stateful,
}

/// The program that starts and stops the processes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    /// Render.
    Render,
    /// `DigitalOcean`'s App Platform.
    DigitalOcean,
    /// Google App Engine.
    AppEngine,
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
            Self::Render => "Render",
            Self::DigitalOcean => "DigitalOcean",
            Self::AppEngine => "App Engine",
        }
    }
}

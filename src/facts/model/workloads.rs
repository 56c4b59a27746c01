//! Workloads: what manifests and platform files run.

use std::collections::BTreeMap;

use super::{Orchestrator, Seconds};
use crate::facts::{ImageRef, Phrase, Place, Said, image_ref};

/// A workload of a manifest, a service of a Compose file, a process type of a platform file.
#[derive(Clone, Debug)]
pub struct Workload {
    /// Its name.
    pub name: Phrase,
    /// `Deployment`, `StatefulSet` …; `service` for Compose, `task` for ECS, `unit` for systemd, `process` elsewhere.
    pub kind: String,
    /// What runs it.
    pub platform: Orchestrator,
    /// Namespace, as written.
    pub namespace: Option<Phrase>,
    /// Normal name of the environment that its namespace, labels or path name.
    pub environment: Option<&'static str>,
    /// Labels of its pods, by which Services and budgets select it.
    pub labels: BTreeMap<String, String>,
    /// Runs until it is stopped (not a `Job` or `CronJob`).
    pub long_running: bool,
    /// Runs only where someone asks for it: a Compose service of a profile.
    pub on_demand: bool,
    /// Instances.
    pub replicas: Option<Said<u64>>,
    /// How a new version replaces the old one.
    pub rollout: Option<Said<Rollout>>,
    /// `terminationGracePeriodSeconds`, `stop_grace_period`, `TimeoutStopSec` …
    pub kill_timeout: Option<Said<Seconds>>,
    /// The signal that asks it to stop, where it is not SIGTERM by default.
    pub stop_signal: Option<Phrase>,
    /// When it is started again: `always`, `on-failure`, `no` …
    pub restart: Option<Phrase>,
    /// Workloads that must be there before it.
    pub depends_on: Vec<Phrase>,
    /// Its containers; init containers and sidecars stand apart.
    pub containers: Vec<Container>,
    /// Containers that are done before the others begin.
    pub init: Vec<Container>,
    /// Native sidecars: init containers that go on running.
    pub sidecars: Vec<Container>,
    /// Why this is not all there is to know of it, as of a patch or a template: what is not seen here may stand elsewhere.
    pub partial: Option<Phrase>,
}

impl Workload {
    /// Whether it is a service of a Compose file.
    pub fn is_compose(&self) -> bool {
        self.platform == Orchestrator::Compose
    }

    /// Whether a Kubernetes cluster runs it.
    pub fn is_kubernetes(&self) -> bool {
        self.platform == Orchestrator::Kubernetes
    }

    /// Every container, those that prepare and help included.
    pub fn all_containers(&self) -> impl Iterator<Item = &Container> {
        self.init.iter().chain(&self.sidecars).chain(&self.containers)
    }
}

/// How a new version replaces the old one. Amounts are as written: `1`, `25%`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rollout {
    /// `RollingUpdate`, `Recreate`, `OnDelete`, `canary`, `blueGreen`, `start-first`, `stop-first` …
    pub strategy: Option<String>,
    /// Instances that may be away at once; in Compose how many are replaced at once.
    pub max_unavailable: Option<Phrase>,
    /// Instances that may be there beyond the wanted number.
    pub max_surge: Option<Phrase>,
    /// What happens when it goes wrong: `rollback`, `pause`, `continue` (Compose); `rollback` (ECS).
    pub on_failure: Option<Phrase>,
}

/// A container of a workload.
#[derive(Clone, Debug, Default)]
pub struct Container {
    /// Its name.
    pub name: String,
    /// Image as written.
    pub image: Option<Phrase>,
    /// Folder that its image is built from.
    pub build: Option<Phrase>,
    /// Entry point and arguments, joined by spaces.
    pub command: Option<Phrase>,
    /// Ports that it binds.
    pub ports: Vec<Port>,
    /// Readiness probe.
    pub readiness: Option<Said<Probe>>,
    /// Liveness probe.
    pub liveness: Option<Said<Probe>>,
    /// Startup probe.
    pub startup: Option<Said<Probe>>,
    /// One check for all, as Compose, ECS and load balancers have it.
    pub health: Option<Said<Probe>>,
    /// What it does before SIGTERM.
    pub pre_stop: Option<Said<PreStop>>,
    /// CPU and memory that it asks for and may take.
    pub resources: Resources,
}

impl Container {
    /// Its image, taken apart.
    pub fn image_ref(&self) -> Option<ImageRef> {
        image_ref(&self.image.as_ref()?.value)
    }

    /// Whether it binds a port for users, not only for those who watch the process.
    pub fn serves(&self) -> bool {
        const WATCHING: [&str; 5] = ["metrics", "prom", "debug", "jmx", "pprof"];
        self.ports.iter().any(|port| {
            let name = port.name.as_deref().unwrap_or_default().to_ascii_lowercase();
            !WATCHING.iter().any(|word| name.contains(word))
        })
    }
}

/// What a Dockerfile builds: its last stage.
#[derive(Clone, Debug)]
pub struct BuiltImage {
    /// The images that its stages begin with.
    pub bases: Vec<Phrase>,
    /// What its containers run, and how they are probed, if nothing else is said where they are started.
    pub container: Container,
    /// `STOPSIGNAL`.
    pub stop_signal: Option<Phrase>,
    /// `USER`.
    pub user: Option<Phrase>,
    /// Its first instruction `FROM`.
    pub at: Place,
}

/// A port that a container binds.
#[derive(Clone, Debug, PartialEq)]
pub struct Port {
    /// Its name, if it has one.
    pub name: Option<String>,
    /// Its number, if it is one (not a variable).
    pub number: Option<u16>,
    /// Where it is written.
    pub at: Place,
}

/// A probe of a container, with the platform's defaults where nothing is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Probe {
    /// What it asks, in normal form, named ports resolved: `GET http://:8080/ready`, `tcp :6379`, `grpc :7070 health`,
    /// `exec pg_isready`.
    pub handler: String,
    /// Time before the first question.
    pub initial_delay: Seconds,
    /// Time between two questions.
    pub period: Seconds,
    /// Time to wait for an answer.
    pub timeout: Seconds,
    /// Good answers in a row until it counts as passed.
    pub success_threshold: f64,
    /// Bad answers in a row until it counts as failed.
    pub failure_threshold: f64,
}

impl Probe {
    /// Seconds after which a failing target counts as failed: period × failure threshold + timeout.
    pub fn fails_after(&self) -> Seconds {
        self.period * self.failure_threshold + self.timeout
    }
}

/// What a container does before it gets SIGTERM; the time counts toward the kill timeout.
#[derive(Clone, Debug, PartialEq)]
pub struct PreStop {
    /// What it does: `sleep 15`, `exec /drain.sh`, `GET http://:8080/drain`.
    pub handler: String,
    /// How long that takes, where it is only a wait.
    pub seconds: Option<Seconds>,
}

/// CPU and memory, as written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resources {
    /// CPU that it asks for.
    pub cpu_request: Option<Phrase>,
    /// Memory that it asks for.
    pub memory_request: Option<Phrase>,
    /// CPU that it may take.
    pub cpu_limit: Option<Phrase>,
    /// Memory that it may take.
    pub memory_limit: Option<Phrase>,
}

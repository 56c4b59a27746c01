//! The policy: every threshold and list that a judgement depends on, visible in every report.

pub mod file;
pub mod ids;
mod kinds;
mod limits;
mod thresholds;
mod waiver;

pub use file::Problem;
pub use ids::IdPrefixes;
pub use kinds::KindRule;
pub use limits::Limits;
pub use thresholds::{FirstHour, HealthLimits, PassRates, Vulnerabilities};
pub use waiver::WaiverEntry;

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::facts::{Kind, Orchestrator};

/// When in the life of a release the dossier is judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Before the go/no-go call.
    #[default]
    Readiness,
    /// While or right after it is rolled out.
    Rollout,
    /// When the stakeholders accept it.
    Acceptance,
}

impl Stage {
    /// Every stage, in order of time.
    pub const ALL: [Self; 3] = [Self::Readiness, Self::Rollout, Self::Acceptance];

    /// The word used in JSON, on the command line and on the page.
    pub fn word(self) -> &'static str {
        match self {
            Self::Readiness => "readiness",
            Self::Rollout => "rollout",
            Self::Acceptance => "acceptance",
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

impl FromStr for Stage {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|stage| stage.word() == word)
            .ok_or_else(|| format!("`{word}` is no stage: use readiness, rollout or acceptance"))
    }
}

/// Thresholds and lists in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Policy {
    /// `aiwg` where the dossier has an `.aiwg/` folder, `generic` elsewhere.
    pub profile: Profile,
    /// Documents without which the release is NO-GO.
    pub required_documents: Vec<Kind>,
    /// Documents whose absence is a condition.
    pub expected_documents: Vec<Kind>,
    /// Environment that the release goes to, in lower case.
    pub target_environment: String,
    /// Environments that the release's documents must all cover, in lower case; none: those that the documents name.
    #[serde(default)]
    pub environments: Vec<String>,
    /// What starts and stops the processes; none: what the dossier names.
    #[serde(default)]
    pub orchestrator: Option<Orchestrator>,
    /// Roles that must approve the release; none: those that the plan itself names (OCM: HC:164-169).
    #[serde(default)]
    pub required_approvers: Vec<String>,
    /// Gates that must have a report; none: those that the plan itself names (FG:60-71).
    #[serde(default)]
    pub required_gates: Vec<String>,
    /// Roles that must be manned for the rollout (S25); none: those that the plan itself names.
    #[serde(default)]
    pub required_roles: Vec<String>,
    /// Seconds within which a process must be ready to serve (seed: "< 10s").
    pub startup_limit_seconds: f64,
    /// Minutes that a rollout is watched before it counts as done (procedure: 15 to 30).
    pub observation_minutes: f64,
    /// Minutes reserved for a rollback when the plan states no objective.
    pub rollback_minutes: f64,
    /// Seconds between SIGTERM and SIGKILL when nothing states them, for each orchestrator.
    pub kill_timeout_seconds: KillTimeouts,
    /// Percent of the tests that must pass, by level.
    #[serde(default)]
    pub pass_percent: PassRates,
    /// Warnings of the linter that a build may have (QG:477-488).
    #[serde(default = "lint_warnings")]
    pub lint_warnings: f64,
    /// Percent of the tests that passed before and may fail now (FD:118).
    #[serde(default)]
    pub regression_percent: f64,
    /// How many findings of a security scan may be open.
    #[serde(default)]
    pub vulnerabilities: Vulnerabilities,
    /// What a healthy environment measures.
    #[serde(default)]
    pub health: HealthLimits,
    /// Days for which a test of the rollback counts (FD:445).
    #[serde(default = "rollback_test_days")]
    pub rollback_test_days: f64,
    /// Smoke tests that a plan must have (FD:697-703: 5 to 10).
    #[serde(default = "smoke_tests")]
    pub smoke_tests: f64,
    /// What the first hour after a rollout may show.
    #[serde(default)]
    pub first_hour: FirstHour,
    /// Rules and gates that nobody can waive (QG:502, QG:554).
    #[serde(default)]
    pub not_waivable: Vec<String>,
    /// Limits of what is taken in.
    pub limits: Limits,
    /// Path of the policy file that this was read from; none where the defaults hold.
    #[serde(default)]
    pub file: Option<String>,
    /// What files are, whatever they look like.
    #[serde(default)]
    pub kinds: Vec<KindRule>,
    /// Prefixes of ids.
    #[serde(default)]
    pub ids: IdPrefixes,
    /// Further words for concepts, by `class.concept`.
    #[serde(default)]
    pub vocabulary: BTreeMap<String, Vec<String>>,
    /// Failures that are allowed to stand.
    #[serde(default)]
    pub waivers: Vec<WaiverEntry>,
}

fn lint_warnings() -> f64 {
    10.0
}

fn rollback_test_days() -> f64 {
    7.0
}

fn smoke_tests() -> f64 {
    5.0
}

/// Roles that approve a release (HC:164-169).
const APPROVERS: [&str; 5] =
    ["Deployment Manager", "Product Owner", "Security Gatekeeper", "Reliability Engineer", "Support Lead"];
/// Gates of a release (FG:60-71).
const GATES: [&str; 7] =
    ["security", "reliability", "test coverage", "documentation", "traceability", "12-factor", "pre-deploy"];
/// Roles of the rollout (S25).
const ROLES: [&str; 4] = ["Integrator", "Configuration Manager", "Support Lead", "Deployment Manager"];
/// Failed tests, and what is about waivers themselves.
const NOT_WAIVABLE: [&str; 6] = ["GATE-DEPLOY-002", "TST-02", "TST-03", "TST-04", "APR-07", "APR-08"];

/// Which conventions a dossier follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// AIWG's templates: every document type is required.
    Aiwg,
    /// Any other: a plan, test evidence and approvals are required.
    Generic,
}

impl Profile {
    /// Every profile.
    pub const ALL: [Self; 2] = [Self::Aiwg, Self::Generic];

    /// The word used in JSON, in reports and on the page.
    pub fn word(self) -> &'static str {
        match self {
            Self::Aiwg => "aiwg",
            Self::Generic => "generic",
        }
    }
}

/// Default seconds between SIGTERM and SIGKILL, by orchestrator (each from its own documentation).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct KillTimeouts {
    /// `terminationGracePeriodSeconds`.
    pub kubernetes: f64,
    /// `stop_grace_period`.
    pub compose: f64,
    /// `stopTimeout`.
    pub ecs: f64,
    /// `TimeoutStopSec`.
    pub systemd: f64,
    /// Dyno shutdown.
    pub heroku: f64,
    /// `kill_timeout`.
    pub nomad: f64,
    /// Cloud Run instance shutdown.
    pub cloud_run: f64,
    /// `kill_timeout` of Fly.io.
    pub fly: f64,
}

impl KillTimeouts {
    /// That of an orchestrator.
    pub fn of(self, orchestrator: Orchestrator) -> f64 {
        match orchestrator {
            Orchestrator::Kubernetes => self.kubernetes,
            Orchestrator::Compose => self.compose,
            Orchestrator::Ecs => self.ecs,
            Orchestrator::Systemd => self.systemd,
            Orchestrator::Heroku => self.heroku,
            Orchestrator::Nomad => self.nomad,
            Orchestrator::CloudRun => self.cloud_run,
            Orchestrator::Fly => self.fly,
            // `maxShutdownDelaySeconds`; App Engine kills as late.
            Orchestrator::Render | Orchestrator::AppEngine => 30.0,
            // `termination.grace_period_seconds`.
            Orchestrator::DigitalOcean => 120.0,
        }
    }
}

impl Default for KillTimeouts {
    fn default() -> Self {
        Self {
            kubernetes: 30.0,
            compose: 10.0,
            ecs: 30.0,
            systemd: 90.0,
            heroku: 30.0,
            nomad: 5.0,
            cloud_run: 10.0,
            fly: 5.0,
        }
    }
}

impl Policy {
    /// The defaults of a profile.
    pub fn of(profile: Profile) -> Self {
        let must = [Kind::DeploymentPlan, Kind::TestEvaluation, Kind::Approvals];
        let (required_documents, expected_documents) = match profile {
            Profile::Aiwg => (Kind::RELEASE_DOCUMENTS.to_vec(), Vec::new()),
            Profile::Generic => {
                (must.to_vec(), Kind::RELEASE_DOCUMENTS.iter().copied().filter(|kind| !must.contains(kind)).collect())
            }
        };
        // What the profile asks for by name; elsewhere the plan itself names it.
        let named = |names: &[&str]| match profile {
            Profile::Aiwg => owned(names),
            Profile::Generic => Vec::new(),
        };
        Self {
            profile,
            required_documents,
            expected_documents,
            target_environment: "production".to_owned(),
            environments: Vec::new(),
            orchestrator: None,
            required_approvers: named(&APPROVERS),
            required_gates: named(&GATES),
            required_roles: named(&ROLES),
            startup_limit_seconds: 10.0,
            observation_minutes: 15.0,
            rollback_minutes: 30.0,
            kill_timeout_seconds: KillTimeouts::default(),
            pass_percent: PassRates::default(),
            lint_warnings: lint_warnings(),
            regression_percent: 0.0,
            vulnerabilities: Vulnerabilities::default(),
            health: HealthLimits::default(),
            rollback_test_days: rollback_test_days(),
            smoke_tests: smoke_tests(),
            first_hour: FirstHour::default(),
            not_waivable: owned(&NOT_WAIVABLE),
            limits: Limits::default(),
            file: None,
            kinds: Vec::new(),
            ids: IdPrefixes::default(),
            vocabulary: BTreeMap::new(),
            waivers: Vec::new(),
        }
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

//! The types of the facts. `Option` means that nothing was written there; a [`Phrase`] that was written may still be a
//! placeholder or "n/a", which [`Written`] tells apart.

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use super::{Kind, Phrase, Place, Said};
use crate::dossier::SourceId;
use crate::vocabulary::{self, Section, Written};

/// Everything that the dossier says.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// One for each source, in the same order.
    pub documents: Vec<Document>,
    /// Mentions of the release's identifier.
    pub releases: Vec<Said<Version>>,
    /// Rows of the deployments table.
    pub deployments: Vec<Deployment>,
    /// Steps of the plan, in order.
    pub steps: Vec<Step>,
    /// Process types that plans and architecture documents describe; several entries may describe one type.
    pub processes: Vec<Process>,
    /// Workloads of manifests and services of Compose files.
    pub workloads: Vec<Workload>,
    /// What plans and architecture documents name as the program that starts and stops the processes.
    pub orchestrators: Vec<Said<Orchestrator>>,
    /// Rows of the environment variable catalog.
    pub variables: Vec<Variable>,
    /// Keys of `.env.example` files.
    pub examples: Vec<ExampleVariable>,
    /// Literal secrets.
    pub secrets: Vec<SecretFound>,
    /// Admin tasks, wherever they are named.
    pub admin_tasks: Vec<AdminTask>,
    /// Sentences that speak of an admin operation.
    pub operations: Vec<Operation>,
    /// Commands and phrases that act on an environment by hand.
    pub ad_hoc: Vec<AdHoc>,
    /// Rows of the parity matrix.
    pub parity: Vec<ParityRow>,
    /// Recorded substitutions of a technology.
    pub substitutions: Vec<Substitution>,
    /// Architecture decision records.
    pub decisions: Vec<Decision>,
    /// Approvals of the release.
    pub approvals: Vec<Approval>,
    /// Sign-offs of the acceptance.
    pub sign_offs: Vec<Approval>,
    /// Change windows.
    pub windows: Vec<Window>,
    /// Freeze periods.
    pub freezes: Vec<Window>,
    /// Defects.
    pub defects: Vec<Defect>,
    /// Counts of open defects by severity, from a summary.
    pub defect_counts: Vec<DefectCount>,
    /// Test runs.
    pub test_runs: Vec<TestRun>,
    /// Go/no-go recommendations of test evaluations.
    pub recommendations: Vec<Recommendation>,
    /// Statements of environment health reports.
    pub health: Vec<Health>,
    /// Planned communications.
    pub communications: Vec<Communication>,
    /// What the plan says of going back.
    pub rollbacks: Vec<Rollback>,
    /// Rollback triggers.
    pub triggers: Vec<Trigger>,
    /// How long a rollout is watched.
    pub observations: Vec<Said<Minutes>>,
    /// On-call people and escalation contacts.
    pub contacts: Vec<Contact>,
    /// Outputs that documents declare.
    pub outputs: Vec<DeclaredOutput>,
    /// Text that was left to be filled in.
    pub placeholders: Vec<Placeholder>,
    /// Risks.
    pub risks: Vec<Risk>,
    /// Changes that the release brings.
    pub changes: Vec<Change>,
    /// Known issues of the release notes.
    pub known_issues: Vec<KnownIssue>,
    /// Acceptance criteria.
    pub criteria: Vec<Criterion>,
}

/// One source as a document.
#[derive(Clone, Debug)]
pub struct Document {
    /// Which source.
    pub source: SourceId,
    /// What it was taken for.
    pub kind: Kind,
    /// Why.
    pub why: String,
    /// Path of the file.
    pub path: String,
    /// Its title.
    pub title: Option<Phrase>,
    /// An unfilled template: it says what to write, and nothing about a release.
    pub template: bool,
    /// Of no kind that is known, and in a language whose words are not known: it may be anything.
    pub foreign: bool,
    /// Its sections.
    pub sections: Vec<SectionFact>,
    /// Parts that could not be read.
    pub problems: Vec<Phrase>,
}

impl Document {
    /// The first section about a subject.
    pub fn section(&self, subject: Section) -> Option<&SectionFact> {
        self.sections.iter().find(|section| section.subject == Some(subject))
    }

    /// The start of the file, to show when a whole document is meant.
    pub fn place(&self) -> Place {
        self.title.as_ref().map_or(Place { source: self.source, ..Place::default() }, |title| title.at)
    }
}

/// A section of a document.
#[derive(Clone, Debug)]
pub struct SectionFact {
    /// Its heading.
    pub title: Phrase,
    /// What it is about, if the heading says so.
    pub subject: Option<Section>,
    /// Whether it, or a section below it, holds anything but placeholders.
    pub filled: bool,
}

/// A release identifier, compared without a leading `v` or `REL-`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub String);

/// A duration in seconds.
pub type Seconds = f64;
/// A duration in minutes.
pub type Minutes = f64;

/// One row of the deployments table.
#[derive(Clone, Debug)]
pub struct Deployment {
    /// Environment as written.
    pub environment: Phrase,
    /// Its normal name (`production`, `staging` …, or as written in lower case).
    pub name: String,
    /// Artifact as written.
    pub artifact: Option<Phrase>,
    /// Who answers for the environment.
    pub owner: Option<Phrase>,
}

/// A container image reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageRef {
    /// Registry and repository.
    pub repository: String,
    /// Tag.
    pub tag: Option<String>,
    /// `sha256:…`.
    pub digest: Option<String>,
}

/// One step of the plan.
#[derive(Clone, Debug)]
pub struct Step {
    /// Number or id as written, or its position.
    pub number: String,
    /// What is done.
    pub action: Phrase,
    /// Who does it, as name and/or role; a section's own owner counts for its steps.
    pub owner: Option<Phrase>,
    /// When it begins.
    pub start: Option<Phrase>,
    /// Expected duration.
    pub duration: Option<Said<Minutes>>,
    /// What undoes it.
    pub rollback: Option<Phrase>,
    /// Admin tasks that it names, such as `ADM-001`.
    pub admin_tasks: Vec<String>,
    /// The step itself is the observation of the rollout.
    pub observes: bool,
    /// The whole row.
    pub at: Place,
}

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
        }
    }
}

/// A workload of a manifest, or a service of a Compose file.
#[derive(Clone, Debug)]
pub struct Workload {
    /// Its name.
    pub name: Phrase,
    /// `Deployment`, `StatefulSet` …, or `service` for Compose.
    pub kind: String,
    /// Written for Compose, not for Kubernetes.
    pub compose: bool,
    /// Runs until it is stopped (not a `Job` or `CronJob`).
    pub long_running: bool,
    /// `terminationGracePeriodSeconds`, `stop_grace_period`.
    pub kill_timeout: Option<Said<Seconds>>,
    /// Its containers, init containers left out.
    pub containers: Vec<Container>,
}

/// A container of a workload.
#[derive(Clone, Debug)]
pub struct Container {
    /// Its name.
    pub name: String,
    /// Image as written.
    pub image: Option<Phrase>,
    /// Binds at least one port.
    pub ports: bool,
    /// Readiness probe.
    pub readiness: Option<Said<Probe>>,
    /// Liveness probe.
    pub liveness: Option<Said<Probe>>,
}

/// A probe of a container.
#[derive(Clone, Debug, PartialEq)]
pub struct Probe {
    /// What it asks, in normal form, named ports resolved: `GET :8080/ready`, `tcp :6379`, `grpc :7070 health`, `exec pg_isready`.
    pub handler: String,
    /// Seconds after which a failing target counts as failed: period × failure threshold + timeout.
    pub fails_after: Seconds,
}

/// A row of the environment variable catalog.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Its name.
    pub name: Phrase,
    /// Whether it must be set; `None` if the catalog does not say.
    pub required: Option<bool>,
    /// Value by environment (normal names); a cell may be blank.
    pub values: BTreeMap<String, Phrase>,
}

/// A key of an example env file.
#[derive(Clone, Debug)]
pub struct ExampleVariable {
    /// Its name.
    pub name: Phrase,
    /// Written behind `#`.
    pub commented_out: bool,
}

/// A literal secret. The value itself is masked everywhere.
#[derive(Clone, Debug)]
pub struct SecretFound {
    /// What it is.
    pub what: String,
    /// Where it stands.
    pub at: Place,
}

/// Where an admin task was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskRoom {
    /// In the plan.
    Plan,
    /// In the catalog.
    Catalog,
    /// In its own document.
    Own,
}

/// An admin task as one document describes it.
#[derive(Clone, Debug)]
pub struct AdminTask {
    /// Such as `ADM-001`.
    pub id: String,
    /// Where it was named.
    pub room: TaskRoom,
    /// Name, category and purpose, as far as written, in lower case.
    pub about: String,
    /// Short title.
    pub title: Option<Phrase>,
    /// Rollback procedure.
    pub rollback: Option<Phrase>,
    /// The id, row or document.
    pub at: Place,
}

/// A sentence that speaks of an admin operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Which kind of operation.
    pub class: vocabulary::OperationClass,
    /// The sentence.
    pub sentence: Phrase,
    /// Admin tasks that the same section names.
    pub admin_tasks: Vec<String>,
}

/// A command or phrase that acts on an environment by hand.
#[derive(Clone, Debug)]
pub struct AdHoc {
    /// The command or phrase as written.
    pub command: Phrase,
    /// The word that gave it away, such as `psql`.
    pub word: String,
    /// Admin tasks that the same step or line names.
    pub admin_tasks: Vec<String>,
}

/// A row of the parity matrix.
#[derive(Clone, Debug)]
pub struct ParityRow {
    /// What the environments have, such as "Primary database".
    pub component: Phrase,
    /// Cells by environment (normal names), in the order of the columns.
    pub cells: Vec<(String, Said<Technology>)>,
    /// Ids of decisions named in the row.
    pub decisions: Vec<String>,
}

/// A technology and its major version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Technology {
    /// As written.
    pub written: String,
    /// Normal names that it may stand for (`Amazon MQ`: rabbitmq or activemq); the text in lower case if it is not known.
    pub names: Vec<String>,
    /// Major version.
    pub major: Option<u64>,
}

/// A recorded substitution of a technology.
#[derive(Clone, Debug)]
pub struct Substitution {
    /// The component.
    pub component: Phrase,
    /// Why.
    pub justification: Option<Phrase>,
    /// Ids of decisions named.
    pub decisions: Vec<String>,
    /// The row.
    pub at: Place,
}

/// An architecture decision record.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Such as `ADR-007`.
    pub id: String,
    /// Status as written.
    pub status: Option<Phrase>,
    /// All words of the document, in lower case, to find what it names.
    pub text: String,
    /// Title.
    pub at: Place,
}

impl Decision {
    /// Whether the decision is in force.
    pub fn accepted(&self) -> bool {
        self.status
            .as_ref()
            .is_some_and(|status| vocabulary::decision(&status.value) == Some(vocabulary::DecisionWord::Approved))
    }
}

/// An approval or sign-off.
#[derive(Clone, Debug)]
pub struct Approval {
    /// Role.
    pub role: Option<Phrase>,
    /// Person.
    pub name: Option<Phrase>,
    /// Decision, status or signature.
    pub decision: Option<Phrase>,
    /// Date.
    pub date: Option<Phrase>,
    /// The row or line.
    pub at: Place,
}

/// An interval of time.
#[derive(Clone, Debug)]
pub struct Window {
    /// As written.
    pub text: Phrase,
    /// Begin, in the zone of the window.
    pub start: Option<DateTime>,
    /// End, in the zone of the window.
    pub end: Option<DateTime>,
    /// Time zone as written, such as `UTC` or `+02:00`.
    pub zone: Option<String>,
}

/// Severity of a defect, on one scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DefectSeverity {
    /// P0: critical, show stopper.
    P0,
    /// P1: high, major.
    P1,
    /// P2: medium.
    P2,
    /// P3: low, minor.
    P3,
    /// P4: cosmetic.
    P4,
}

/// A defect.
#[derive(Clone, Debug)]
pub struct Defect {
    /// Such as `DEF-042`.
    pub id: Phrase,
    /// Short title.
    pub title: Option<Phrase>,
    /// Severity on one scale.
    pub severity: Option<Said<DefectSeverity>>,
    /// Status as written.
    pub status: Option<Phrase>,
    /// Still open.
    pub open: bool,
    /// Workaround.
    pub workaround: Option<Phrase>,
}

/// How many defects of a severity are open.
#[derive(Clone, Debug)]
pub struct DefectCount {
    /// The severity.
    pub severity: DefectSeverity,
    /// How many are open.
    pub open: Said<u64>,
}

/// Level of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TestLevel {
    /// Unit tests.
    Unit,
    /// Integration tests.
    Integration,
    /// End-to-end or system tests.
    EndToEnd,
    /// Acceptance tests.
    Acceptance,
    /// Performance tests.
    Performance,
    /// Security tests.
    Security,
}

/// A run of tests: a row of a table, or a machine report.
#[derive(Clone, Debug)]
pub struct TestRun {
    /// Level, if it can be told.
    pub level: Option<TestLevel>,
    /// Name of the suite, or the row.
    pub name: Phrase,
    /// From a machine report (JUnit), not from a table.
    pub machine: bool,
    /// Tests in all.
    pub total: Option<u64>,
    /// Tests that passed.
    pub passed: Option<u64>,
    /// Tests that failed or ended in an error.
    pub failed: Option<u64>,
    /// Tests that were skipped.
    pub skipped: Option<u64>,
    /// Names of the failing tests.
    pub failing: Vec<Phrase>,
}

/// A go/no-go recommendation.
#[derive(Clone, Debug)]
pub struct Recommendation {
    /// What was recommended.
    pub decision: vocabulary::GoWord,
    /// The sentence.
    pub sentence: Phrase,
    /// Conditions of a CONDITIONAL GO: text, and whether it is ticked or closed.
    pub conditions: Vec<(Phrase, bool)>,
}

/// A statement of an environment health report.
#[derive(Clone, Debug)]
pub struct Health {
    /// What it is about: infrastructure, artifacts, decision.
    pub subject: Phrase,
    /// The word as written, such as `HEALTHY`.
    pub status: Phrase,
    /// Whether the word is a good one.
    pub good: bool,
}

/// When a communication is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Before the deployment.
    Before,
    /// While it goes on.
    During,
    /// After it.
    After,
}

impl Phase {
    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::During => "during",
            Self::After => "after",
        }
    }
}

/// A planned communication.
#[derive(Clone, Debug)]
pub struct Communication {
    /// When.
    pub phase: Option<Phase>,
    /// To whom.
    pub audience: Option<Phrase>,
    /// By which channel.
    pub channel: Option<Phrase>,
    /// Who sends it.
    pub owner: Option<Phrase>,
    /// The row or line.
    pub at: Place,
}

/// What one document says of going back.
#[derive(Clone, Debug)]
pub struct Rollback {
    /// Heading of the section.
    pub title: Phrase,
    /// Places that say when to go back.
    pub triggers: Vec<Place>,
    /// Places that say how.
    pub procedure: Vec<Place>,
    /// Who decides.
    pub authority: Option<Phrase>,
    /// Within how many minutes.
    pub objective: Option<Said<Minutes>>,
    /// A sentence that says that there is no way back.
    pub refusal: Option<Phrase>,
}

/// A condition on which the release is rolled back.
#[derive(Clone, Debug)]
pub struct Trigger {
    /// The whole condition as written.
    pub text: Phrase,
    /// A comparator and a number, or an event that needs none ("any smoke test fails").
    pub measurable: bool,
    /// A number with its comparator, that needs a window.
    pub numeric: bool,
    /// Over which time.
    pub window: Option<Said<Minutes>>,
    /// What is done then.
    pub action: Option<Phrase>,
}

/// Place of a person in the on-call order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OnCall {
    /// Called first.
    Primary,
    /// Called second.
    Secondary,
    /// Called when the problem is escalated.
    Escalation,
}

/// A person or group to call.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Role as written.
    pub role: Phrase,
    /// Place in the on-call order, if the role says so.
    pub on_call: Option<OnCall>,
    /// Name.
    pub name: Option<Phrase>,
    /// How to reach them.
    pub reach: Option<Phrase>,
}

/// An output that a document declares.
#[derive(Clone, Debug)]
pub struct DeclaredOutput {
    /// File name as declared.
    pub name: String,
    /// The line that declares it.
    pub line: Phrase,
}

/// Text that was left to be filled in.
#[derive(Clone, Debug)]
pub struct Placeholder {
    /// As written.
    pub text: Phrase,
}

/// A risk.
#[derive(Clone, Debug)]
pub struct Risk {
    /// Such as `R-001`.
    pub id: Phrase,
    /// What may happen.
    pub description: Option<Phrase>,
    /// Exposure as written.
    pub exposure: Option<Phrase>,
    /// What is done about it.
    pub mitigation: Option<Phrase>,
    /// Who answers for it.
    pub owner: Option<Phrase>,
    /// Status as written.
    pub status: Option<Phrase>,
    /// Neither resolved nor closed.
    pub open: bool,
}

/// Kind of a change, in the words of Keep a Changelog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// Breaks something that worked.
    Breaking,
    /// New.
    Added,
    /// Different.
    Changed,
    /// Will go.
    Deprecated,
    /// Gone.
    Removed,
    /// Mended.
    Fixed,
    /// About security.
    Security,
}

/// A change that the release brings.
#[derive(Clone, Debug)]
pub struct Change {
    /// Which kind.
    pub kind: ChangeKind,
    /// The line.
    pub text: Phrase,
}

/// An entry of the release notes' known issues.
#[derive(Clone, Debug)]
pub struct KnownIssue {
    /// Ids that it names, such as `DEF-042`.
    pub ids: Vec<String>,
    /// The whole entry.
    pub text: Phrase,
    /// Names a severity.
    pub severity: bool,
    /// Names a workaround.
    pub workaround: bool,
}

/// An acceptance criterion.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// Such as `AC-01`.
    pub id: Phrase,
    /// What must hold.
    pub text: Option<Phrase>,
    /// Requirement that it comes from.
    pub requirement: Option<Phrase>,
    /// Test that shows it.
    pub test: Option<Phrase>,
    /// Result as written.
    pub result: Option<Phrase>,
    /// Evidence as written.
    pub evidence: Option<Phrase>,
}

impl Phrase {
    /// Whether it says something.
    pub fn written(&self) -> Written {
        vocabulary::written(&self.value)
    }

    /// Whether it says something that can be used: not blank, no placeholder, not "n/a".
    pub fn is_stated(&self) -> bool {
        self.written() == Written::Stated
    }
}

/// Whether a cell that may be missing says something that can be used.
pub fn is_stated(phrase: Option<&Phrase>) -> bool {
    phrase.is_some_and(Phrase::is_stated)
}

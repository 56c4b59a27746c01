//! The types of the facts. `Option` means that nothing was written there; a [`Phrase`] that was written may still be a
//! placeholder or "n/a", which [`Written`] tells apart.

mod admin;
mod change;
mod cluster;
mod config;
mod coverage;
mod dependencies;
mod document;
mod findings;
mod history;
mod materials;
mod measurements;
mod notes;
mod operations;
mod parity;
mod places;
mod plan;
mod processes;
mod readiness;
mod release;
mod reports;
mod rollback;
mod rollout;
mod services;
mod settings;
mod tables;
mod tests;
mod workloads;

pub use admin::*;
pub use change::*;
pub use cluster::*;
pub use config::*;
pub use coverage::*;
pub use dependencies::*;
pub use document::*;
pub use findings::*;
pub use history::*;
pub use materials::*;
pub use measurements::*;
pub use notes::*;
pub use operations::*;
pub use parity::*;
pub use places::*;
pub use plan::*;
pub use processes::*;
pub use readiness::*;
pub use release::*;
pub use reports::*;
pub use rollback::*;
pub use rollout::*;
pub use services::*;
pub use settings::*;
pub use tables::*;
pub use tests::*;
pub use workloads::*;

use super::{Phrase, Said};
use crate::vocabulary::{self, Written};

/// A duration in seconds.
pub type Seconds = f64;
/// A duration in minutes.
pub type Minutes = f64;

/// A struct of lists that can be put behind those of another.
macro_rules! lists {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$about:meta])* pub $list:ident: Vec<$item:ty>,)* }) => {
        $(#[$meta])*
        pub struct $name {
            $($(#[$about])* pub $list: Vec<$item>,)*
        }

        impl $name {
            /// Puts what another part of the dossier says behind this.
            pub(super) fn append(&mut self, mut other: Self) {
                // A case names its run by its place in the list.
                let runs = self.test_runs.len();
                other.test_cases.iter_mut().for_each(|case| case.run += runs);
                $(if !other.$list.is_empty() { self.$list.append(&mut other.$list); })*
            }

            /// Gives back the room that lists have over: after this nothing is put into them.
            pub(super) fn shrink(&mut self) {
                $(self.$list.shrink_to_fit();)*
            }
        }
    };
}

lists! {
/// Everything that the dossier says.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// One for each source, in the same order.
    pub documents: Vec<Document>,
    /// Mentions of the release's identifier.
    pub releases: Vec<Said<Version>>,
    /// Environments that documents tell of.
    pub environments: Vec<EnvironmentTold>,
    /// Paths that answer whether a process is well.
    pub health_endpoints: Vec<HealthEndpoint>,
    /// Rows of the deployments table.
    pub deployments: Vec<Deployment>,
    /// Steps of the plan, in order.
    pub steps: Vec<Step>,
    /// Process types that plans and architecture documents describe; several entries may describe one type.
    pub processes: Vec<Process>,
    /// How long load balancers let a target that is taken out finish.
    pub drains: Vec<Drain>,
    /// Backing services, as resource locator tables name them.
    pub backing_services: Vec<BackingService>,
    /// Where processes keep state.
    pub states: Vec<StateRow>,
    /// Whether services bind their own ports.
    pub port_bindings: Vec<PortBinding>,
    /// Where logs go.
    pub log_targets: Vec<LogTarget>,
    /// Manifests of packages that could be read.
    pub manifests: Vec<Manifest>,
    /// Packages that the release needs while it runs.
    pub dependencies: Vec<Dependency>,
    /// Workloads of manifests and services of Compose files.
    pub workloads: Vec<Workload>,
    /// Sentences that say whether the service stands still for its users.
    pub downtimes: Vec<Phrase>,
    /// Sentences that say that the release runs no process of its own.
    pub no_processes: Vec<Phrase>,
    /// How many instances of a workload may be away at once.
    pub disruption_budgets: Vec<DisruptionBudget>,
    /// What scales workloads by itself.
    pub autoscalers: Vec<Autoscaler>,
    /// Kubernetes Services, which spread requests over workloads.
    pub services: Vec<ServiceObject>,
    /// What lets requests from outside reach a Service.
    pub routes: Vec<Route>,
    /// What kustomizations change.
    pub kustomizations: Vec<Kustomization>,
    /// Images that Dockerfiles build.
    pub images: Vec<BuiltImage>,
    /// Helm charts.
    pub charts: Vec<Chart>,
    /// What the documents of the release name as the program that starts and stops the processes.
    pub orchestrators: Vec<Said<Orchestrator>>,
    /// Rows of the environment variable catalog.
    pub variables: Vec<Variable>,
    /// Parity matrices, catalogs of variables and of admin tasks, as tables.
    pub tables: Vec<TableFound>,
    /// Keys of `.env.example` files.
    pub examples: Vec<ExampleVariable>,
    /// Where variables are set: env files, workloads, `ConfigMap`s, values …
    pub settings: Vec<Setting>,
    /// Whole sets of variables that a workload takes in.
    pub variable_sources: Vec<VariableSource>,
    /// Where variables are used.
    pub variable_uses: Vec<VariableUse>,
    /// References to secrets that are kept elsewhere.
    pub secret_references: Vec<SecretReference>,
    /// Literal secrets.
    pub secrets: Vec<SecretFound>,
    /// Admin tasks, wherever they are named.
    pub admin_tasks: Vec<AdminTask>,
    /// Sentences that speak of an admin operation.
    pub operations: Vec<Operation>,
    /// Sentences that say that no admin task, or no operation of a kind, is needed.
    pub not_needed: Vec<NotNeeded>,
    /// Commands of admin work, and what runs by a schedule.
    pub admin_commands: Vec<AdminCommand>,
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
    /// Requests for a change.
    pub change_requests: Vec<ChangeRequest>,
    /// GO and NO-GO, in every document of the release.
    pub go_statements: Vec<GoStatement>,
    /// Strategies that plans name.
    pub strategies: Vec<Strategy>,
    /// Smoke tests and other verifications.
    pub checks: Vec<Check>,
    /// Boxes of check lists, and prerequisites.
    pub check_items: Vec<CheckItem>,
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
    /// Cases of machine test reports.
    pub test_cases: Vec<TestCase>,
    /// What coverage reports measured.
    pub coverage: Vec<Coverage>,
    /// Reports of static analysis.
    pub analyses: Vec<Analysis>,
    /// Machine-written bills of materials.
    pub boms: Vec<Bom>,
    /// Components of bills of materials and packages of lockfiles.
    pub materials: Vec<Material>,
    /// The same of files that a current one outranks: what was delivered before.
    pub earlier_materials: Vec<Material>,
    /// Rows of the variable catalog in files that a current one outranks: how the release before was configured.
    pub earlier_variables: Vec<Variable>,
    /// Lines of checksum files.
    pub checksums: Vec<Checksum>,
    /// Files of the dossier whose digest is stated.
    pub contents: Vec<Content>,
    /// Reports of the build.
    pub builds: Vec<BuildResult>,
    /// Reports of regression gates.
    pub regressions: Vec<RegressionGate>,
    /// Reports of security scans.
    pub scans: Vec<SecurityScan>,
    /// Modules that a document calls critical.
    pub critical_modules: Vec<Phrase>,
    /// Results of load tests, queries and time series.
    pub measurements: Vec<Measurement>,
    /// Commits of a log, the newest first where the log has them so.
    pub commits: Vec<Commit>,
    /// Changes of a database's schema.
    pub migrations: Vec<Migration>,
    /// Who answers for which paths.
    pub code_owners: Vec<CodeOwner>,
    /// Go/no-go recommendations of test evaluations.
    pub recommendations: Vec<Recommendation>,
    /// Statements of environment health reports.
    pub health: Vec<Health>,
    /// Measured values of environment health reports.
    pub vitals: Vec<Vital>,
    /// Tests of the way back.
    pub rollback_tests: Vec<RollbackTest>,
    /// What gate reports say of their gates.
    pub gates: Vec<GateStatement>,
    /// What plans say of moving data.
    pub migration_plans: Vec<MigrationPlan>,
    /// Planned communications.
    pub communications: Vec<Communication>,
    /// What the plan says of going back.
    pub rollbacks: Vec<Rollback>,
    /// Rollback triggers.
    pub triggers: Vec<Trigger>,
    /// How long a rollout is watched.
    pub observations: Vec<Said<Minutes>>,
    /// Probes that documents describe.
    pub probes: Vec<ProbeTold>,
    /// How smoke tests came out.
    pub smoke_results: Vec<SmokeResult>,
    /// What was measured while the release ran.
    pub samples: Vec<Sample>,
    /// What was decided while it was watched.
    pub rollout_decisions: Vec<RolloutDecision>,
    /// Steps as execution logs record them.
    pub executed_steps: Vec<ExecutedStep>,
    /// Records of rollbacks.
    pub rollback_records: Vec<RollbackRecord>,
    /// Names of variables and flags in the release notes and in what support reads.
    pub names: Vec<NameUse>,
    /// States that documents give of themselves.
    pub document_states: Vec<DocumentState>,
    /// On-call people and escalation contacts.
    pub contacts: Vec<Contact>,
    /// Outputs that documents declare.
    pub outputs: Vec<DeclaredOutput>,
    /// What documents say they are made from.
    pub declared_inputs: Vec<DeclaredInputs>,
    /// Sections that documents say they hold.
    pub declared_sections: Vec<DeclaredSections>,
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
    /// Versions that release notes and changelogs speak of.
    pub notes: Vec<Notes>,
    /// Versions that running text calls a release.
    pub version_mentions: Vec<Said<Version>>,
    /// Artifacts with a digest, and images.
    pub artifacts: Vec<Artifact>,
    /// Waivers.
    pub waivers: Vec<Waiver>,
    /// Lessons and action items.
    pub lessons: Vec<Lesson>,
    /// Ids and links, and what they lead to.
    pub references: Vec<Reference>,
}
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

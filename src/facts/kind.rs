//! What a file can be.

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($variant:ident = $id:literal, $title:literal;)*) => {
        /// What a file was taken for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Kind {
            $(#[doc = $title] #[serde(rename = $id)] $variant,)*
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Stable id, used in JSON and in the policy.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            /// Name for people.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }
        }
    };
}

kinds! {
    DeploymentPlan = "deployment-plan", "Deployment plan";
    Environment = "environment-definition", "Environment definition";
    Architecture = "architecture", "Software architecture document";
    TestEvaluation = "test-evaluation", "Test evaluation";
    ReleaseNotes = "release-notes", "Release notes";
    AcceptancePlan = "acceptance-plan", "Product acceptance plan";
    SupportRunbook = "support-runbook", "Support runbook";
    BillOfMaterials = "bill-of-materials", "Bill of materials";
    ReadinessReview = "readiness-review", "Operational readiness review";
    RiskList = "risk-list", "Risk list";
    Approvals = "approvals", "Approvals";
    Decision = "decision-record", "Architecture decision record";
    AdminCatalog = "admin-catalog", "Admin task catalog";
    AdminTask = "admin-task", "Admin task";
    DefectList = "defect-list", "Defect list";
    ChangeRequest = "change-request", "Change request";
    GateReport = "gate-report", "Gate report";
    HealthReport = "environment-health-report", "Environment health report";
    RollbackValidation = "rollback-validation", "Rollback validation report";
    SupportBriefing = "support-briefing", "Support briefing";
    Faq = "faq", "Support FAQ";
    Changelog = "changelog", "Changelog";
    SmokeResults = "smoke-test-results", "Smoke test results";
    MonitoringReport = "monitoring-report", "Monitoring report";
    RollbackRecord = "rollback-record", "Rollback record";
    ExecutionLog = "execution-log", "Execution log";
    TestReport = "test-report", "Test report";
    CoverageReport = "coverage-report", "Coverage report";
    StaticAnalysis = "static-analysis", "Static analysis report";
    Measurements = "measurements", "Measurements";
    GitLog = "git-log", "Git log";
    Migration = "migration", "Database migration";
    CodeOwners = "code-owners", "Code owners";
    Dockerfile = "dockerfile", "Dockerfile";
    Pipeline = "pipeline", "Pipeline definition";
    License = "license", "License";
    EnvExample = "env-example", "Example env file";
    EnvFile = "env-file", "Env file";
    Kubernetes = "kubernetes", "Kubernetes manifest";
    Kustomization = "kustomization", "Kustomization";
    HelmTemplate = "helm-template", "Helm template";
    Compose = "compose", "Compose file";
    HelmChart = "helm-chart", "Helm chart";
    HelmValues = "helm-values", "Helm values";
    EcsTask = "ecs-task", "ECS task definition";
    SystemdUnit = "systemd-unit", "systemd unit";
    Terraform = "terraform", "Terraform or Nomad file";
    PlatformFile = "platform-file", "Platform file";
    PackageManifest = "package-manifest", "Package manifest";
    Lockfile = "lockfile", "Lockfile";
    Checksums = "checksums", "Checksums";
    OtherDocument = "document", "Document";
    OtherData = "data", "Data file";
    OtherText = "text", "Text file";
    Policy = "policy", "Holdpoint policy";
    Ignored = "ignore", "Ignored file";
}

impl Kind {
    /// Whether a file of this kind says something about a release.
    pub fn speaks(self) -> bool {
        !matches!(self, Self::Policy | Self::Ignored)
    }

    /// The documents that a release is expected to have (FT:149-154, S34-35).
    pub const RELEASE_DOCUMENTS: [Self; 11] = [
        Self::DeploymentPlan,
        Self::Environment,
        Self::Architecture,
        Self::TestEvaluation,
        Self::ReleaseNotes,
        Self::AcceptancePlan,
        Self::SupportRunbook,
        Self::BillOfMaterials,
        Self::ReadinessReview,
        Self::RiskList,
        Self::Approvals,
    ];
}

//! The concepts that the data files give words for.

macro_rules! concepts {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $id:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $(#[doc = $id] $variant,)*
        }

        impl $name {
            /// Every concept.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its name in the data files.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }
        }
    };
}

concepts! {
    /// What a section of a document is about.
    Section {
        Introduction = "introduction",
        Deployments = "deployments",
        Strategy = "strategy",
        Environments = "environments",
        Restart = "restart",
        Schedule = "schedule",
        Steps = "steps",
        AdminTasks = "admin-tasks",
        Migration = "migration",
        Verification = "verification",
        Rollback = "rollback",
        Communication = "communication",
        Handover = "handover",
        Risks = "risks",
        Approvals = "approvals",
        Overview = "overview",
        Highlights = "highlights",
        Changes = "changes",
        Breaking = "breaking",
        Upgrade = "upgrade",
        KnownIssues = "known-issues",
        Security = "security",
        Documentation = "documentation",
        Contacts = "contacts",
        Criteria = "criteria",
        SignOff = "sign-off",
        Recommendation = "recommendation",
        Defects = "defects",
        TestResults = "test-results",
        Parity = "parity",
        Variables = "variables",
        Processes = "processes",
        Disposability = "disposability",
        OnCall = "on-call",
        Template = "template",
        Checklist = "checklist",
    }
}

concepts! {
    /// What a column of a table holds.
    Column {
        Number = "number",
        Id = "id",
        Step = "step",
        Owner = "owner",
        Start = "start",
        Duration = "duration",
        End = "end",
        Rollback = "rollback",
        Environment = "environment",
        Artifact = "artifact",
        ProcessType = "process-type",
        Grace = "grace",
        KillTimeout = "kill-timeout",
        LbDrain = "lb-drain",
        StartupMeasured = "startup-measured",
        StartupTarget = "startup-target",
        Readiness = "readiness",
        Liveness = "liveness",
        Probe = "probe",
        Endpoint = "endpoint",
        ScalingAxis = "scaling-axis",
        Variable = "variable",
        Required = "required",
        Purpose = "purpose",
        Component = "component",
        Justification = "justification",
        Decision = "decision",
        TaskId = "task-id",
        Category = "category",
        Name = "name",
        Role = "role",
        Approval = "approval",
        Date = "date",
        Status = "status",
        DefectId = "defect-id",
        Severity = "severity",
        Title = "title",
        Workaround = "workaround",
        Level = "level",
        Total = "total",
        Passed = "passed",
        PassRate = "pass-rate",
        Failed = "failed",
        Skipped = "skipped",
        Open = "open",
        Phase = "phase",
        Audience = "audience",
        Channel = "channel",
        Trigger = "trigger",
        Threshold = "threshold",
        Window = "window",
        Action = "action",
        RiskId = "risk-id",
        Description = "description",
        Exposure = "exposure",
        Mitigation = "mitigation",
        CriterionId = "criterion-id",
        Criterion = "criterion",
        Requirement = "requirement",
        Test = "test",
        Result = "result",
        Evidence = "evidence",
        Contact = "contact",
    }
}

concepts! {
    /// Kind of an admin operation (S64).
    OperationClass {
        Migration = "migration",
        Backfill = "backfill",
        Rotation = "rotation",
        Reindex = "reindex",
        Purge = "purge",
        Seed = "seed",
    }
}

impl OperationClass {
    /// The word for people.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Migration => "migration",
            Self::Backfill => "backfill",
            Self::Rotation => "rotation of a key, secret or certificate",
            Self::Reindex => "reindexing",
            Self::Purge => "purge",
            Self::Seed => "seeding of data",
        }
    }

    /// Whether a description (in lower case) is of this class.
    pub fn matches(self, about: &str) -> bool {
        super::operations(about).contains(&self)
    }
}

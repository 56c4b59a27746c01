//! The concepts that the data files give words for.

/// A concept of any class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Concept {
    class: Class,
    index: u16,
}

impl Concept {
    /// Its class.
    pub fn class(self) -> Class {
        self.class
    }

    /// One of 64 bits, which it shares with a few others.
    pub fn bit(self) -> u64 {
        1 << ((u32::from(self.index) + 11 * self.class as u32) % 64)
    }
}

/// A class of concepts.
pub trait Meaning: Copy + Eq + 'static {
    /// Which class it is, in the data files.
    const CLASS: Class;
    /// Every concept of it.
    const EVERY: &'static [Self];
    /// Its name in the data files.
    fn name(self) -> &'static str;
    /// The concept.
    fn concept(self) -> Concept;

    /// The concept, if it is of this class.
    fn of(concept: Concept) -> Option<Self> {
        if concept.class == Self::CLASS { Self::EVERY.get(usize::from(concept.index)).copied() } else { None }
    }
}

macro_rules! concepts {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $id:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $(#[doc = $id] $variant,)*
        }

        impl $name {
            /// Every concept.
            pub const ALL: &[Self] = {
                let all: &[Self] = &[$(Self::$variant,)*];
                assert!(all.len() <= 1 << 16, "more concepts of a class than two bytes can tell apart");
                all
            };

            /// Its name in the data files.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }
        }

        impl Meaning for $name {
            const CLASS: Class = Class::$name;
            const EVERY: &'static [Self] = Self::ALL;

            fn name(self) -> &'static str {
                self.id()
            }

            fn concept(self) -> Concept {
                Concept { class: Class::$name, index: self as u16 }
            }
        }
    };
}

/// The classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// What a section is about: `section.…` in the data files.
    Section,
    /// What a column of a table, or the key of a line, holds: `column.…`.
    Column,
    /// What the key of a `Key: value` line names, where the whole key says no more: `key.…`.
    Key,
    /// Kinds of admin operations: `operation.…`.
    OperationClass,
    /// What a document calls itself: `title.…`.
    Title,
    /// Words that turn the sense of a sentence or a cell: `word.…`.
    Word,
    /// Names of environments: `environment.…`.
    Environment,
    /// Units of time: `unit.…`.
    Unit,
    /// Months: `month.…`.
    Month,
    /// What a smoke test looks at: `check.…`.
    CheckClass,
    /// What is measured while a release runs: `metric.…`.
    Metric,
}

impl Class {
    /// Every class.
    pub const ALL: [Self; 11] = [
        Self::Section,
        Self::Column,
        Self::Key,
        Self::OperationClass,
        Self::Title,
        Self::Word,
        Self::Environment,
        Self::Unit,
        Self::Month,
        Self::CheckClass,
        Self::Metric,
    ];

    /// Its name in the data files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Column => "column",
            Self::Key => "key",
            Self::OperationClass => "operation",
            Self::Title => "title",
            Self::Word => "word",
            Self::Environment => "environment",
            Self::Unit => "unit",
            Self::Month => "month",
            Self::CheckClass => "check",
            Self::Metric => "metric",
        }
    }

    /// Its concepts, by their names in the data files.
    pub fn concept(self, id: &str) -> Option<Concept> {
        fn find<C: Meaning>(id: &str) -> Option<Concept> {
            C::EVERY.iter().find(|concept| concept.name() == id).map(|concept| concept.concept())
        }
        match self {
            Self::Section => find::<Section>(id),
            Self::Column => find::<Column>(id),
            Self::Key => find::<Key>(id),
            Self::OperationClass => find::<OperationClass>(id),
            Self::Title => find::<Title>(id),
            Self::Word => find::<Word>(id),
            Self::Environment => find::<Environment>(id),
            Self::Unit => find::<Unit>(id),
            Self::Month => find::<Month>(id),
            Self::CheckClass => find::<CheckClass>(id),
            Self::Metric => find::<Metric>(id),
        }
    }

    /// The names of its concepts in the data files.
    pub fn names(self) -> Vec<&'static str> {
        fn all<C: Meaning>() -> Vec<&'static str> {
            C::EVERY.iter().map(|concept| concept.name()).collect()
        }
        match self {
            Self::Section => all::<Section>(),
            Self::Column => all::<Column>(),
            Self::Key => all::<Key>(),
            Self::OperationClass => all::<OperationClass>(),
            Self::Title => all::<Title>(),
            Self::Word => all::<Word>(),
            Self::Environment => all::<Environment>(),
            Self::Unit => all::<Unit>(),
            Self::Month => all::<Month>(),
            Self::CheckClass => all::<CheckClass>(),
            Self::Metric => all::<Metric>(),
        }
    }
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
        Lessons = "lessons",
        Audit = "audit",
        PortBinding = "port-binding",
        BackingServices = "backing-services",
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
        PreStop = "pre-stop",
        StartupMeasured = "startup-measured",
        StartupTarget = "startup-target",
        Readiness = "readiness",
        Liveness = "liveness",
        Probe = "probe",
        Endpoint = "endpoint",
        ScalingAxis = "scaling-axis",
        RestartStrategy = "restart-strategy",
        StateKind = "state-kind",
        CrashRecovery = "crash-recovery",
        Variable = "variable",
        Required = "required",
        Password = "password",
        Purpose = "purpose",
        Component = "component",
        Justification = "justification",
        Decision = "decision",
        TaskId = "task-id",
        InvokedBy = "invoked-by",
        Command = "command",
        TaskOrder = "task-order",
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
        Version = "version",
        Licence = "licence",
        Hash = "hash",
        Due = "due",
        Success = "success",
        Lesson = "lesson",
        Rule = "rule",
        Reason = "reason",
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
        Default = "default",
        Example = "example",
        Window = "window",
        Action = "action",
        RiskId = "risk-id",
        Description = "description",
        Exposure = "exposure",
        Likelihood = "likelihood",
        Impact = "impact",
        Acceptance = "acceptance",
        Waiver = "waiver",
        Mitigation = "mitigation",
        CriterionId = "criterion-id",
        Criterion = "criterion",
        Requirement = "requirement",
        Test = "test",
        Result = "result",
        Evidence = "evidence",
        Contact = "contact",
        Availability = "availability",
        EscalateAfter = "escalate-after",
        Frequency = "frequency",
        Phone = "phone",
        EMail = "e-mail",
        CriticalModule = "critical-module",
        ExitCode = "exit-code",
        CompileErrors = "compile-errors",
        LintErrors = "lint-errors",
        LintWarnings = "lint-warnings",
        BaselinePassed = "baseline-passed",
        CandidatePassed = "candidate-passed",
        RegressionRate = "regression-rate",
        SecretsFound = "secrets-found",
        LicenceCheck = "licence-check",
        Findings = "findings",
        Interval = "interval",
        Timeout = "timeout",
        Baseline = "baseline",
        Address = "address",
        Scale = "scale",
        Concurrency = "concurrency",
        EntryPoint = "entry-point",
        Format = "format",
        UsedBy = "used-by",
        Swap = "swap",
        Storage = "storage",
        Durability = "durability",
    }
}

concepts! {
    /// What the key of a line names.
    Key {
        Release = "release",
        Version = "version",
        DocumentRecord = "document-record",
        DocumentAuthor = "document-author",
        LastChange = "last-change",
        Updated = "updated",
        Outputs = "outputs",
        Window = "window",
        Start = "start",
        End = "end",
        Date = "date",
        Zone = "zone",
        Owner = "owner",
        Status = "status",
        Recommendation = "recommendation",
        DecisionId = "decision-id",
        DefectId = "defect-id",
        Severity = "severity",
        Title = "title",
        Workaround = "workaround",
        Category = "category",
        DataLoss = "data-loss",
        Tried = "tried",
        ErrorRate = "error-rate",
        Cpu = "cpu",
        Memory = "memory",
        Connections = "connections",
        Disk = "disk",
        Lag = "lag",
        Targets = "targets",
        Answers = "answers",
        Incidents = "incidents",
        FreeShare = "free-share",
        GateStatus = "gate-status",
        Unmet = "unmet",
        PartlyMet = "partly-met",
        Script = "script",
        Snapshot = "snapshot",
        Reviewer = "reviewer",
        Authorization = "authorization",
        InvokedAt = "invoked-at",
        ExitCode = "exit-code",
        RowsAffected = "rows-affected",
        AxisScaled = "axis-scaled",
        AxisFixed = "axis-fixed",
        LogFile = "log-file",
        Logs = "logs",
        Performer = "performer",
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

    /// Whether a description is of this class.
    pub fn matches(self, about: &str) -> bool {
        super::operations(about).contains(&self)
    }
}

concepts! {
    /// What a smoke test looks at (FD:697-703).
    CheckClass {
        Health = "health",
        Authentication = "authentication",
        Business = "business",
        Database = "database",
        Integration = "integration",
        Monitoring = "monitoring",
    }
}

impl CheckClass {
    /// The words for people.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Health => "health",
            Self::Authentication => "authentication",
            Self::Business => "business operations",
            Self::Database => "the database",
            Self::Integration => "external integrations",
            Self::Monitoring => "monitoring and logging",
        }
    }
}

concepts! {
    /// What is measured while a release runs.
    Metric {
        ErrorRate = "error-rate",
        Latency = "latency",
        Throughput = "throughput",
        Availability = "availability",
        Cpu = "cpu",
        Memory = "memory",
        OutOfMemory = "out-of-memory",
        Restarts = "restarts",
        QueueDepth = "queue-depth",
        CriticalErrors = "critical-errors",
        SmokeTests = "smoke-tests",
        Alerts = "alerts",
    }
}

concepts! {
    /// What a document calls itself.
    Title {
        DeploymentPlan = "deployment-plan",
        Environment = "environment-definition",
        Architecture = "architecture",
        TestEvaluation = "test-evaluation",
        ReleaseNotes = "release-notes",
        AcceptancePlan = "acceptance-plan",
        SupportRunbook = "support-runbook",
        BillOfMaterials = "bill-of-materials",
        ReadinessReview = "readiness-review",
        RiskList = "risk-list",
        Approvals = "approvals",
        Decision = "decision-record",
        AdminCatalog = "admin-catalog",
        AdminTask = "admin-task",
        DefectList = "defect-list",
        ChangeRequest = "change-request",
        GateReport = "gate-report",
        HealthReport = "environment-health-report",
        RollbackValidation = "rollback-validation",
        SupportBriefing = "support-briefing",
        Faq = "faq",
        Changelog = "changelog",
        BuildReport = "build-report",
        RegressionGate = "regression-gate",
        SecurityScan = "security-scan",
        SmokeResults = "smoke-results",
        MonitoringReport = "monitoring-report",
        RollbackRecord = "rollback-record",
        ExecutionLog = "execution-log",
    }
}

concepts! {
    /// Environments, by their normal names.
    Environment {
        Production = "production",
        Staging = "staging",
        Development = "development",
        Test = "test",
        Acceptance = "acceptance",
        Ci = "ci",
        DisasterRecovery = "disaster-recovery",
        Demo = "demo",
        Sandbox = "sandbox",
        Preview = "preview",
    }
}

concepts! {
    /// Units of time.
    Unit {
        Millisecond = "millisecond",
        Second = "second",
        Minute = "minute",
        Hour = "hour",
        Day = "day",
        Week = "week",
    }
}

concepts! {
    /// Months.
    Month {
        January = "january",
        February = "february",
        March = "march",
        April = "april",
        May = "may",
        June = "june",
        July = "july",
        August = "august",
        September = "september",
        October = "october",
        November = "november",
        December = "december",
    }
}

concepts! {
    /// Words that turn the sense of a sentence or a cell.
    Word {
        // Logic
        Not = "not",
        No = "no",
        None = "none",
        NotApplicable = "not-applicable",
        If = "if",
        Proviso = "proviso",
        Demand = "demand",
        Yes = "yes",
        // Decisions
        Approved = "approved",
        Pending = "pending",
        Rejected = "rejected",
        NotAsked = "not-asked",
        ApprovedBy = "approved-by",
        Kubernetes = "kubernetes",
        Compose = "compose",
        Ecs = "ecs",
        Systemd = "systemd",
        Heroku = "heroku",
        Nomad = "nomad",
        CloudRun = "cloud-run",
        BuildsOnly = "builds-only",
        ReleaseAdvised = "release-advised",
        ReleaseAdvisedAgainst = "release-advised-against",
        Recommends = "recommends",
        Go = "go",
        NoGo = "no-go",
        ConditionalGo = "conditional-go",
        Approver = "approver",
        Vote = "vote",
        OptionalApprover = "optional-approver",
        Author = "author",
        RuleHeading = "rule-heading",
        Roadmap = "roadmap",
        Retrospective = "retrospective",
        CriteriaLabel = "criteria-label",
        // States
        DefectClosed = "defect-closed",
        DefectReopened = "defect-reopened",
        DefectFixed = "defect-fixed",
        NoOpenDefects = "no-open-defects",
        Troubleshooting = "troubleshooting",
        Waived = "waived",
        RiskClosed = "risk-closed",
        RiskAccepted = "risk-accepted",
        Remaining = "remaining",
        ConditionMet = "condition-met",
        Good = "good",
        Bad = "bad",
        Expected = "expected",
        Goal = "goal",
        Measured = "measured",
        ReleaseBlocked = "release-blocked",
        DecisionWord = "decision-word",
        // When
        Before = "before",
        During = "during",
        After = "after",
        Begin = "begin",
        End = "end",
        Window = "window",
        Freeze = "freeze",
        CodeFreeze = "code-freeze",
        Weekday = "weekday",
        Barred = "barred",
        Rehearsal = "rehearsal",
        DryRun = "dry-run",
        Release = "release",
        Releases = "releases",
        OClock = "o-clock",
        NextDay = "next-day",
        Previous = "previous",
        Record = "record",
        PreDeployment = "pre-deployment",
        PostDeployment = "post-deployment",
        LeadBefore = "lead-before",
        LeadAfter = "lead-after",
        NextUpdate = "next-update",
        Message = "message",
        // Steps
        Step = "step",
        Phase = "phase",
        Observe = "observe",
        ObservationPeriod = "observation-period",
        Imperative = "imperative",
        Act = "act",
        SetUp = "set-up",
        Ditto = "ditto",
        Prerequisite = "prerequisite",
        PlanNoun = "plan-noun",
        GoingLive = "going-live",
        OtherMatter = "other-matter",
        BlueGreen = "blue-green",
        Canary = "canary",
        Rolling = "rolling",
        BigBang = "big-bang",
        Phased = "phased",
        FeatureToggle = "feature-toggle",
        CheckHow = "check-how",
        SmokeTest = "smoke-test",
        Gate = "gate",
        PullRequest = "pull-request",
        Incident = "incident",
        Emergency = "emergency",
        Standard = "standard",
        Normal = "normal",
        // Going back
        GoBack = "go-back",
        UndoLabel = "undo-label",
        Trigger = "trigger",
        TriggerHeading = "trigger-heading",
        Decides = "decides",
        DecisionNoun = "decision-noun",
        DecisionMaker = "decision-maker",
        OnlyIf = "only-if",
        Backup = "backup",
        Objective = "objective",
        NoWayBack = "no-way-back",
        Partial = "partial",
        NotAtAll = "not-at-all",
        Above = "above",
        Below = "below",
        AtLeast = "at-least",
        AtMost = "at-most",
        Multiple = "multiple",
        Event = "event",
        Vague = "vague",
        SetsOff = "sets-off",
        Interval = "interval",
        Automatic = "automatic",
        Lasting = "lasting",
        InCase = "in-case",
        Then = "then",
        GoesOn = "goes-on",
        NoReturn = "no-return",
        DataRollback = "data-rollback",
        SameVersion = "same-version",
        Redeploy = "redeploy",
        WhenBehind = "when-behind",
        // People
        Role = "role",
        Primary = "primary",
        Secondary = "secondary",
        Escalation = "escalation",
        Manager = "manager",
        Managed = "managed",
        OnCall = "on-call",
        OnCallTool = "on-call-tool",
        ChannelWord = "channel-word",
        Audience = "audience",
        Channel = "channel",
        SentBy = "sent-by",
        Tell = "tell",
        Told = "told",
        // Processes
        OneOff = "one-off",
        Recurring = "recurring",
        Every = "every",
        Runner = "runner",
        Offers = "offers",
        AdminProcess = "admin-process",
        Grace = "grace",
        Kill = "kill",
        NotMeasured = "not-measured",
        Optional = "optional",
        Blocking = "blocking",
        VariableNoun = "variable-noun",
        LeftUnset = "left-unset",
        NotSet = "not-set",
        IfMissing = "if-missing",
        NoStart = "no-start",
        SecretMark = "secret-mark",
        PublicMark = "public-mark",
        OperationPart = "operation-part",
        EnvironmentNoun = "environment-noun",
        PortNoun = "port-noun",
        Prohibition = "prohibition",
        Startup = "startup",
        ProcessName = "process-name",
        Components = "components",
        Passive = "passive",
        NoProcess = "no-process",
        Library = "library",
        Stateless = "stateless",
        Stateful = "stateful",
        LocalState = "local-state",
        Rebuildable = "rebuildable",
        LoggedTo = "logged-to",
        // Admin work
        Denial = "denial",
        NotADenial = "not-a-denial",
        DeniedBehind = "denied-behind",
        ByHand = "by-hand",
        Needed = "needed",
        Filler = "filler",
        Harmless = "harmless",
        Unless = "unless",
        IfAny = "if-any",
        AdminTask = "admin-task",
        UndoImpossible = "undo-impossible",
        UndoNone = "undo-none",
        UndoNeedless = "undo-needless",
        UndoPointer = "undo-pointer",
        Unapproved = "unapproved",
        Executed = "executed",
        AsideLabel = "aside-label",
        PolicyNoun = "policy-noun",
        SignedBy = "signed-by",
        // Parity
        Same = "same",
        SameFiller = "same-filler",
        Unused = "unused",
        SupersededBy = "superseded-by",
        // Tests and defects
        P0 = "p0",
        P1 = "p1",
        P2 = "p2",
        P3 = "p3",
        P4 = "p4",
        NumberedSeverity = "numbered-severity",
        SeverityZero = "severity-zero",
        UnitTest = "unit-test",
        IntegrationTest = "integration-test",
        EndToEndTest = "end-to-end-test",
        AcceptanceTest = "acceptance-test",
        UserAcceptanceTest = "user-acceptance-test",
        PerformanceTest = "performance-test",
        SecurityTest = "security-test",
        Total = "total",
        Passed = "passed",
        Failed = "failed",
        Skipped = "skipped",
        NotRun = "not-run",
        PartlyPassed = "partly-passed",
        Except = "except",
        NotSevere = "not-severe",
        IssueNoun = "issue-noun",
        TestCount = "test-count",
        TestCase = "test-case",
        AllOf = "all-of",
        Coverage = "coverage",
        WithConditions = "with-conditions",
        // Changes
        Breaking = "breaking",
        Added = "added",
        Changed = "changed",
        Deprecated = "deprecated",
        Removed = "removed",
        Fixed = "fixed",
        SecurityFix = "security",
        Workaround = "workaround",
        Severity = "severity",
        Unreleased = "unreleased",
        VersionWord = "version-word",
        FromVersion = "from-version",
        UpgradeStep = "upgrade-step",
        // Left open
        OpenWord = "open-word",
        OpenEnd = "open-end",
        OpenCell = "open-cell",
        OpenAsk = "open-ask",
        OpenNoun = "open-noun",
        OpenCode = "open-code",
        DocumentState = "document-state",
        Finished = "finished",
        Example = "example",
        Label = "label",
        FormatWord = "format-word",
        Template = "template",
    }
}

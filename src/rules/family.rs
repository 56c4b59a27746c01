//! The families of rules: the headings of the procedure.

macro_rules! families {
    ($($variant:ident = $id:literal, $title:literal;)*) => {
        /// A heading of the procedure; the prefix of its rules' ids.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Family {
            $(#[doc = $title] $variant,)*
        }

        impl Family {
            /// Every family, in the order of the procedure.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Prefix of the rule ids.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            /// Title for people.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }
        }
    };
}

families! {
    Hygiene = "HYG", "Dossier";
    Build = "BLD", "Build outputs";
    Tests = "TST", "Test results";
    Defects = "DEF", "Outstanding defects";
    Risks = "RSK", "Risks";
    Approvals = "APR", "Approvals";
    GateReports = "GAT", "Gate reports";
    Change = "CHG", "Change window";
    Environment = "ENV", "Environment health";
    Plan = "PLN", "Deployment plan";
    Communication = "COM", "Communication";
    Execution = "EXE", "Execution oversight";
    Acceptance = "ACC", "Acceptance";
    Runbook = "RBK", "Support runbook";
    Materials = "BOM", "Bill of materials";
    Incident = "INC", "Incident readiness";
    Lessons = "LES", "Lessons learned";
    Outputs = "AO", "Automation outputs";
    Disposability = "IX", "Disposability (Factor IX)";
    Config = "III", "Configuration (Factor III)";
    Admin = "XII", "Admin tasks (Factor XII)";
    Parity = "X", "Tech stack parity (Factor X)";
    Codebase = "I", "Codebase and deploys (Factor I)";
    Dependencies = "II", "Dependencies (Factor II)";
    BackingServices = "IV", "Backing services (Factor IV)";
    Stateless = "VI", "Stateless processes (Factor VI)";
    PortBinding = "VII", "Port binding (Factor VII)";
    Concurrency = "VIII", "Concurrency (Factor VIII)";
    Logs = "XI", "Logs (Factor XI)";
}

impl Family {
    /// The family of a rule id.
    pub fn of(rule: &str) -> Option<Self> {
        let (prefix, _) = rule.rsplit_once('-')?;
        Self::ALL.iter().copied().find(|family| family.id() == prefix)
    }
}

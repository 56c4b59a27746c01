//! What must be so before a release: measured health, a rehearsed way back, passed gates, a planned migration.

use jiff::civil::Date;

use super::{Comparator, DefectSeverity};
use crate::facts::{Phrase, Place};

/// What a health report measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VitalKind {
    /// Status of the answer of a health endpoint.
    Answer,
    /// Percent of the requests that fail.
    Errors,
    /// Percent of the processors in use.
    Cpu,
    /// Percent of the memory in use.
    Memory,
    /// Percent of the database's connections in use.
    Connections,
    /// Percent of the disk in use.
    Disk,
    /// Seconds that a replica lags behind.
    Lag,
    /// Healthy targets behind the load balancer.
    Targets,
    /// Incidents that are not over.
    Incidents,
}

impl VitalKind {
    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Answer => "health endpoint",
            Self::Errors => "error rate",
            Self::Cpu => "CPU",
            Self::Memory => "memory",
            Self::Connections => "database connections",
            Self::Disk => "disk",
            Self::Lag => "replication lag",
            Self::Targets => "healthy targets",
            Self::Incidents => "active incidents",
        }
    }

    /// The unit of its numbers.
    pub fn unit(self) -> &'static str {
        match self {
            Self::Errors | Self::Cpu | Self::Memory | Self::Connections | Self::Disk => " %",
            Self::Lag => " s",
            Self::Answer | Self::Targets | Self::Incidents => "",
        }
    }
}

/// One measured value of a health report.
#[derive(Clone, Debug)]
pub struct Vital {
    /// What was measured.
    pub kind: VitalKind,
    /// The same as written: `CPU, busiest node`.
    pub name: Phrase,
    /// The number, in the unit of its kind: 124 of 400 connections are 31 %.
    pub value: f64,
    /// The limit that stands beside it, in the same unit.
    pub limit: Option<(Comparator, f64)>,
    /// How severe incidents are; none if that is not said.
    pub severities: Vec<DefectSeverity>,
    /// The value as written.
    pub text: Phrase,
}

/// A test of the way back.
#[derive(Clone, Debug)]
pub struct RollbackTest {
    /// The day.
    pub day: Option<Date>,
    /// Whether it came out well, if that is said.
    pub good: Option<bool>,
    /// Whether data was lost, if that is said.
    pub loses_data: Option<bool>,
    /// What says when it was, or the start of its report.
    pub text: Phrase,
    /// What says how it came out, and what of data.
    pub said: Vec<Place>,
}

/// The state that a gate report gives its gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GateState {
    /// PASS, GO, READY, APPROVED.
    Met,
    /// CONDITIONAL, PARTIAL, YELLOW.
    Partly,
    /// PENDING: nobody has decided.
    Open,
    /// FAIL, NO-GO, GAPS, BLOCKED, REJECTED.
    Unmet,
}

/// What a gate report says of its gate as a whole.
#[derive(Clone, Debug)]
pub struct GateStatement {
    /// Name of the line: `Overall Status`.
    pub name: Phrase,
    /// As written.
    pub text: Phrase,
    /// What it means; nothing if its words are not known.
    pub state: Option<GateState>,
}

/// What a plan says of moving data.
#[derive(Clone, Debug)]
pub struct MigrationPlan {
    /// Heading of its section; the plan's title where it has none.
    pub title: Phrase,
    /// It has a section about it, that is filled.
    pub own: bool,
    /// It says that there is nothing to migrate.
    pub denied: bool,
    /// What is made ready before.
    pub preparation: Option<Place>,
    /// What moves the data.
    pub scripts: Option<Place>,
    /// How the result is checked.
    pub validation: Option<Place>,
    /// How the data comes back.
    pub backout: Option<Place>,
    /// A backup or snapshot, anywhere in the plan.
    pub backup: Option<Place>,
    /// That a backup was tried out, anywhere in the plan.
    pub verified: Option<Place>,
}

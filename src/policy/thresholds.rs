//! Numbers that a judgement depends on, grouped as they stand in the policy file.

use serde::{Deserialize, Serialize};

use crate::facts::TestLevel;

/// Percent of the tests that must pass, by level (QG:87, FD:392, HC:118, GC:520, GC:577).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PassRates {
    /// Unit tests.
    pub unit: f64,
    /// Integration tests.
    pub integration: f64,
    /// End-to-end or system tests.
    pub end_to_end: f64,
    /// Acceptance tests.
    pub acceptance: f64,
    /// User acceptance tests.
    pub user_acceptance: f64,
}

impl PassRates {
    /// That of a level; performance and security tests are judged by their own numbers.
    pub fn of(self, level: TestLevel) -> Option<f64> {
        match level {
            TestLevel::Unit => Some(self.unit),
            TestLevel::Integration => Some(self.integration),
            TestLevel::EndToEnd => Some(self.end_to_end),
            TestLevel::Acceptance => Some(self.acceptance),
            TestLevel::UserAcceptance => Some(self.user_acceptance),
            TestLevel::Performance | TestLevel::Security => None,
        }
    }
}

impl Default for PassRates {
    fn default() -> Self {
        Self { unit: 95.0, integration: 100.0, end_to_end: 95.0, acceptance: 98.0, user_acceptance: 90.0 }
    }
}

/// How many findings of a security scan may be open (GC:385, FD:390).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Vulnerabilities {
    /// Critical ones.
    pub critical: f64,
    /// High ones.
    pub high: f64,
}

/// What a healthy environment measures (QG:102-110, DE:429-431).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct HealthLimits {
    /// Percent of the requests that fail: below this.
    pub error_percent: f64,
    /// Percent of the processors in use: below this.
    pub cpu_percent: f64,
    /// Percent of the memory in use: below this.
    pub memory_percent: f64,
    /// Percent of the database's connections in use: below this.
    pub connections_percent: f64,
    /// Percent of the disk in use: below this.
    pub disk_percent: f64,
    /// Seconds that a replica lags behind: below this.
    pub replication_lag_seconds: f64,
    /// Healthy targets behind the load balancer: at least so many.
    pub healthy_targets: f64,
}

impl Default for HealthLimits {
    fn default() -> Self {
        Self {
            error_percent: 1.0,
            cpu_percent: 80.0,
            memory_percent: 85.0,
            connections_percent: 80.0,
            disk_percent: 90.0,
            replication_lag_seconds: 10.0,
            healthy_targets: 2.0,
        }
    }
}

/// What the first hour after a rollout may show (GC:553, QG:543-554).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FirstHour {
    /// Percent of the requests that fail in the first five minutes: at most this.
    pub error_percent: f64,
    /// Percent by which answers take longer than before: at most this.
    pub response_increase_percent: f64,
    /// Critical errors: at most so many.
    pub critical_errors: f64,
}

impl Default for FirstHour {
    fn default() -> Self {
        Self { error_percent: 1.0, response_increase_percent: 20.0, critical_errors: 0.0 }
    }
}

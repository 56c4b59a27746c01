//! The tables and sections that remedies ask for, for those who write them into a document.

pub(crate) use super::acc::{CRITERIA, SIGN_OFFS};
pub(crate) use super::apr::APPROVALS;
pub(crate) use super::com::PLAN as COMMUNICATION;
pub(crate) use super::exe::{PROBES, ROSTER, SMOKE_TESTS, TRIGGERS};
pub(crate) use super::i::TABLE as DEPLOYMENTS;
pub(crate) use super::iii::CATALOG as VARIABLES;
pub(crate) use super::ix::RESTART_TABLE as RESTART;
pub(crate) use super::pln::{MIGRATION, SECTIONS, STEPS_TABLE as STEPS};
pub(crate) use super::x::MATRIX as PARITY;
pub(crate) use super::xii::CATALOG as ADMIN_TASKS;

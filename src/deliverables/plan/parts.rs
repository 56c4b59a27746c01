//! The sections of a deployment plan, and what each is begun with.

use super::bodies::{
    approvals, authority, communication, deployments, field, handover, introduction, migration, new_tasks,
    no_approvals, no_authority, no_checks, no_communication, no_deployments, no_migration, no_probes, no_procedure,
    no_restart, no_roster, no_steps, no_triggers, no_window, probes, procedure, restart, risks, roster, schedule,
    services, smoke_tests, steps, tasks, triggers, unnamed_tasks, variables,
};
use crate::deliverables::cite::{Clerk, Statement};
use crate::vocabulary::Section;

/// A part of a section: a table, or a few lines.
pub(super) struct Block {
    /// The rules that ask for it; the first is named where nothing is known.
    pub(super) rules: &'static [&'static str],
    /// It is put into a section that is there as well, not only into a new one.
    pub(super) grafts: bool,
    /// Whether the plan does not say it yet.
    pub(super) lacking: fn(&Clerk<'_>) -> bool,
    /// Its lines; none if there is nothing to say.
    pub(super) write: fn(&Clerk<'_>, &str) -> Vec<String>,
}

/// A section and its blocks.
pub(super) struct Part {
    /// What it is about.
    pub(super) subject: Section,
    /// Its blocks, in order.
    pub(super) blocks: &'static [Block],
}

const fn table(
    rules: &'static [&'static str],
    lacking: fn(&Clerk<'_>) -> bool,
    write: fn(&Clerk<'_>, &str) -> Vec<String>,
) -> Block {
    Block { rules, grafts: true, lacking, write }
}

const fn lines(rules: &'static [&'static str], write: fn(&Clerk<'_>, &str) -> Vec<String>) -> Block {
    Block { rules, grafts: false, lacking: |_| true, write }
}

/// The sections in the order of the template.
pub(super) const PARTS: [Part; 15] = [
    Part { subject: Section::Introduction, blocks: &[lines(&["HYG-08"], introduction)] },
    Part { subject: Section::Deployments, blocks: &[table(&["I-01"], no_deployments, deployments)] },
    Part {
        subject: Section::Strategy,
        blocks: &[lines(&[], |_, rule| vec![field("Strategy", &Statement::default(), rule)])],
    },
    Part {
        subject: Section::Environments,
        blocks: &[
            lines(&[], services),
            lines(&[], variables),
            lines(&[], |_, rule| vec![field("Prerequisites", &Statement::default(), rule)]),
            table(&["EXE-01"], no_roster, roster),
        ],
    },
    Part { subject: Section::Restart, blocks: &[table(&["IX-01", "IX-02", "IX-09"], no_restart, restart)] },
    Part { subject: Section::Schedule, blocks: &[table(&["CHG-01"], no_window, schedule)] },
    Part { subject: Section::Steps, blocks: &[table(&["PLN-02", "PLN-03", "PLN-04"], no_steps, steps)] },
    Part {
        subject: Section::AdminTasks,
        blocks: &[lines(&["XII-01", "XII-02"], tasks), table(&["XII-01"], unnamed_tasks, new_tasks)],
    },
    Part { subject: Section::Migration, blocks: &[table(&["PLN-09"], no_migration, migration)] },
    Part {
        subject: Section::Verification,
        blocks: &[table(&["EXE-02"], no_probes, probes), table(&["EXE-03"], no_checks, smoke_tests)],
    },
    Part {
        subject: Section::Rollback,
        blocks: &[
            table(&["PLN-07"], no_authority, authority),
            table(&["EXE-04", "PLN-07"], no_triggers, triggers),
            table(&["PLN-07"], no_procedure, procedure),
        ],
    },
    Part { subject: Section::Communication, blocks: &[table(&["COM-07"], no_communication, communication)] },
    Part { subject: Section::Handover, blocks: &[lines(&[], handover)] },
    Part { subject: Section::Risks, blocks: &[lines(&[], risks)] },
    Part { subject: Section::Approvals, blocks: &[table(&["APR-01"], no_approvals, approvals)] },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Rule, skeletons};

    #[test]
    fn the_parts_are_the_sections_of_the_template() {
        for (part, (subject, _)) in PARTS.iter().zip(skeletons::SECTIONS) {
            assert_eq!(part.subject, subject);
            assert!(part.blocks.iter().flat_map(|block| block.rules).all(|rule| Rule::of(rule).is_some()));
        }
    }
}

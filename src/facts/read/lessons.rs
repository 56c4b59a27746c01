//! Lessons and action items: what is done, by whom, until when, and how its success is known.

use super::document::Doc;
use super::{Facts, Phrase};
use crate::facts::Lesson;
use crate::vocabulary::Column;

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    for grid in doc.grids() {
        let listed =
            grid.has(Column::Lesson) || (grid.has(Column::Action) && grid.has_any(&[Column::Due, Column::Success]));
        if !listed || grid.has_any(&[Column::Trigger, Column::RiskId, Column::Rule]) {
            continue;
        }
        for row in &grid.table.rows {
            let action = grid.stated(row, Column::Action).or_else(|| grid.stated(row, Column::Lesson));
            let Some(action) = action.or_else(|| grid.stated(row, Column::Description)) else { continue };
            let date = || grid.stated(row, Column::Date);
            facts.lessons.push(Lesson {
                owner: grid.stated(row, Column::Owner).or_else(|| grid.stated(row, Column::Name)),
                due: grid.stated(row, Column::Due).or_else(date),
                success: grid.stated(row, Column::Success).filter(Phrase::is_stated),
                status: grid.stated(row, Column::Status),
                action,
                at: grid.row(row),
            });
        }
    }
}

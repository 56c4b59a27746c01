//! Tables that the templates prescribe.

use super::meaning::{at as said_at, listed};
use super::{Card, Shown};
use crate::facts::{OpenCell, TableForm, TableFound};

impl Shown for TableFound {
    fn show(&self, card: &mut Card<'_>) {
        let Self { form, columns, environments, rows, open, at } = self;
        let form = match form {
            TableForm::Parity => "parity matrix",
            TableForm::Variables => "variable catalog",
            TableForm::AdminTasks => "admin task catalog",
        };
        card.subject(form, *at);
        for (title, column) in columns {
            card.say("Column", title).say("Holds", column.map(|column| said_at(column.id(), title.at)));
        }
        card.say("Environments", listed(environments)).say("Rows", said_at(rows.to_string(), *at));
        for OpenCell { row, column, at } in open {
            card.say("Left blank", said_at(format!("{column} of {row}"), *at));
        }
    }
}

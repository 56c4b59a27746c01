//! The resource locator table: which variable holds the address of which backing service.

use super::{Phrase, Said};
use crate::facts::read::config;
use crate::facts::read::document::Doc;
use crate::facts::read::grid::Grid;
use crate::facts::read::settings::is_variable_name;
use crate::facts::{BackingService, Facts, Literal};
use crate::outline::Row;
use crate::vocabulary::Column;

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    for grid in doc.grids().filter(is_locator) {
        let Some(lead) = lead(&grid) else { continue };
        facts.backing_services.extend(grid.table.rows.iter().filter_map(|row| from_row(&grid, row, lead)));
    }
}

/// A column of variables beside one that only a locator has; a catalog of variables says what they are for, or their values.
fn is_locator(grid: &Grid<'_>) -> bool {
    let own = grid.has_any(&[Column::Format, Column::UsedBy, Column::Swap]);
    let catalog = grid.has_any(&[Column::Required, Column::Default]) || !grid.environments().is_empty();
    grid.has(Column::Variable) && grid.position(Column::Variable) != Some(0) && own && !catalog
}

/// The column that names the services: the first that holds no variables.
fn lead(grid: &Grid<'_>) -> Option<usize> {
    grid.position(Column::Component).or_else(|| {
        let other = [Column::Variable, Column::Format, Column::UsedBy, Column::Swap, Column::Number];
        (0..grid.table.header.len()).find(|at| grid.meaning(*at).is_none_or(|column| !other.contains(&column)))
    })
}

fn from_row(grid: &Grid<'_>, row: &Row, lead: usize) -> Option<BackingService> {
    let name = Some(grid.nth(row, lead)).filter(Phrase::is_stated)?;
    let variable = grid.cell(row, Column::Variable)?;
    let format = grid.cell(row, Column::Format);
    let literal =
        format.iter().chain([&variable]).find_map(|cell| Some(Said { value: literal(&cell.value)?, at: cell.at }));
    Some(BackingService {
        name,
        variables: variables(&variable.value),
        variable,
        literal,
        format,
        used_by: grid.cell(row, Column::UsedBy),
        swap: grid.cell(row, Column::Swap),
        at: grid.row(row),
    })
}

/// The variables that a cell names. Among other words only names with a `_` are taken for such: "SDK" is none.
fn variables(cell: &str) -> Vec<String> {
    let words = cell.split([' ', ',', '/', '、', '+', '`', '\n']).filter(|word| !word.is_empty());
    let only = words.into_iter().all(|word| is_variable_name(word.trim_end_matches('*')));
    let mut found = config::names(cell);
    found.retain(|name| only || name.contains('_'));
    found
}

/// What a locator writes out: a masked password, an address, or a host with a domain that is no example.
fn literal(text: &str) -> Option<Literal> {
    let words = text.split([' ', '`', ',', '|', '"', '\'', '(', ')']);
    let located = words.filter_map(|word| Some(word.split_once("://")?.1));
    for rest in located {
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
        if user.contains(crate::dossier::secrets::MASK) {
            return Some(Literal::Credential);
        }
        if let Some(host) = written_host(host) {
            return Some(Literal::Host(host));
        }
    }
    None
}

/// A host that stands for nothing else: no `<host>`, `$HOST`, `…`, `db`, `example.com`.
fn written_host(host: &str) -> Option<String> {
    const EXAMPLES: [&str; 5] = ["example.com", "example.org", "example.net", "host.com", "domain.com"];
    const STANDING_FOR: [&str; 9] =
        ["host", "hostname", "server", "domain", "endpoint", "region", "account", "your", "my"];
    let bare = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
    let bare = bare.map_or(host, |(bare, _)| bare).trim_end_matches('.').to_ascii_lowercase();
    let plain = bare.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
    let parts: Vec<&str> = bare.split('.').collect();
    let whole = parts.len() >= 2 && parts.iter().all(|part| !part.is_empty());
    let pattern =
        parts.iter().flat_map(|part| part.split('-')).any(|word| STANDING_FOR.contains(&word) || is_filler(word));
    let example = EXAMPLES.iter().any(|known| bare == *known || bare.ends_with(&format!(".{known}")));
    let local = bare.starts_with("127.") || bare == "0.0.0.0";
    (plain && whole && !pattern && !example && !local).then_some(bare)
}

/// `xxx`, `yyy`.
fn is_filler(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|byte| matches!(byte, b'x' | b'y'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_write_nothing_out() {
        for text in [
            "`postgres://...`",
            "`amqp://...` or `https://sqs.*`",
            "postgres://user:pass@host:5432/db",
            "postgresql://<user>:<password>@<host>/<name>",
            "redis://cache:6379",
            "https://api.example.com/v1",
            "https://<region>.amazonaws.com",
            "https://{account}.blob.core.windows.net",
            "https://your-endpoint.openai.azure.com",
            "URL with scheme `postgres://`",
            "postgres://USER:PASS@HOST/DB",
            "redis://127.0.0.1:6379",
            "URL",
        ] {
            assert_eq!(literal(text), None, "{text}");
        }
    }

    #[test]
    fn addresses_and_credentials_are_found() {
        let host = |host: &str| Some(Literal::Host(host.to_owned()));
        assert_eq!(
            literal("`postgres://orders-db.internal.acme.com:5432/orders`"),
            host("orders-db.internal.acme.com")
        );
        assert_eq!(literal("redis://10.2.0.14:6379"), host("10.2.0.14"));
        assert_eq!(literal("postgres://app:•••••••@db/x"), Some(Literal::Credential));
    }
}

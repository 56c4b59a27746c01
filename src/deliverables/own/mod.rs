//! Templates of the dossier itself. Whoever wrote one may have made a mistake, or mean ill: it gets few steps and little room, a
//! part of the language in which nothing grows unless it is written, and when it fails, the standard document is not lost.

mod guard;
mod limited;

use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind, filters, tests};

use super::cite::Clerk;
use super::common;
use super::escape::{Place, escape};
use super::render::{self, PARTS, Template};
use crate::dossier::Source;
use crate::facts::own::FOOT;
use crate::facts::template_of;
use limited::Limited;

/// Steps of one rendering; bytes that are handled cost steps too.
const FUEL: u64 = 5_000_000;
/// Loops and parts inside others.
const DEPTH: usize = 64;

/// How a document begins that was not written from the dossier's own template.
pub(super) const NOTICE: &str = "> **The dossier's own template was not used.**";

/// Why a template gives no document.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Refusal {
    line: usize,
    reason: String,
}

impl Refusal {
    fn new(line: usize, reason: impl Into<String>) -> Self {
        Self { line, reason: reason.into() }
    }

    fn of(error: &Error) -> Self {
        let reason = match error.kind() {
            ErrorKind::OutOfFuel => "it takes more steps than a template may".to_owned(),
            kind => error.detail().map_or_else(|| kind.to_string(), |detail| format!("{kind}: {detail}")),
        };
        Self::new(error.line().unwrap_or(1), reason)
    }
}

/// The document by the dossier's own template, if it has one: the text, or the notice that goes before the standard document.
pub(super) fn document(clerk: &Clerk<'_>, template: &Template, view: &Value) -> Option<Result<String, String>> {
    let own = find(clerk, template.name)?;
    Some(match render(&own.text, view) {
        Ok(text) => Ok(signed(clerk, own, &text)),
        Err(Refusal { line, reason }) => {
            let text = escape(&format!("{}:{line}: {reason}.", own.path), Place::Line);
            Err(format!("{NOTICE} {text} What follows is the standard document.\n\n"))
        }
    })
}

/// The template for a document; of several, that whose path is the shortest.
fn find<'a>(clerk: &'a Clerk<'_>, name: &str) -> Option<&'a Source> {
    let sources = clerk.reading.sources.iter().map(AsRef::as_ref);
    sources.filter(|source| template_of(&source.path) == Some(name)).min_by_key(|source| source.path.len())
}

fn render(text: &str, view: &Value) -> Result<String, Refusal> {
    let parts: Vec<&str> = PARTS.iter().map(|part| part.name).collect();
    guard::check(text, &parts)?;
    let environment = environment().map_err(|error| Refusal::of(&error))?;
    let template = environment.template_from_str(text).map_err(|error| Refusal::of(&error))?;
    let mut out = Limited::default();
    match template.render_captured_to(view.clone(), &mut out) {
        _ if out.is_full() => Err(Refusal::new(1, format!("it writes more than {} MiB", limited::LIMIT >> 20))),
        Ok(_) => Ok(render::tidy(&out.text())),
        Err(error) => Err(Refusal::of(&error)),
    }
}

/// The language of a dossier's own template: the filters of ours, and those of minijinja that make nothing larger.
fn environment() -> Result<Environment<'static>, Error> {
    let mut environment = Environment::empty();
    render::dress(&mut environment)?;
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(DEPTH);
    environment.add_filter("length", filters::length);
    environment.add_filter("count", filters::length);
    environment.add_filter("first", filters::first);
    environment.add_filter("last", filters::last);
    environment.add_filter("default", filters::default);
    environment.add_filter("upper", filters::upper);
    environment.add_filter("lower", filters::lower);
    environment.add_filter("trim", filters::trim);
    environment.add_filter("sort", filters::sort);
    environment.add_filter("reverse", filters::reverse);
    environment.add_test("defined", tests::is_defined);
    environment.add_test("undefined", tests::is_undefined);
    environment.add_test("none", tests::is_none);
    Ok(environment)
}

/// By the line at its foot a document is known as one of ours when it is read: it is no statement of the team.
fn signed(clerk: &Clerk<'_>, own: &Source, text: &str) -> String {
    let tail = text.lines().rev().take(3).any(|line| line.starts_with(FOOT));
    if tail {
        return text.to_owned();
    }
    let path = escape(&own.path, Place::Line);
    format!("{text}\n---\n\n{} Its template is {path}.\n", common::written(clerk))
}

#[cfg(test)]
mod checks;

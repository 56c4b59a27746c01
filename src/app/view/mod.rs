//! What a person sees. One file for each part of the page.

mod app;
mod correction;
mod dialog;
mod documents;
mod empty;
mod facts;
mod files;
mod focus;
mod gates;
mod header;
mod kind;
mod listen;
mod markdown;
mod message;
mod outcome;
mod outcomes;
mod paste;
mod pickers;
mod printed;
mod review;
mod rules;
mod source;
mod standing;
mod status;
mod text;
mod verdict;

pub(crate) use app::App;

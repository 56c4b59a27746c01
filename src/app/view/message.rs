//! What can happen on the page, and what it does then.

use std::collections::BTreeSet;

use holdpoint::Stage;
use holdpoint::deliverables::Format;
use holdpoint::policy::Profile;
use holdpoint::review::Answer;
use jiff::Timestamp;
use yew::{Callback, Context};

use super::app::{App, FACTS};
use crate::app::example::Example;
use crate::app::intake::{Drop, Found};
use crate::app::route::Route;
use crate::app::session::{Further, Given, Signal, What};
use crate::app::{clock, download};

/// Something happened.
pub(crate) enum Message {
    /// To the session.
    Signal(Signal),
    /// Files are dragged over the page, or no longer.
    Drag(bool),
    /// Something was dropped.
    Drop(Drop),
    /// What was dropped has been looked through; with the number of the drop.
    Found(u32, Found),
    /// Files were chosen.
    Chosen(Found),
    /// Text was pasted under a path.
    Paste(String, String),
    /// An example is wanted.
    Load(Example),
    /// Another address.
    Go(Route),
    /// Another stage.
    Stage(Stage),
    /// Another as-of time.
    AsOf(Timestamp),
    /// The as-of time is to be the present.
    Now,
    /// A dialog is to be shown, or none.
    Ask(Option<Ask>),
    /// All is to be forgotten.
    StartOver,
    /// Outcomes of this answer are to be shown, or no longer.
    Filter(Answer),
    /// More lines of the file shown.
    Further(Further),
    /// Facts that speak of this are wanted.
    Words(String),
    /// More facts are wanted.
    MoreFacts,
    /// A file is of this kind, or, with none, of the one that is recognised.
    Correct(String, Option<String>),
    /// The dossier follows these conventions.
    Adopt(Profile),
    /// The last correction is to be taken back.
    UndoCorrection,
    /// The policy file is to be saved.
    SavePolicy,
    /// What takes long is to be stopped.
    StopWaiting,
    /// A document is to be saved in a format.
    Save(String, Format),
    /// The text of a document was changed.
    Edit(String, String),
    /// Somebody has done with changing a document for now.
    Edited(String),
    /// The changes of a document are to be forgotten.
    Discard(String),
    /// All documents are to be saved as an archive.
    SaveAll,
    /// Documents are shown as they will look, or to be changed.
    Editing(bool),
    /// Something is worth knowing.
    Note(String),
    /// A note has been read.
    Dismiss(u32),
    /// The page is being printed, or no longer.
    Print(bool),
}

/// A dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ask {
    /// For text.
    Paste,
    /// Whether to start over.
    StartOver,
}

/// Where messages go.
pub(crate) type Tell = Callback<Message>;

/// A handler that tells the same each time.
pub(super) fn send<E: 'static>(tell: &Tell, message: impl Fn() -> Message + 'static) -> Callback<E> {
    tell.reform(move |_| message())
}

/// A handler that tells what the event means, if anything.
pub(super) fn when<E: 'static>(tell: &Tell, message: impl Fn(E) -> Option<Message> + 'static) -> Callback<E> {
    let tell = tell.clone();
    Callback::from(move |event| {
        if let Some(message) = message(event) {
            tell.emit(message);
        }
    })
}

/// Answers to show; empty: all.
pub(crate) type Filter = BTreeSet<Answer>;

impl App {
    /// Does what the message says; tells whether there is something new to show.
    pub(super) fn hear(&mut self, context: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Signal(signal) => return self.session.hear(signal),
            Message::Drag(over) => return std::mem::replace(&mut self.dragging, over) != over,
            Message::Drop(drop) => self.drop(context, drop),
            Message::Found(number, found) => {
                self.say(found.notes);
                self.session.found(number, found.given);
            }
            Message::Chosen(found) => {
                self.session.notes.clear_infos();
                self.say(found.notes);
                self.session.give(found.given);
            }
            Message::Paste(path, text) => {
                self.asking = None;
                self.session.give(vec![Given { path, what: What::Text(text) }]);
            }
            Message::Load(example) => {
                let path = example.folder().to_owned();
                self.session.give(vec![Given { path, what: What::Example(example) }]);
            }
            Message::Go(route) => self.go(route),
            Message::Stage(stage) => self.session.set_stage(stage),
            Message::AsOf(time) => self.session.set_as_of(time),
            Message::Now => self.session.set_as_of(clock::now()),
            Message::Ask(ask) => self.asking = ask,
            Message::StartOver => self.start_over(),
            Message::Filter(answer) => {
                if !self.filter.remove(&answer) {
                    self.filter.insert(answer);
                }
            }
            Message::Further(way) => self.session.show_further(way),
            Message::Words(words) => {
                self.words = words;
                self.fact_count = FACTS;
            }
            Message::MoreFacts => self.fact_count += FACTS,
            Message::Correct(path, kind) => self.session.correct(path, kind),
            Message::Adopt(profile) => self.session.adopt(profile),
            Message::UndoCorrection => self.session.undo_correction(),
            Message::SavePolicy => self.save_policy(),
            Message::StopWaiting => self.session.stop_waiting(),
            Message::Save(name, format) => self.session.take(&name, format),
            Message::Edit(name, text) => self.session.edit(&name, text),
            Message::Edited(name) => self.session.edited(&name),
            Message::Discard(name) => self.session.discard(&name),
            Message::SaveAll => self.session.pack(),
            Message::Editing(editing) => self.editing = editing,
            Message::Note(text) => self.session.notes.info(text),
            Message::Dismiss(number) => self.session.notes.dismiss(number),
            Message::Print(printing) => self.printing = printing,
        }
        true
    }

    fn drop(&mut self, context: &Context<Self>, drop: Drop) {
        self.dragging = false;
        self.session.notes.clear_infos();
        if drop.is_empty() {
            self.session.notes.info("That was no file. Use “Paste text” for text.".to_owned());
            return;
        }
        let number = self.session.look();
        context.link().send_future(async move { Message::Found(number, drop.look_through().await) });
    }

    fn say(&mut self, notes: Vec<String>) {
        for note in notes {
            self.session.notes.info(note);
        }
    }

    fn start_over(&mut self) {
        self.asking = None;
        self.filter.clear();
        self.words.clear();
        self.session.start_over();
        super::focus::go_to("#/review");
    }

    fn save_policy(&self) {
        if let Some((path, text)) = self.session.correction() {
            let name = path.rsplit('/').next().unwrap_or(path);
            download::save(name, "application/yaml", &text.as_bytes().into());
        }
    }
}

//! The page as a whole.

use gloo::events::EventListener;
use holdpoint::review::Evidence;
use yew::prelude::*;

use super::focus::{self, Aim};
use super::message::{Ask, Filter, Message, Tell};
use super::{
    correction, dialog, documents, empty, facts, files, header, listen, pickers, printed, review, rules, status,
    verdict,
};
use crate::app::protocol::FactsAsk;
use crate::app::route::{ALL, Mark, Place, Route};
use crate::app::session::Session;

/// Facts shown at first, and added by each step further.
pub(super) const FACTS: usize = 200;

/// The page.
pub(crate) struct App {
    pub(super) session: Session,
    pub(super) route: Route,
    pub(super) filter: Filter,
    pub(super) asking: Option<Ask>,
    pub(super) dragging: bool,
    pub(super) printing: bool,
    /// Documents are shown to be changed.
    pub(super) editing: bool,
    /// What the facts that are shown speak of.
    pub(super) words: String,
    /// How many facts are shown.
    pub(super) fact_count: usize,
    pub(super) tell: Tell,
    /// Where the focus goes once the page shows the new address.
    aim: Option<Aim>,
    _listeners: Vec<EventListener>,
}

impl Component for App {
    type Message = Message;
    type Properties = ();

    fn create(context: &Context<Self>) -> Self {
        let tell = context.link().callback(|message| message);
        Self {
            session: Session::new(context.link().callback(Message::Signal)),
            route: focus::address(),
            filter: Filter::new(),
            asking: None,
            dragging: false,
            printing: false,
            editing: false,
            words: String::new(),
            fact_count: FACTS,
            _listeners: listen::start(&tell),
            tell,
            aim: None,
        }
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        let redraw = self.hear(context, message);
        if redraw {
            let evidence = self.evidence();
            self.session.show(evidence.as_ref());
            self.session.tell_facts(self.facts_ask());
            let written = self.session.documents();
            let shown = written.and_then(|written| documents::shown(&self.route, written));
            if let Some(name) = shown.map(|document| document.name.clone()) {
                self.session.look_through(&name);
            }
        }
        redraw
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let reviewed = self.session.reviewed();
        html! {
            <div class="page" data-test="drop">
                <a class="skip" href="#main" onclick={focus::skip()}>{ "Skip to the content" }</a>
                { header::view(self) }
                { for reviewed.map(|reviewed| verdict::view(reviewed, self.session.progress().is_some_and(|progress| !progress.stands))) }
                { header::places(&self.route) }
                { status::view(self) }
                <main id="main" tabindex="-1">{ self.place() }</main>
                { pickers::view(&self.tell) }
                { dialog::view(self) }
                if self.dragging {
                    <p class="drop-here" aria-hidden="true">{ "Drop to add to the dossier" }</p>
                }
                if self.printing && self.route.place() == Place::Review {
                    { for reviewed.map(|reviewed| printed::view(reviewed)) }
                }
            </div>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if status::mark_document(&self.session) {
            focus::keep();
        }
        if let Some(aim) = self.aim.take() {
            focus::take(aim);
        }
    }
}

impl App {
    fn place(&self) -> Html {
        let place = self.route.place();
        if place == Place::Rules {
            let Route::Rules(chosen) = &self.route else { return Html::default() };
            let reviewed = self.session.reviewed().cloned();
            return html! {
                <>
                    { correction::view(self) }
                    <rules::Rules chosen={chosen.clone()} {reviewed} tell={&self.tell} />
                </>
            };
        }
        let Some(reviewed) = self.session.reviewed() else { return self.unreviewed(place) };
        match place {
            Place::Documents => documents::view(self),
            Place::Facts => facts::view(self, reviewed),
            Place::Files => files::view(self, reviewed),
            Place::Review | Place::Rules => review::view(self, reviewed),
        }
    }

    fn unreviewed(&self, place: Place) -> Html {
        if self.session.held().is_empty() && self.session.progress().is_none() {
            empty::view(place, &self.tell)
        } else {
            files::held(self.session.held())
        }
    }

    /// Moves on to another address.
    pub(super) fn go(&mut self, route: Route) {
        self.aim = focus::aim(&self.route, &route);
        if route.place() != self.route.place() {
            self.words.clear();
            self.fact_count = FACTS;
        }
        self.route = route;
    }

    /// The facts that the address asks for.
    fn facts_ask(&self) -> Option<FactsAsk> {
        let Route::Facts { family, file, .. } = &self.route else { return None };
        Some(FactsAsk {
            family: family.clone().filter(|family| family != ALL),
            file: file.clone(),
            words: self.words.clone(),
            count: self.fact_count,
        })
    }

    /// The evidence that the address asks for.
    pub(super) fn evidence(&self) -> Option<Evidence> {
        if let Route::Facts { at, .. } = &self.route {
            return at.as_ref().and_then(Mark::place);
        }
        let spot = self.route.spot()?;
        let reviewed = self.session.reviewed()?;
        let outcome = reviewed.review.outcomes.iter().filter(|outcome| outcome.rule == spot.rule).nth(spot.nth - 1)?;
        outcome.evidence.get(spot.evidence - 1).cloned()
    }
}

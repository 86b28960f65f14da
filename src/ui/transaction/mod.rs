//! The whole transaction: the picture, its steps as a list, and the picture as a file. Narrow screens have the list alone.

mod drawn;
mod file;

use std::sync::Arc;

use ackademy_engine::player::Player;

use web_sys::{Element, ScrollLogicalPosition};

use super::browser;
use super::dom::{Tag, View, many, tag};
use super::header::header;
use super::page::{Page, Shown};
use super::pieces::{look, words};
use super::route::Place;
use crate::FULL;
use crate::i18n::message;
use crate::session::{SEED, Session};
use crate::t;
use crate::viewmodel::transaction_picture::{
    SCENE, TransactionPicture, TransactionStep, run_to_rest, transaction_picture, transaction_scene,
};

/// The picture, the run that it tells of, and the step that is looked at.
#[derive(Clone, PartialEq)]
pub struct TransactionShown {
    picture: Arc<TransactionPicture>,
    /// `None`: the picture as a whole.
    step: Option<usize>,
    /// The picture's text, where the page around may keep it from being saved.
    text: Option<String>,
}

impl TransactionShown {
    /// What is shown at a place of the site.
    pub fn at(place: Place) -> Option<TransactionShown> {
        (FULL && place == Place::Transaction).then(TransactionShown::new)
    }

    /// The picture of its own scene, whole.
    pub fn new() -> TransactionShown {
        let mut player = Player::new(Arc::new(transaction_scene()), SEED);
        run_to_rest(&mut player);
        let picture = transaction_picture(&player).expect("the scene has a stream application");
        TransactionShown {
            picture: Arc::new(picture),
            step: None,
            text: None,
        }
    }

    /// The whole picture comes before the first step and after the last.
    fn next(&self, forward: bool) -> Option<usize> {
        if forward {
            Some(self.step.map_or(1, |step| step + 1))
        } else {
            Some(self.step.map_or(self.picture.steps.len(), |step| step - 1))
        }
    }

    fn go(&mut self, step: Option<usize>) {
        let last = self.picture.steps.len();
        self.step = step.filter(|step| (1..=last).contains(step));
    }
}

/// The page of the picture.
pub fn transaction_page(page: Page, shown: &Shown, it: &TransactionShown) -> View {
    let main = tag("main", "transaction")
        .with(heading(page))
        .with(drawn::drawn(page, it))
        .with(steps(page, it))
        .with(words(
            page,
            "p",
            "transaction__left-out",
            &t!("picture-left-out"),
        ));
    tag("div", "app app--reading")
        .with(header(page, shown))
        .with(main)
        .with(controls(page, it))
        .with(file::text_bar(page, it))
        .into()
}

fn heading(page: Page) -> Tag {
    tag("div", "transaction__head")
        .with(words(
            page,
            "h1",
            "transaction__title",
            &t!("picture-title"),
        ))
        .with(words(page, "p", "transaction__lead", &t!("picture-lead")))
}

fn steps(page: Page, it: &TransactionShown) -> Tag {
    tag("ol", "transaction__steps")
        .set("aria-label", page.text(&t!("picture-steps-label")))
        .with(many(&it.picture.steps, |step| line(page, it, step)))
}

fn line(page: Page, it: &TransactionShown, step: &TransactionStep) -> Tag {
    let number = step.number;
    let is_current = it.step == Some(number);
    let class = look(
        "transaction__step",
        &[(is_current, "transaction__step--now")],
    );
    let button = tag("button", class)
        .set_some("aria-current", is_current.then_some("step"))
        .on("click", move |_| go(page, Some(number)))
        .with(tag("span", "transaction__number").with(number.to_string()))
        .with(
            tag("span", "transaction__text")
                .with(words(page, "b", "transaction__what", &step.label))
                .with(way(page, it, step))
                .with(words(page, "span", "", &step.text)),
        );
    tag("li", "").with(button)
}

/// Who turns to whom, in words.
fn way(page: Page, it: &TransactionShown, step: &TransactionStep) -> View {
    let name = |lane| {
        let heads = it.picture.heads.iter();
        let head = heads.clone().find(|(other, ..)| *other == lane);
        head.map_or_else(String::new, |(_, name, _)| page.text(name))
    };
    let arrow = step.arrows.first().map(|arrow| {
        let way = message("picture-way")
            .with("from", name(arrow.from))
            .with("to", name(arrow.to));
        words(page, "span", "transaction__way", &way)
    });
    arrow.into()
}

/// The same run on the stage, at the moment of the step.
fn stage_button(page: Page, it: &TransactionShown) -> View {
    let step = it.step.and_then(|step| it.picture.steps.get(step - 1));
    let button = step.map(|step| {
        let position = step.position;
        tag("button", "button button--small")
            .on("click", move |_| {
                page.replace(Session::untouched(SCENE.0, SCENE.1, position));
                let _ = browser::window()
                    .location()
                    .set_hash(Place::Playground.href());
            })
            .with(page.text(&t!("picture-stage")))
    });
    button.into()
}

/// The keys of the transport go through the steps here. Returns whether it was one.
pub fn transaction_key(page: Page, key: &str) -> bool {
    let forward = match key {
        "." => true,
        "," => false,
        _ => return false,
    };
    let step = page.look(|shown| shown.transaction.as_ref().and_then(|it| it.next(forward)));
    go(page, step);
    true
}

fn go(page: Page, step: Option<usize>) {
    page.change(|shown| {
        if let Some(it) = &mut shown.transaction {
            it.go(step);
        }
    });
    wasm_bindgen_futures::spawn_local(async { bring_into_view() });
}

/// The row of the step, or its line in the list where there is no picture.
fn bring_into_view() {
    let visible = |element: &Element| element.get_bounding_client_rect().height() > 0.0;
    let row = browser::find(".transaction__row").filter(visible);
    if let Some(element) = row.or_else(|| browser::find(".transaction__step--now")) {
        browser::scroll_to(&element, ScrollLogicalPosition::Nearest);
    }
}

/// Step by step, what is said of the step, and the file.
fn controls(page: Page, it: &TransactionShown) -> Tag {
    let last = it.picture.steps.len();
    let button = |class: &'static str, name: String, to: Option<usize>, disabled: bool| {
        tag("button", class)
            .flag("aria-disabled", disabled)
            .on("click", move |_| go(page, to))
            .with(name)
    };
    let back = page.text(&t!("picture-back"));
    let next = page.text(&t!("picture-next"));
    let whole = page.text(&t!("picture-whole"));
    let told = it.step.and_then(|step| it.picture.steps.get(step - 1));
    let told = told.map_or_else(
        || page.text(&message("picture-all").with("count", last)),
        |step| {
            let sentence = message("picture-told")
                .with("number", step.number)
                .with("count", last)
                .with("text", step.text.clone());
            page.text(&sentence)
        },
    );
    tag("section", "transaction__controls")
        .set("aria-label", page.text(&t!("transport-label")))
        .with(button(
            "button button--small",
            back,
            it.next(false),
            it.step == Some(1),
        ))
        .with(
            button(
                "button button--strong",
                next,
                it.next(true),
                it.step == Some(last),
            )
            .mark("data-primary"),
        )
        .with(button(
            "button button--small transaction__all",
            whole,
            None,
            it.step.is_none(),
        ))
        .with(
            tag("p", "transaction__told")
                .set("role", "status")
                .with(told),
        )
        .with(stage_button(page, it))
        .with(file::save_button(page, it))
}

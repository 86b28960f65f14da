//! What a teacher pastes, made by choosing, with the result beside it.

mod fields;
mod result;
mod subject;

use std::sync::Arc;

use ackademy_engine::scenario::{Pipeline, Preset};
use ackademy_lesson::Prose;

use crate::FULL;
use crate::embed::{Choice, Form, HEIGHTS, Hidden, Locked, Moment};
use crate::i18n::{Message, languages, message};
use crate::t;
use crate::ui::dom::{Tag, View, many, tag};
use crate::ui::header::header;
use crate::ui::page::{Page, Shown};
use crate::ui::pieces::words;
use crate::ui::route::{self, Place};
use fields::{check, group, pick};

pub use subject::follow;

/// What is chosen so far.
#[derive(Clone)]
pub struct MakerShown {
    choice: Arc<Choice>,
    form: Form,
    is_copied: bool,
    /// Each pipeline under each preset, with its link.
    scenes: Arc<Vec<(Pipeline, Preset, Moment)>>,
    /// The words of the lesson that is chosen, with its folder.
    prose: Option<(String, Arc<Prose>)>,
    /// Why what was pasted leads nowhere.
    wrong: Option<Message>,
    /// Counts what was changed: each time the preview begins anew.
    turn: usize,
}

impl MakerShown {
    /// What is shown at a place of the site: what its address holds, or else the playground.
    pub fn at(place: Place) -> Option<MakerShown> {
        if !FULL || place != Place::Embed {
            return None;
        }
        let (moment, wrong) = match route::to_embed().map(|text| subject::understood(&text)) {
            None => (Moment::Playground, None),
            Some(Ok(moment)) => (moment, None),
            Some(Err(why)) => (Moment::Playground, why),
        };
        Some(MakerShown {
            choice: Arc::new(Choice::of(route::site(), moment)),
            form: Form::Frame,
            is_copied: false,
            scenes: Arc::new(subject::scenes()),
            prose: None,
            wrong,
            turn: 0,
        })
    }

    fn change(&mut self, change: impl FnOnce(&mut Choice)) {
        change(Arc::make_mut(&mut self.choice));
        self.is_copied = false;
        self.turn += 1;
    }
}

fn change(page: Page, change: impl FnOnce(&mut Choice)) {
    page.change(|shown| {
        if let Some(it) = &mut shown.maker {
            it.change(change);
        }
    });
}

fn hidden_name(part: Hidden) -> Message {
    match part {
        Hidden::Header => t!("embed-hide-header"),
        Hidden::Panel => t!("embed-hide-panel"),
        Hidden::Verdict => t!("embed-hide-verdict"),
        Hidden::Transport => t!("embed-hide-transport"),
        Hidden::Diagram => t!("embed-hide-diagram"),
    }
}

fn locked_name(part: Locked) -> Message {
    match part {
        Locked::Settings => t!("embed-lock-settings"),
        Locked::Faults => t!("embed-lock-faults"),
        Locked::Orders => t!("embed-lock-orders"),
    }
}

/// The page.
pub fn maker_page(page: Page, shown: &Shown, it: &MakerShown) -> View {
    let form = tag("section", "maker__form")
        .with(words(page, "h1", "maker__title", &t!("embed-title")))
        .with(words(page, "p", "maker__lead", &t!("embed-lead")))
        .with(subject::subject(page, shown, it))
        .with(choices(page, it));
    tag("div", "app app--reading")
        .with(header(page, shown))
        .with(
            tag("main", "maker")
                .with(form)
                .with(result::result(page, shown, it)),
        )
        .into()
}

fn choices(page: Page, it: &MakerShown) -> View {
    let choice = &it.choice;
    View::Row(vec![
        looks(page, choice),
        group(page, &t!("embed-hide"), hidden(page, choice)).into(),
        group(page, &t!("embed-lock"), locked(page, choice)).into(),
        check(
            page,
            &t!("embed-without-storage"),
            choice.without_storage,
            |choice| choice.without_storage = !choice.without_storage,
        )
        .into(),
    ])
}

/// Language, colours, height.
fn looks(page: Page, choice: &Choice) -> View {
    let own = || (String::new(), page.text(&t!("embed-readers-own")));
    let tags = languages().map(|it| (it.tag.to_owned(), it.name.to_owned()));
    let language = pick(
        page,
        &t!("embed-language"),
        choice.language.as_deref().unwrap_or_default(),
        std::iter::once(own()).chain(tags),
        move |value| {
            change(page, |choice| choice.language = some(value));
            subject::fetch_words(page);
        },
    );
    let themes = [
        own(),
        ("light".to_owned(), page.text(&t!("embed-light"))),
        ("dark".to_owned(), page.text(&t!("embed-dark"))),
    ];
    let theme = pick(
        page,
        &t!("embed-theme"),
        choice.theme.as_deref().unwrap_or_default(),
        themes,
        move |value| change(page, |choice| choice.theme = some(value)),
    );
    let heights = HEIGHTS.map(|height| {
        let name = message("embed-pixels").with("count", i64::from(height));
        (height.to_string(), page.text(&name))
    });
    let height = pick(
        page,
        &t!("embed-height"),
        &choice.height.to_string(),
        heights,
        move |value| {
            if let Ok(height) = value.parse() {
                change(page, |choice| choice.height = height);
            }
        },
    );
    View::Row(vec![language.into(), theme.into(), height.into()])
}

fn hidden(page: Page, choice: &Choice) -> View {
    many(Hidden::ALL, |part| {
        let on = choice.hidden.contains(&part);
        check(page, &hidden_name(part), on, move |choice| {
            toggle(&mut choice.hidden, part);
        })
    })
}

fn locked(page: Page, choice: &Choice) -> View {
    many(Locked::ALL, |part| {
        let on = choice.locked.contains(&part);
        check(page, &locked_name(part), on, move |choice| {
            toggle(&mut choice.locked, part);
        })
    })
}

fn some(value: String) -> Option<String> {
    Some(value).filter(|value| !value.is_empty())
}

fn toggle<T: PartialEq>(list: &mut Vec<T>, item: T) {
    match list.iter().position(|other| *other == item) {
        Some(at) => drop(list.remove(at)),
        None => list.push(item),
    }
}

/// A line of words below a field.
fn told(page: Page, class: &'static str, message: &Message) -> Tag {
    words(page, "p", class, message)
}

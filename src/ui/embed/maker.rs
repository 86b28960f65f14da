//! What a teacher pastes, made by choosing, with the result beside it.

use std::sync::Arc;

use crate::FULL;
use crate::embed::{Choice, Form, Hidden, Locked, snippet};
use crate::i18n::{Bundle, Message, languages};
use crate::t;
use crate::ui::browser::{value_of, window};
use crate::ui::clipboard;
use crate::ui::dom::{Tag, View, many, tag};
use crate::ui::header::header;
use crate::ui::page::{Page, Shown};
use crate::ui::pieces::words;
use crate::ui::route::Place;

/// What is chosen so far.
#[derive(Clone, PartialEq)]
pub struct MakerShown {
    choice: Arc<Choice>,
    form: Form,
    is_copied: bool,
}

impl MakerShown {
    /// What is shown at a place of the site. The frame's title is in the learner's language.
    pub fn at(place: Place, bundle: &Bundle) -> Option<MakerShown> {
        let title = || bundle.format(&t!("embed-frame-title"));
        (FULL && place == Place::Embed).then(|| MakerShown::new(title()))
    }

    /// A frame with the playground.
    pub fn new(title: String) -> MakerShown {
        let href = window().location().href().unwrap_or_default();
        let page = href.split(['#', '?']).next().unwrap_or_default();
        let base = page.rsplit_once('/').map_or("", |(folder, _)| folder);
        let choice = Choice {
            base: format!("{base}/"),
            fragment: fragment(Place::Playground).to_owned(),
            title,
            ..Choice::default()
        };
        MakerShown {
            choice: Arc::new(choice),
            form: Form::Frame,
            is_copied: false,
        }
    }
}

/// What can be embedded.
const PLACES: [Place; 3] = [Place::FirstMinute, Place::Playground, Place::Transaction];

fn place_name(place: Place) -> Message {
    match place {
        Place::FirstMinute => t!("embed-first-minute"),
        Place::Transaction => t!("picture-title"),
        _ => t!("nav-playground"),
    }
}

/// What stands after the `#` of its address.
fn fragment(place: Place) -> &'static str {
    place.href().trim_start_matches('#')
}

fn form_name(form: Form) -> Message {
    match form {
        Form::Frame => t!("embed-frame"),
        Form::Markdown => t!("embed-markdown"),
        Form::Link => t!("embed-link"),
        Form::Element => t!("embed-element"),
    }
}

fn hidden_name(part: Hidden) -> Message {
    match part {
        Hidden::Header => t!("embed-hide-header"),
        Hidden::Panel => t!("embed-hide-panel"),
        Hidden::Verdict => t!("embed-hide-verdict"),
        Hidden::Transport => t!("embed-hide-transport"),
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
        .with(choices(page, it));
    let result = tag("section", "maker__result")
        .set("aria-label", page.text(&t!("embed-result")))
        .with(forms(page, it))
        .with(code(page, it))
        .with(preview(page, it));
    tag("div", "app app--reading")
        .with(header(page, shown))
        .with(tag("main", "maker").with(form).with(result))
        .into()
}

fn choices(page: Page, it: &MakerShown) -> View {
    let choice = &it.choice;
    let place = pick(
        page,
        &t!("embed-place"),
        &choice.fragment,
        |choice, value| {
            choice.fragment = value;
        },
    );
    let place = place.options(PLACES.map(|place| (fragment(place), page.text(&place_name(place)))));
    let language = pick(
        page,
        &t!("embed-language"),
        choice.language.as_deref().unwrap_or_default(),
        |choice, value| choice.language = some(value),
    );
    let mut tags = vec![("", page.text(&t!("embed-readers-own")))];
    tags.extend(languages().map(|it| (it.tag, it.name.to_owned())));
    let theme = pick(
        page,
        &t!("embed-theme"),
        choice.theme.as_deref().unwrap_or_default(),
        |choice, value| choice.theme = some(value),
    );
    let themes = [
        ("", page.text(&t!("embed-readers-own"))),
        ("light", page.text(&t!("embed-light"))),
        ("dark", page.text(&t!("embed-dark"))),
    ];
    let hidden = many(Hidden::ALL, |part| {
        let on = choice.hidden.contains(&part);
        check(page, &hidden_name(part), on, move |choice| {
            toggle(&mut choice.hidden, part);
        })
    });
    let locked = many(Locked::ALL, |part| {
        let on = choice.locked.contains(&part);
        check(page, &locked_name(part), on, move |choice| {
            toggle(&mut choice.locked, part);
        })
    });
    let storage = check(
        page,
        &t!("embed-without-storage"),
        choice.without_storage,
        |choice| choice.without_storage = !choice.without_storage,
    );
    View::Row(vec![
        place.into(),
        language.options(tags).into(),
        theme.options(themes).into(),
        group(page, &t!("embed-hide"), hidden).into(),
        group(page, &t!("embed-lock"), locked).into(),
        storage.into(),
    ])
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

fn change(page: Page, change: impl FnOnce(&mut Choice)) {
    page.change(|shown| {
        if let Some(it) = &mut shown.maker {
            change(Arc::make_mut(&mut it.choice));
            it.is_copied = false;
        }
    });
}

fn group(page: Page, name: &Message, inside: View) -> Tag {
    tag("fieldset", "maker__group")
        .with(words(page, "legend", "maker__name", name))
        .with(inside)
}

fn check(
    page: Page,
    name: &Message,
    on: bool,
    toggle: impl Fn(&mut Choice) + Copy + 'static,
) -> Tag {
    let input = tag("input", "")
        .set("type", "checkbox")
        .is("checked", on)
        .on("change", move |_| change(page, toggle));
    tag("label", "maker__check")
        .with(input)
        .with(page.text(name))
}

struct Pick {
    page: Page,
    name: String,
    value: String,
    set: fn(&mut Choice, String),
}

fn pick(page: Page, name: &Message, value: &str, set: fn(&mut Choice, String)) -> Pick {
    Pick {
        page,
        name: page.text(name),
        value: value.to_owned(),
        set,
    }
}

impl Pick {
    fn options(self, options: impl IntoIterator<Item = (&'static str, String)>) -> Tag {
        let (page, set) = (self.page, self.set);
        let options = many(options, |(value, name)| {
            tag("option", "")
                .set("value", value)
                .is("selected", value == self.value)
                .with(name)
        });
        let select = tag("select", "maker__select")
            .on("change", move |event| {
                let value = value_of(event);
                change(page, |choice| set(choice, value));
            })
            .with(options);
        tag("label", "maker__pick")
            .with(tag("span", "maker__name").with(self.name))
            .with(select)
    }
}

fn forms(page: Page, it: &MakerShown) -> Tag {
    let radios = many(Form::ALL, |form| {
        let input = tag("input", "")
            .set("type", "radio")
            .set("name", "form")
            .is("checked", it.form == form)
            .on("change", move |_| {
                page.change(|shown| {
                    if let Some(it) = &mut shown.maker {
                        it.form = form;
                        it.is_copied = false;
                    }
                });
            });
        tag("label", "maker__check")
            .with(input)
            .with(page.text(&form_name(form)))
    });
    group(page, &t!("embed-form"), radios)
}

fn code(page: Page, it: &MakerShown) -> View {
    let text = snippet(it.form, &it.choice);
    let name = if it.is_copied {
        t!("embed-copied")
    } else {
        t!("embed-copy")
    };
    let copied = text.clone();
    let copy = tag("button", "button button--strong")
        .on("click", move |_| copy_text(page, copied.clone()))
        .with(page.text(&name));
    View::Row(vec![
        tag("pre", "maker__code")
            .set("tabindex", "0")
            .set("aria-label", page.text(&t!("embed-result")))
            .with(tag("code", "").with(text))
            .into(),
        copy.into(),
    ])
}

/// Where a page may not write to the clipboard, the text is still there to be copied by hand.
fn copy_text(page: Page, text: String) {
    clipboard::copy(text, move || {
        page.change(|shown| {
            if let Some(it) = &mut shown.maker {
                it.is_copied = true;
            }
        });
    });
}

fn preview(page: Page, it: &MakerShown) -> Tag {
    tag("iframe", "maker__preview")
        .set("title", page.text(&t!("embed-preview")))
        .set("sandbox", "allow-scripts")
        .set("loading", "lazy")
        .set("src", it.choice.address("embed.html"))
}

//! In which form, what to copy, and how it will look.

use super::subject::{language, title};
use super::{MakerShown, group};
use crate::embed::{Choice, Form, snippet};
use crate::i18n::Message;
use crate::t;
use crate::ui::clipboard;
use crate::ui::dom::{Tag, View, many, tag, when};
use crate::ui::page::{Page, Shown};

pub(super) fn result(page: Page, shown: &Shown, it: &MakerShown) -> Tag {
    let choice = Choice {
        title: title(page, shown, it),
        ..(*it.choice).clone()
    };
    let language = language(shown, it);
    tag("section", "maker__result")
        .set("aria-label", page.text(&t!("embed-result")))
        .with(forms(page, it))
        .with(code(page, it, snippet(it.form, &choice, &language)))
        .with(preview(page, it, &choice, &language))
}

fn form_name(form: Form) -> Message {
    match form {
        Form::Frame => t!("embed-frame"),
        Form::Markdown => t!("embed-markdown"),
        Form::Link => t!("embed-link"),
        Form::Element => t!("embed-element"),
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

fn code(page: Page, it: &MakerShown, text: String) -> View {
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

/// What stands in the course page: the frame, or the link alone or with its picture.
fn preview(page: Page, it: &MakerShown, choice: &Choice, language: &str) -> Tag {
    let link = |inside: View| {
        tag("p", "maker__linked").with(
            tag("a", "maker__link")
                .set("href", choice.address(""))
                .with(inside),
        )
    };
    let picture = || {
        tag("img", "maker__picture")
            .set("src", choice.picture(language))
            .set("alt", choice.title.clone())
    };
    let inside = match it.form {
        Form::Markdown => link(picture().into()).into(),
        Form::Link => link(choice.address("").into()).into(),
        Form::Frame | Form::Element => frame(page, it, choice),
    };
    tag("section", "maker__shown")
        .set("aria-label", page.text(&t!("embed-preview")))
        .with(inside)
}

/// A frame goes elsewhere with all that was done in it unless another takes its place.
fn frame(page: Page, it: &MakerShown, choice: &Choice) -> View {
    many([0, 1], |place| {
        when(it.turn % 2 == place, || {
            tag("iframe", "maker__preview")
                .set("title", page.text(&t!("embed-preview")))
                .set("sandbox", "allow-scripts")
                .set("loading", "lazy")
                .set("style", format!("height:{}px", choice.height))
                .set("src", choice.address("embed.html"))
        })
    })
}

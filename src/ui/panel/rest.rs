//! What the first minute says while the full page is loaded, and where that fails. The run stays as it is meanwhile.

use super::super::dom::{Tag, View, tag};
use super::super::handover::{self, Rest};
use super::super::page::{Page, Shown};
use super::super::pieces::words;
use crate::i18n::Message;
use crate::t;

/// What is to be said, if anything.
pub fn rest_bar(page: Page, shown: &Shown) -> View {
    match shown.rest {
        Rest::Unasked => View::Nothing,
        Rest::Loading => bar(
            page,
            &t!("rest-loading"),
            "notice notice--soon",
            View::Nothing,
        ),
        Rest::Failed => {
            let again =
                small_button(page, &t!("rest-retry")).on("click", move |_| handover::fetch(page));
            let stay = small_button(page, &t!("rest-stay")).on("click", move |_| page.stay());
            let buttons = View::Row(vec![again.into(), stay.into()]);
            bar(page, &t!("rest-failed"), "notice", buttons)
        }
    }
}

fn small_button(page: Page, text: &Message) -> Tag {
    tag("button", "button button--small").with(page.text(text))
}

fn bar(page: Page, text: &Message, look: &'static str, buttons: View) -> View {
    let text = words(page, "p", "notice__text", text);
    let notice = tag("div", look).mark("data-layer").with(text).with(buttons);
    tag("div", "notice-place")
        .set("role", "status")
        .with(notice)
        .into()
}

//! What the page around asks for. Nobody else is listened to.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::MessageEvent;

use super::parameters;
use super::tell::tell;
use crate::embed::{Command, Report, command};
use crate::i18n::best_language;
use crate::session::Intent;
use crate::ui::browser::{self, window};
use crate::ui::language;
use crate::ui::page::Page;

/// Listens to the page around for as long as ours is there.
pub fn listen(page: Page) {
    if !browser::is_framed() {
        return;
    }
    browser::listen("message", move |event| {
        let Some(event) = event.dyn_ref::<MessageEvent>() else {
            return;
        };
        if !is_from_host(event) {
            return;
        }
        match command(|name| text_of(&event.data(), name)) {
            Ok(command) => follow(page, command),
            Err(refusal) => {
                if let Some(reason) = refusal.reason() {
                    tell(&Report::Refused(reason));
                }
            }
        }
    });
}

fn is_from_host(event: &MessageEvent) -> bool {
    let parent = window().parent().ok().flatten();
    let is_parent = parent.is_some_and(|parent| {
        event
            .source()
            .is_some_and(|source| JsValue::from(source) == JsValue::from(parent))
    });
    let host = parameters().host.as_deref();
    is_parent && host.is_none_or(|host| event.origin() == host)
}

/// A field as text; whole numbers as people write them.
fn text_of(data: &JsValue, name: &str) -> Option<String> {
    let value = Reflect::get(data, &name.into()).ok()?;
    let number = || value.as_f64().filter(|number| number.fract() == 0.0);
    value.as_string().or_else(|| {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a version is a small number"
        )]
        number().map(|number| (number as i64).to_string())
    })
}

fn follow(page: Page, command: Command) {
    let playing = page.peek(crate::session::Session::is_playing);
    match command {
        Command::Play if !playing => page.ask(Intent::TogglePlay),
        Command::Play => {}
        Command::Pause => page.ask(Intent::Pause),
        Command::Step => page.ask(Intent::Step),
        Command::Load(moment) => {
            let _ = window().location().set_hash(&moment);
        }
        Command::Language(tag) => {
            let language = best_language([tag.as_str()]);
            if language.tag == tag {
                language::switch(page, language.tag);
            } else {
                tell(&Report::Refused(format!("language {tag:.20} is not there")));
            }
        }
    }
}

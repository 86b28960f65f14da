//! What the page around asks for. Nobody else is listened to.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, MessageEvent};

use super::parameters;
use super::tell::tell;
use crate::embed::{Command, Moment, Refusal, Report, command};
use crate::i18n::{best_language, message};
use crate::session::{Intent, Session};
use crate::share::{self, Link, LinkError};
use crate::ui::browser::{self, window};
use crate::ui::page::Page;
use crate::ui::transaction::transaction_key;
use crate::ui::{language, lesson};

/// Listens to the page around for as long as ours is there.
pub fn listen(page: Page) {
    if !browser::is_framed() {
        return;
    }
    open_links(page);
    // Drawn anew, the page tells its height.
    browser::listen("resize", move |_| page.change(|_| ()));
    browser::listen("message", move |event| {
        let Some(event) = event.dyn_ref::<MessageEvent>() else {
            return;
        };
        if !is_from_host(event) {
            return;
        }
        let followed = command(|name| text_of(&event.data(), name));
        if let Err(refusal) = followed.and_then(|command| follow(page, command)) {
            refuse(&refusal);
        }
    });
}

/// A frame may be kept from opening pages; then the address is told, so that nobody presses in vain.
fn open_links(page: Page) {
    browser::listen("click", move |event| {
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        let link = target.and_then(|it| it.closest("a[target=_blank]").ok().flatten());
        let Some(address) = link.and_then(|link| link.get_attribute("href")) else {
            return;
        };
        event.prevent_default();
        match window().open_with_url_and_target(&address, "_blank") {
            Ok(Some(opened)) => drop(opened.set_opener(&JsValue::NULL)),
            _ => page.tell(message("notice-link-blocked").with("address", address)),
        }
    });
}

fn refuse(refusal: &Refusal) {
    if let Some(reason) = refusal.reason() {
        tell(&Report::Refused(reason));
    }
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

fn follow(page: Page, command: Command) -> Result<(), Refusal> {
    match command {
        Command::Load(text) => return load(page, &text),
        Command::Language(tag) => {
            let language = best_language([tag.as_str()]);
            // Another one is what is given to those who asked for none that is there.
            let primary = tag.split(['-', '_']).next().unwrap_or_default();
            if !primary.eq_ignore_ascii_case(language.tag) {
                return Err(Refusal::NoLanguage(tag));
            }
            language::switch(page, language.tag);
        }
        Command::Step if page.look(|shown| shown.transaction.is_some()) => {
            transaction_key(page, ".");
        }
        Command::Play | Command::Pause | Command::Step => {
            if !page.look(|shown| shown.place.shows_a_run()) {
                return Err(Refusal::NothingRuns);
            }
            let is_playing = page.peek(Session::is_playing);
            match command {
                Command::Play if is_playing => {}
                Command::Play => page.ask(Intent::TogglePlay),
                Command::Pause => page.ask(Intent::Pause),
                _ => page.ask(Intent::Step),
            }
        }
    }
    Ok(())
}

/// Goes to a moment, once it is known to be there: until then nothing on screen is touched.
fn load(page: Page, text: &str) -> Result<(), Refusal> {
    let text = text.trim();
    // An empty text would be the first minute, and is more likely to be a slip.
    let moment = Moment::of(text).map_err(|_| Refusal::Nowhere)?;
    match &moment {
        Moment::Shared(text) => match share::read(text).map_err(link_refusal)? {
            Link::Run(run) => {
                Session::from_link(&run).map_err(link_refusal)?;
                go(page, &moment.fragment());
            }
            Link::Lesson { name, beat } => {
                let beat = Some(usize::from(beat));
                go_to_lesson(page, name.clone(), Moment::Lesson { name, beat });
            }
        },
        Moment::Lesson { name, .. } => go_to_lesson(page, name.clone(), moment),
        _ => go(page, &moment.fragment()),
    }
    Ok(())
}

fn link_refusal(why: LinkError) -> Refusal {
    Refusal::Link(match why {
        LinkError::Broken => "broken",
        LinkError::Truncated => "truncated",
        LinkError::Tampered => "tampered with",
        LinkError::Oversized => "oversized",
        LinkError::Future => "of a later version",
    })
}

fn go_to_lesson(page: Page, name: String, moment: Moment) {
    spawn_local(async move {
        if lesson::is_there(&name).await {
            go(page, &moment.fragment());
        } else {
            refuse(&Refusal::NoLesson(name));
        }
    });
}

/// To say the same address twice is to ask for what it stood for at first.
fn go(page: Page, fragment: &str) {
    let location = window().location();
    let own = location.hash().unwrap_or_default();
    if own.trim_start_matches('#') == fragment {
        crate::ui::share::follow(page);
    } else {
        let _ = location.set_hash(fragment);
    }
}

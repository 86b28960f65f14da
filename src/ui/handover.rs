//! From the first minute's program to the full one, over the loader of `src/loader.js`. The first minute stays on screen,
//! and alive, until the full page stands beside it; within one task the one goes and the other is there.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement};

use super::browser::{self, window};
use super::header::Theme;
use super::page::Page;
use crate::session::{Intent, Session};

/// Whether the full page is there, for a program that is not it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// Nobody has asked for it.
    Unasked,
    /// It is being loaded.
    Loading,
    /// It could not be loaded.
    Failed,
}

/// The full page is wanted: loads it, and says so where that fails. The learner may ask for it again.
pub fn fetch(page: Page) {
    if page.look(|shown| shown.rest == Rest::Loading) {
        return;
    }
    page.change(|shown| shown.rest = Rest::Loading);
    spawn_local(async move {
        let Some(loaded) = call(&loader(), "run").and_then(|it| it.dyn_into::<Promise>().ok())
        else {
            return;
        };
        if JsFuture::from(loaded).await.is_err() {
            page.change(|shown| shown.rest = Rest::Failed);
        }
    });
}

/// The learner has begun to act, and may soon want the full page: it can be fetched once nothing else is to do.
pub fn prepare() {
    let _ = call(&loader(), "prepare");
}

/// What the full page asks of the first minute.
pub fn offer(page: Page) {
    let first = js_sys::Object::new();
    put(&first, "give", move || {
        let session = page.peek(Session::hand_over).unwrap_or_default();
        let words = page.look(|shown| {
            [
                shown.bundle.locale().to_owned(),
                shown.theme.tag().to_owned(),
            ]
        });
        JsValue::from_str(&[&words[0], " ", &words[1], " ", &session].concat())
    });
    put(&first, "leave", || {
        browser::retire();
        if let Some(own) = browser::find(".app") {
            own.remove();
        }
        JsValue::UNDEFINED
    });
    put(&first, "fail", move || {
        page.change(|shown| shown.rest = Rest::Failed);
        JsValue::UNDEFINED
    });
    let _ = Reflect::set(&loader(), &"first".into(), &first);
}

fn put(object: &JsValue, name: &str, act: impl Fn() -> JsValue + 'static) {
    let callback = Closure::<dyn Fn() -> JsValue>::new(act);
    let _ = Reflect::set(object, &name.into(), callback.as_ref());
    // The full page may come at any time.
    callback.forget();
}

/// What the first minute hands over.
pub struct Given {
    /// The language it is in.
    pub language: String,
    /// Its colours.
    pub theme: Theme,
    session: String,
}

impl Given {
    /// The run, and what has to be asked for again.
    pub fn session(&self) -> Option<(Session, Option<Intent>)> {
        Session::taken_over(&self.session)
    }
}

/// What the first minute hands over, if it is on screen.
pub fn given() -> Option<Given> {
    let text = call(&first()?, "give")?.as_string()?;
    let mut words = text.split(' ');
    Some(Given {
        language: words.next()?.to_owned(),
        theme: Theme::of(words.next()?),
        session: words.next()?.to_owned(),
    })
}

/// The full page cannot be shown: the first minute says so. Returns whether it is there to do that.
pub fn fail() -> bool {
    let first = first();
    first
        .as_ref()
        .and_then(|first| call(first, "fail"))
        .is_some()
}

/// The full page stands beside the first minute, which goes. The learner's focus and scroll stay where they are.
pub fn replace() {
    let Some(first) = first() else {
        return;
    };
    let focus = browser::focused().and_then(|focused| path_to(&focused));
    let panel = browser::find(".panel__scroll").map(|panel| panel.scroll_top());
    let _ = call(&first, "leave");
    let _ = Reflect::set(&loader(), &"first".into(), &JsValue::UNDEFINED);
    if let (Some(panel), Some(top)) = (browser::find(".panel__scroll"), panel) {
        panel.set_scroll_top(top);
    }
    if let Some(again) = focus.and_then(|path| at_path(&path)) {
        browser::focus(&again);
    }
}

/// What was asked for last in the first minute is asked for here.
pub fn ask_again(page: Page, intent: Intent) {
    match intent {
        // Opening it asks.
        Intent::AskWhy(_) => {
            if let Some(why) = browser::find(".fold--why") {
                let _ = why.set_attribute("open", "");
            }
        }
        other => page.ask(other),
    }
}

/// Where an element stands within the page: the place of each of its ancestors among their siblings.
fn path_to(element: &Element) -> Option<Vec<u32>> {
    let mut path = Vec::new();
    let mut at = element.clone();
    while !at.class_list().contains("app") {
        let mut place = 0;
        let mut before = at.previous_element_sibling();
        while let Some(other) = before {
            place += 1;
            before = other.previous_element_sibling();
        }
        path.push(place);
        at = at.parent_element()?;
    }
    path.reverse();
    Some(path)
}

fn at_path(path: &[u32]) -> Option<HtmlElement> {
    let mut at = browser::find(".app")?;
    for place in path {
        at = at.children().item(*place)?;
    }
    at.dyn_into().ok()
}

/// The loader, which both programs share.
fn loader() -> JsValue {
    Reflect::get(&window(), &"ackademy".into()).unwrap_or_default()
}

fn first() -> Option<JsValue> {
    let first = Reflect::get(&loader(), &"first".into()).ok()?;
    first.is_object().then_some(first)
}

fn call(object: &JsValue, name: &str) -> Option<JsValue> {
    let function: Function = Reflect::get(object, &name.into()).ok()?.dyn_into().ok()?;
    function.call0(object).ok()
}

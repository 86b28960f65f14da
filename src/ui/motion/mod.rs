//! One loop writes every position, straight to `transform`. It runs while the run moves, and for one frame after each
//! change; while paused, hidden or out of sight nothing runs.

mod geometry;
mod loading;
mod measure;
mod place;
mod readings;

use std::cell::OnceCell;

use ackademy_engine::few::Few;
use ackademy_engine::protocol::EnvelopeKey;
use js_sys::JsString;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, HtmlElement, ResizeObserver};

use super::browser::{is_retired, listen, now_ms, window};
use super::page::Page;
use crate::FULL;
use crate::i18n::Message;
pub use geometry::{Point, node_mark, px, within};
pub use loading::all_read;
use measure::Wiring;
pub use readings::{clock_text, count_down, countdown};

/// Clock, scrubber and countdowns are written this often while the run moves: each writing costs a painting, and nobody
/// reads faster. What travels moves with every frame.
const READING_MS: f64 = 100.0;
/// Where frames come later than this after one another, the machine is slow or busy: then half of what travels is moved
/// with each frame, and what is read is written with the steps, or after this time.
const LATE_MS: f64 = 22.0;
const SPARED_MS: f64 = 1_000.0;
const SPARED_READING_MS: f64 = 300.0;
/// A frame never counts for more than this, so that a tab that comes back does not leap.
const FRAME_MS_MAX: f64 = 100.0;

#[wasm_bindgen]
extern "C" {
    /// A style whose one property is written with every frame: a setter spares the browser the property's name.
    #[derive(Clone)]
    type Placed;

    #[wasm_bindgen(method, setter, structural)]
    fn set_transform(this: &Placed, value: &JsValue);
}

/// A pill's element, and where it was drawn last.
struct Flyer {
    element: HtmlElement,
    style: Placed,
    share: f64,
    /// Half its width; 0 until it is measured.
    half: f64,
    is_shown: bool,
}

/// What else moves, as found when the document was measured.
#[derive(Default)]
struct Moving {
    /// Followers' fetches.
    dots: Vec<(HtmlElement, Placed)>,
    /// Coordinators that read their logs.
    loading: Vec<HtmlElement>,
    /// The first minute's button, and half its width.
    button: Option<(HtmlElement, f64)>,
}

/// What the loop knows.
#[derive(Default)]
pub struct Motion {
    flyers: Few<EnvelopeKey, Flyer>,
    /// Where each pill was drawn last; a cut one leaves its mark there.
    last_seen: Few<EnvelopeKey, Point>,
    wiring: Wiring,
    moving: Moving,
    /// Something came that moves, or went.
    has_new: bool,
    watcher: Option<ResizeObserver>,
    is_asked_for: bool,
    ran_at: Option<f64>,
    /// Until then a frame does what it must.
    spares_until: f64,
    /// With the last frame nothing went on.
    stood_still: bool,
    /// Which half of what travels goes on next.
    half: usize,
    /// When clock, scrubber and countdowns were written last.
    wrote_at: f64,
    /// When screen readers were last told something, in the page's milliseconds.
    pub spoke_at: f64,
    /// What they are told once that is long enough ago.
    pub unspoken: Vec<Message>,
}

impl Motion {
    /// A pill's element is in the document.
    pub fn add(&mut self, key: EnvelopeKey, element: HtmlElement) {
        self.flyers.insert(
            key,
            Flyer {
                style: placed(&element),
                element,
                share: 0.5,
                half: 0.0,
                is_shown: false,
            },
        );
    }

    /// A pill is gone.
    pub fn remove(&mut self, key: EnvelopeKey) {
        self.flyers.remove(&key);
    }

    /// In another language pills are as wide as their words.
    pub fn forget_widths(&mut self) {
        for flyer in self.flyers.values_mut() {
            flyer.half = 0.0;
        }
    }

    /// Where a pill was drawn last.
    pub fn last_seen(&self, key: EnvelopeKey) -> Option<Point> {
        self.last_seen.get(&key).copied()
    }
}

/// Draws one frame as soon as the document has what is new, wherever its cards stand then.
pub fn draw_soon(page: Page) {
    page.moving(|motion| motion.wiring.is_stale = true);
    find_soon(page);
}

/// The same where something new moves, and cards stand where they stood: one that does not has changed its size or has
/// another beside it that did, and is watched for that.
pub fn find_soon(page: Page) {
    page.moving(|motion| motion.has_new = true);
    keep_going(page);
}

/// Watches the window's size.
pub fn watch_window(page: Page) {
    listen("resize", move |_| {
        super::menu::keep_in_window();
        draw_soon(page);
    });
}

/// Measures anew once this element has another size.
pub fn watch(page: Page, element: &HtmlElement) {
    page.moving(|motion| {
        let watcher = motion.watcher.get_or_insert_with(|| {
            let changed = Closure::<dyn FnMut()>::new(move || draw_soon(page));
            let watcher = ResizeObserver::new(changed.as_ref().unchecked_ref());
            // It watches as long as the page is there.
            changed.forget();
            watcher.expect("every browser that runs WebAssembly can watch sizes")
        });
        watcher.observe(element);
    });
}

thread_local! {
    /// What the browser calls with the next frame.
    static FRAME: OnceCell<Closure<dyn FnMut()>> = const { OnceCell::new() };
}

fn ask_for_frame(page: Page) {
    FRAME.with(|once| {
        let callback = once.get_or_init(|| Closure::new(move || frame(page)));
        let callback = callback.as_ref().unchecked_ref();
        let _ = window().request_animation_frame(callback);
    });
}

fn frame(page: Page) {
    if is_retired() {
        return;
    }
    let now = now_ms();
    let (mut elapsed, mut spares) = (0.0, false);
    page.moving(|motion| {
        motion.is_asked_for = false;
        elapsed = motion
            .ran_at
            .map_or(0.0, |before| (now - before).min(FRAME_MS_MAX));
        if elapsed > LATE_MS {
            motion.spares_until = now + SPARED_MS;
        }
        // In the first minute little moves, and code is what weighs.
        spares = FULL && now < motion.spares_until;
    });
    measure::measure(page);
    let (moves, has_stepped) = page.advance(micros(elapsed));
    let spares = spares && moves;
    // To draw a step takes long enough: what travels goes on with the next frame. What is read is laid out and painted with
    // the step, and takes least then.
    let mut draws = false;
    page.moving(|motion| {
        draws = spares && has_stepped && !motion.stood_still;
        motion.stood_still = draws;
    });
    if !draws {
        place::place(page, spares);
    }
    let mut is_read = !moves;
    page.moving(|motion| {
        motion.ran_at = moves.then_some(now);
        let pause = if spares {
            SPARED_READING_MS
        } else {
            READING_MS
        };
        is_read |= draws || now - motion.wrote_at >= pause;
        if is_read {
            motion.wrote_at = now;
        }
    });
    if is_read {
        readings::write(page);
    }
    if moves {
        keep_going(page);
    }
}

fn keep_going(page: Page) {
    let mut asked = true;
    page.moving(|motion| asked = std::mem::replace(&mut motion.is_asked_for, true));
    if !asked {
        ask_for_frame(page);
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "at most FRAME_MS_MAX, and never negative"
)]
fn micros(milliseconds: f64) -> u64 {
    (milliseconds.max(0.0) * 1_000.0) as u64
}

/// Puts an element to a point of the stage.
pub fn place_at(element: &HtmlElement, at: Point) {
    placed(element).set_transform(&transform(at).into());
}

fn placed(element: &HtmlElement) -> Placed {
    element.style().unchecked_into()
}

fn transform(at: Point) -> String {
    format!("translate({}px,{}px)", px(at.x), px(at.y))
}

/// Where much goes at once. What is written crosses to the browser as one text, since each text that does takes as long as
/// a hundred letters more.
#[derive(Default)]
struct Moves {
    styles: Vec<Placed>,
    text: String,
}

impl Moves {
    fn add(&mut self, style: &Placed, at: Point) {
        if !FULL {
            style.set_transform(&transform(at).into());
            return;
        }
        self.styles.push(style.clone());
        self.text.push_str(&transform(at));
        self.text.push(';');
    }

    fn write(self) {
        if !FULL {
            return;
        }
        let texts = JsString::from(self.text).split(";");
        for (style, text) in self.styles.iter().zip(texts.iter()) {
            style.set_transform(&text);
        }
    }
}

fn text_of(element: &Element, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}

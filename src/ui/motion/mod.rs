//! One loop writes every position, straight to `transform`. It runs while the run moves, and for one frame after each
//! change; while paused, hidden or out of sight nothing runs.

mod geometry;
mod loading;
mod measure;
mod moves;
mod pace;
mod place;
mod readings;

use std::cell::OnceCell;

use ackademy_engine::few::Few;
use ackademy_engine::protocol::EnvelopeKey;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, ResizeObserver};

use super::browser::{is_retired, listen, now_ms, window};
use super::page::Page;
use crate::i18n::Message;
pub use geometry::{Point, node_mark, px, within};
pub use loading::all_read;
use measure::Wiring;
pub use moves::place_at;
use moves::{Placed, placed};
use pace::{Pace, Work};
pub use readings::{clock_text, count_down, countdown};

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
    pace: Pace,
    /// Which half of what travels goes on next.
    half: usize,
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
    let mut elapsed = 0.0;
    page.moving(|motion| {
        motion.is_asked_for = false;
        elapsed = motion.pace.begin(now);
    });
    measure::measure(page);
    let (moves, has_stepped) = page.advance(micros(elapsed));
    let mut work = Work::default();
    page.moving(|motion| work = motion.pace.work(now, moves, has_stepped));
    if work.places {
        place::place(page, work.halves);
    }
    if work.reads {
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

fn text_of(element: &Element, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}

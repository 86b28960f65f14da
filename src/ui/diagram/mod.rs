//! The sequence diagram of the run: a bar that opens. It draws the lines in view alone, and records while it is open alone.

mod keys;
mod place;
mod sheet;

use std::cell::RefCell;

use super::browser;
use super::dom::{Tag, View, tag, when};
use super::page::{Page, Shown};
use super::picture::save;
use super::pieces::words;
use crate::t;
use crate::viewmodel::picture::standalone;
use crate::viewmodel::sequence_diagram::{Frame, SequenceDiagram};
pub use place::listen;

thread_local! {
    /// What is recorded of the run while the diagram is open.
    static RECORD: RefCell<Option<SequenceDiagram>> = const { RefCell::new(None) };
}

/// What the learner sees of the diagram.
#[derive(Clone, PartialEq)]
pub struct DiagramShown {
    is_open: bool,
    is_tall: bool,
    shows_replication: bool,
    /// The line that the keyboard is at.
    active: Option<usize>,
    /// The first line in view; the end of the run while that is followed.
    first: Option<usize>,
    /// How much room there is, and how many lines fit in.
    frame: Frame,
    fits: usize,
}

impl Default for DiagramShown {
    fn default() -> DiagramShown {
        DiagramShown {
            is_open: false,
            is_tall: false,
            shows_replication: false,
            active: None,
            first: None,
            frame: Frame {
                width: 1_200,
                line: LINE,
            },
            fits: 24,
        }
    }
}

/// The height of a line, for a pointer and for a finger.
const LINE: i32 = 26;
const LINE_TOUCHED: i32 = 44;

/// The bar, and the diagram below it while it is open.
pub fn diagram(page: Page, shown: &Shown) -> Tag {
    let it = &shown.diagram;
    if it.is_open {
        follow(page);
    } else {
        RECORD.set(None);
    }
    let class = match (it.is_open, it.is_tall) {
        (true, true) => "diagram diagram--open diagram--tall",
        (true, false) => "diagram diagram--open",
        _ => "diagram",
    };
    let (drawn, is_behind) = if it.is_open {
        sheet::sheet(page, it)
    } else {
        (View::Nothing, false)
    };
    tag("section", class)
        .set("aria-label", page.text(&t!("diagram-title")))
        .with(bar(page, shown, is_behind))
        .with(drawn)
}

/// Records what is new in the run.
fn follow(page: Page) {
    page.peek(|session| {
        RECORD.with_borrow_mut(|record| {
            let player = session.player();
            match record {
                Some(record) => record.follow(player),
                None => *record = Some(SequenceDiagram::of(player)),
            }
        });
    });
}

fn bar(page: Page, shown: &Shown, is_behind: bool) -> Tag {
    let it = &shown.diagram;
    let (said, sign) = if it.is_open {
        (t!("diagram-close"), "▾")
    } else {
        (t!("diagram-open"), "▴")
    };
    let sign = tag("span", "diagram__sign")
        .set("aria-hidden", "true")
        .with(sign);
    let toggle = tag("button", "diagram__toggle")
        .flag("aria-expanded", it.is_open)
        .on("click", move |_| {
            change(page, |it| {
                it.is_open = !it.is_open;
                (it.active, it.first) = (None, None);
            });
        })
        .with(words(page, "span", "diagram__title", &t!("diagram-title")))
        .with(words(page, "span", "diagram__open", &said))
        .with(sign);
    tag("div", "diagram__bar")
        .with(toggle)
        .with(when(it.is_open, || controls(page, it, is_behind)))
}

fn controls(page: Page, it: &DiagramShown, is_behind: bool) -> View {
    let small = |text, change_it: fn(&mut DiagramShown)| {
        words(page, "button", "text-button", &text).on("click", move |_| change(page, change_it))
    };
    let replication = tag("label", "diagram__switch")
        .with(
            tag("input", "part__switch")
                .set("type", "checkbox")
                .is("checked", it.shows_replication)
                .on("change", move |_| {
                    change(page, |it| {
                        it.shows_replication = !it.shows_replication;
                        it.active = None;
                    })
                }),
        )
        .with(page.text(&t!("diagram-replication")));
    let height = if it.is_tall {
        t!("diagram-lower")
    } else {
        t!("diagram-taller")
    };
    let to_now = when(is_behind, || {
        small(t!("diagram-to-now"), |it| {
            it.first = None;
            it.active = None;
        })
    });
    // A frame may be kept from saving files, and nothing tells.
    let save_it = when(!browser::is_framed(), || {
        words(
            page,
            "button",
            "text-button diagram__save",
            &t!("picture-save"),
        )
        .on("click", move |_| save_file(page))
    });
    tag("div", "diagram__controls")
        .with(to_now)
        .with(replication)
        .with(small(height, |it| it.is_tall = !it.is_tall))
        .with(save_it)
        .into()
}

fn change(page: Page, change: impl FnOnce(&mut DiagramShown)) {
    page.change(|shown| change(&mut shown.diagram));
    place::measure_soon(page);
}

/// The whole run so far, in the language that is shown.
fn save_file(page: Page) {
    let shows_replication = page.look(|shown| shown.diagram.shows_replication);
    let title = page.text(&t!("diagram-file"));
    let drawing = page.peek(|session| {
        RECORD.with_borrow(|record| {
            let record = record.as_ref();
            record.map(|record| record.whole(session.player(), shows_replication))
        })
    });
    if let Some(drawing) = drawing {
        let svg = standalone(&drawing, &title, |words| page.text(words));
        let language = page.look(|shown| shown.bundle.locale().to_owned());
        save(&format!("ackademy-sequence.{language}.svg"), &svg);
    }
}

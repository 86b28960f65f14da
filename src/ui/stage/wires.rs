//! Wires between cards. Their paths are written by the loop that measures the cards.

use leptos::prelude::*;

use super::super::motion::node_mark;
use super::super::page::Page;
use super::super::pieces::{dynamic, many};
use crate::session::Intent;
use crate::t;
use crate::viewmodel::{Thing, Wire};

/// All wires.
pub fn wires(page: Page) -> AnyView {
    let wires = page.part(|screen| screen.view.stage.wires.clone());
    let drawn = dynamic(move || many(wires.get(), |wire| draw(page, wire)));
    view! {
        <svg class="stage__wires" aria-hidden="true">
            {drawn}
        </svg>
    }
    .into_any()
}

fn draw(page: Page, wire: Wire) -> AnyView {
    let ends = format!("{} {}", node_mark(wire.a), node_mark(wire.b));
    let (look, title) = if wire.cut {
        ("wire wire--cut", t!("wire-cut"))
    } else {
        ("wire", t!("wire-whole"))
    };
    view! {
        <g class=look>
            <path class="wire__line" data-wire=ends.clone() />
            <path class="wire__reach" data-wire=ends on:click=page.press(Intent::Select(Thing::Link(wire.a, wire.b)))>
                <title>{page.text(&title)}</title>
            </path>
        </g>
    }
    .into_any()
}

//! Wires between cards. Their paths are written by the loop that measures the cards.

use leptos::prelude::*;

use super::super::motion::node_mark;
use super::super::page::page;
use crate::i18n::message;
use crate::session::Intent;
use crate::viewmodel::{Thing, Wire};

/// All wires.
#[component]
pub fn Wires() -> impl IntoView {
    let page = page();
    let wires = page.part(|screen| screen.view.stage.wires.clone());
    let drawn = move |wire: Wire| {
        let ends = format!("{} {}", node_mark(wire.a), node_mark(wire.b));
        let choose = move |_| page.ask(Intent::Select(Thing::Link(wire.a, wire.b)));
        let title = if wire.cut {
            message("wire-cut")
        } else {
            message("wire-whole")
        };
        view! {
            <g class="wire" class:wire--cut=wire.cut>
                <path class="wire__line" data-wire=ends.clone() />
                <path class="wire__reach" data-wire=ends on:click=choose>
                    <title>{move || page.text(&title)}</title>
                </path>
            </g>
        }
    };
    view! {
        <svg class="stage__wires" aria-hidden="true">
            <For each=move || wires.get() key=|wire| (wire.a, wire.b, wire.cut) children=drawn />
        </svg>
    }
}

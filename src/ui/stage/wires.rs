//! Wires between cards. Their paths are written by the loop that measures the cards.

use super::super::dom::{Tag, drawing, many};
use super::super::motion::node_mark;
use super::super::page::Page;
use crate::session::{Intent, Screen};
use crate::t;
use crate::viewmodel::{Thing, Wire};

/// All wires.
pub fn wires(page: Page, screen: &Screen) -> Tag {
    let wires = many(&screen.view.stage.wires, |wire| draw(page, wire));
    drawing("svg", "stage__wires")
        .set("aria-hidden", "true")
        .with(wires)
}

fn draw(page: Page, wire: &Wire) -> Tag {
    let ends = format!("{} {}", node_mark(wire.a), node_mark(wire.b));
    let (look, title) = if wire.cut {
        ("wire wire--cut", t!("wire-cut"))
    } else {
        ("wire", t!("wire-whole"))
    };
    let line = drawing("path", "wire__line").set("data-wire", ends.clone());
    let reach = drawing("path", "wire__reach")
        .set("data-wire", ends)
        .press(page, Intent::Select(Thing::Link(wire.a, wire.b)))
        .with(drawing("title", "").with(page.text(&title)));
    drawing("g", look).with(line).with(reach)
}

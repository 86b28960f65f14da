//! The shapes of the picture in the page's own colours.

use super::super::dom::{Tag, drawing, many};
use super::super::page::Page;
use super::TransactionShown;
use crate::t;
use crate::viewmodel::transaction_picture::{Form, Look, Paint, Shape, diamond, head};

pub(super) fn drawn(page: Page, it: &TransactionShown) -> Tag {
    let picture = it.picture.drawing(it.step);
    let shown_until = it.step.unwrap_or(usize::MAX);
    drawing("svg", "transaction__picture")
        .set("width", picture.width.to_string())
        .set("height", picture.height.to_string())
        .set("role", "img")
        .set("aria-label", page.text(&t!("picture-alt")))
        .with(many(&picture.shapes, |shape| {
            let class = if shape.look == Look::Row {
                "transaction__row"
            } else if shape.step > shown_until {
                "is-later"
            } else {
                ""
            };
            let group = drawing("g", "").with(many(forms(page, shape), |form| form));
            group.set("class", class)
        }))
}

fn forms(page: Page, shape: &Shape) -> Vec<Tag> {
    let style = shape.look.style();
    let painted = |tag: Tag| {
        let dashes = style.is_dashed.then_some("5 4");
        tag.set("fill", style.fill.map_or_else(none, paint))
            .set_some(
                "stroke-opacity",
                (shape.look == Look::Lifeline).then_some("0.5"),
            )
            .set_some("stroke", style.stroke.map(paint))
            .set_some("stroke-dasharray", dashes)
    };
    match &shape.form {
        Form::Line { ends, has_head } => {
            let [(x1, y1), (x2, y2)] = *ends;
            let line = painted(drawing("path", "").set("d", format!("M{x1} {y1}L{x2} {y2}")));
            let mut forms = vec![line];
            if *has_head {
                let stroke = style.stroke.map_or_else(none, paint);
                forms.push(
                    drawing("path", "")
                        .set("d", head(*ends))
                        .set("fill", stroke),
                );
            }
            forms
        }
        Form::Box([x, y, width, height, radius]) => vec![painted(
            drawing("rect", "")
                .set("x", x.to_string())
                .set("y", y.to_string())
                .set("width", width.to_string())
                .set("height", height.to_string())
                .set("rx", radius.to_string()),
        )],
        Form::Diamond(place) => vec![painted(drawing("path", "").set("d", diamond(*place)))],
        Form::Text {
            at: (x, y),
            anchor,
            words,
        } => {
            let text = drawing("text", if style.is_mono { "mono" } else { "" })
                .set("x", x.to_string())
                .set("y", y.to_string())
                .set("text-anchor", anchor.name())
                .set("font-size", style.size.to_string())
                .set("font-weight", if style.is_bold { "600" } else { "400" });
            vec![painted(text).with(page.text(words))]
        }
    }
}

fn none() -> String {
    "none".to_owned()
}

fn paint(paint: Paint) -> String {
    format!("var(--{})", paint.name())
}

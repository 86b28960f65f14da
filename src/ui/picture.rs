//! Drawings in the page's own colours, and as files.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::browser;
use super::dom::{Tag, drawing};
use super::page::Page;
use crate::viewmodel::picture::{Form, Look, Paint, Shape, diamond, tip};

/// The elements of a shape.
pub fn forms(page: Page, shape: &Shape) -> Vec<Tag> {
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
        Form::Line { ends, tip: at_end } => {
            let [(x1, y1), (x2, y2)] = *ends;
            let line = painted(drawing("path", "").set("d", format!("M{x1} {y1}L{x2} {y2}")));
            let mut forms = vec![line];
            if let Some((path, is_filled)) = tip(*at_end, *ends) {
                let stroke = style.stroke.map_or_else(none, paint);
                let fill = if is_filled {
                    stroke.clone()
                } else {
                    paint(Paint::Paper)
                };
                forms.push(
                    drawing("path", "")
                        .set("d", path)
                        .set("fill", fill)
                        .set("stroke", stroke),
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
            let class = match (style.is_mono, style.has_halo) {
                (true, _) => "mono",
                (_, true) => "halo",
                _ => "",
            };
            let text = drawing("text", class)
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

/// Hands a file to the browser. A frame that may not download shows nothing; the page stays as it is.
pub fn save(name: &str, svg: &str) {
    let document = browser::document();
    let Some(link) = document
        .create_element("a")
        .ok()
        .and_then(|link| link.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    let encoded = js_sys::encode_uri_component(svg);
    let address = format!("data:image/svg+xml;charset=utf-8,{}", String::from(encoded));
    let _ = link.set_attribute("href", &address);
    let _ = link.set_attribute("download", name);
    link.click();
}

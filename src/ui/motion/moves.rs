//! What moves is written straight to `transform`, past the drawing.

use js_sys::JsString;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use super::{Point, px};

#[wasm_bindgen]
extern "C" {
    /// A style whose one property is written with every frame: a setter spares the browser the property's name.
    #[derive(Clone)]
    pub type Placed;

    #[wasm_bindgen(method, setter, structural)]
    fn set_transform(this: &Placed, value: &JsValue);
}

/// Puts an element to a point of the stage.
pub fn place_at(element: &HtmlElement, at: Point) {
    placed(element).set_transform(&transform(at).into());
}

/// What [`Moves`] writes to.
pub fn placed(element: &HtmlElement) -> Placed {
    element.style().unchecked_into()
}

fn transform(at: Point) -> String {
    format!("translate({}px,{}px)", px(at.x), px(at.y))
}

/// Where much goes at once. What is written crosses to the browser as one text, since each text that does takes as long as
/// a hundred letters more.
#[derive(Default)]
pub struct Moves {
    styles: Vec<Placed>,
    text: String,
}

impl Moves {
    /// An element of this style goes there.
    pub fn add(&mut self, style: &Placed, at: Point) {
        self.styles.push(style.clone());
        self.text.push_str(&transform(at));
        self.text.push(';');
    }

    /// Everything goes where it was to go.
    pub fn write(self) {
        let texts = JsString::from(self.text).split(";");
        for (style, text) in self.styles.iter().zip(texts.iter()) {
            style.set_transform(&text);
        }
    }
}

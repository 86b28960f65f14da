//! Attributes, properties and listeners of an element that stands in the document.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event};

use super::{Listener, Value};

type Attributes = Vec<(&'static str, Value)>;

/// Changes what differs; what else was done to the element stays.
pub(super) fn change(element: &Element, old: &mut Attributes, new: Attributes) {
    for (name, _) in old.iter() {
        if !new.iter().any(|(other, _)| other == name) {
            write(element, name, &Value::Absent);
        }
    }
    for (name, value) in &new {
        let before = old.iter().find(|(other, _)| other == name);
        // A property is what the learner may have changed meanwhile: a refused choice must not stay on screen.
        let is_property = matches!(value, Value::Is(_));
        if is_property || before.is_none_or(|(_, before)| before != value) {
            write(element, name, value);
        }
    }
    *old = new;
}

fn write(element: &Element, name: &str, value: &Value) {
    match value {
        Value::Absent => {
            let _ = element.remove_attribute(name);
        }
        Value::Text(text) => {
            let _ = element.set_attribute(name, text);
        }
        Value::Is(holds) => {
            let (name, holds) = (name.into(), (*holds).into());
            if js_sys::Reflect::get(element, &name).as_ref() != Ok(&holds) {
                let _ = js_sys::Reflect::set(element, &name, &holds);
            }
        }
    }
}

/// Something that an element listens for. What it does can change; the browser need not know.
pub(super) struct Ear {
    pub(super) event: &'static str,
    hear: Rc<RefCell<Listener>>,
    /// Must live as long as the element.
    _callback: Closure<dyn FnMut(Event)>,
}

impl Ear {
    pub(super) fn new(element: &Element, event: &'static str, hear: Listener) -> Ear {
        let hear = Rc::new(RefCell::new(hear));
        let heard = Rc::clone(&hear);
        let callback = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            let hear = Rc::clone(&heard.borrow());
            hear(&event);
        });
        let _ = element.add_event_listener_with_callback(event, callback.as_ref().unchecked_ref());
        Ear {
            event,
            hear,
            _callback: callback,
        }
    }

    pub(super) fn change(&self, hear: Listener) {
        self.hear.replace(hear);
    }
}

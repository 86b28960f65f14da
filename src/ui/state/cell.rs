//! The first minute alone: a cell, and one task that draws it after a change.

use std::cell::{Cell, RefCell};

type Draw<T> = Box<dyn FnMut(T)>;

struct Inner<T> {
    value: RefCell<T>,
    draw: RefCell<Option<Draw<T>>>,
    is_asked_for: Cell<bool>,
}

/// Something that draws the page anew when it changes.
pub struct Watched<T: 'static>(&'static Inner<T>);

impl<T> Clone for Watched<T> {
    fn clone(&self) -> Watched<T> {
        *self
    }
}

impl<T> Copy for Watched<T> {}

impl<T: Clone> Watched<T> {
    /// Begins with this.
    pub fn new(value: T) -> Watched<T> {
        Watched(Box::leak(Box::new(Inner {
            value: RefCell::new(value),
            draw: RefCell::new(None),
            is_asked_for: Cell::new(false),
        })))
    }

    /// Looks at it.
    pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
        look(&self.0.value.borrow())
    }

    /// Changes it; the page is drawn anew soon.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        change(&mut self.0.value.borrow_mut());
        if !self.0.is_asked_for.replace(true) {
            wasm_bindgen_futures::spawn_local(async move { self.draw_now() });
        }
    }

    /// Draws now, and anew after every change, as long as the page is there.
    pub fn draw(self, draw: impl FnMut(T) + 'static) {
        self.0.draw.replace(Some(Box::new(draw)));
        self.draw_now();
    }

    fn draw_now(self) {
        self.0.is_asked_for.set(false);
        if let Some(draw) = &mut *self.0.draw.borrow_mut() {
            let value = self.0.value.borrow().clone();
            draw(value);
        }
    }
}

/// Does this; nothing has to be set up before.
pub fn begin(then: impl FnOnce() + 'static) {
    then();
}

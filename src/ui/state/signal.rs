//! The full page: a signal of Leptos, and an effect that draws.

use leptos::prelude::*;

/// Something that draws the page anew when it changes. Begins within [`begin`].
pub struct Watched<T: 'static>(RwSignal<T>);

impl<T> Clone for Watched<T> {
    fn clone(&self) -> Watched<T> {
        *self
    }
}

impl<T> Copy for Watched<T> {}

impl<T: Clone + Send + Sync> Watched<T> {
    /// Begins with this.
    pub fn new(value: T) -> Watched<T> {
        Watched(RwSignal::new(value))
    }

    /// Looks at it.
    pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
        self.0.with_untracked(look)
    }

    /// Changes it; the page is drawn anew soon.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.0.update(change);
    }

    /// Draws now, and anew after every change, as long as the page is there.
    pub fn draw(self, mut draw: impl FnMut(T) + 'static) {
        let drawing = RenderEffect::new(move |_| draw(self.0.get()));
        std::mem::forget(drawing);
    }
}

/// Sets Leptos up, and does this within.
pub fn begin(then: impl FnOnce() + 'static) {
    mount_to_body(then);
}

//! What is drawn, as plain data: the page says what it looks like, and [`Canvas`] changes the document where it differs.
//! One kind of element for every tag keeps the page small: its code stands there once, not once per element.

mod attributes;
mod canvas;
mod still;

use std::borrow::Cow;
use std::rc::Rc;

use ackademy_engine::protocol::EnvelopeKey;
use web_sys::{Event, HtmlElement};

pub use canvas::Canvas;

/// A piece of the page.
pub enum View {
    /// Keeps its place in a row, so that its neighbours stay what they are.
    Nothing,
    /// Words; never read as HTML.
    Text(Cow<'static, str>),
    /// An element.
    Tag(Tag),
    /// Several in a row.
    Row(Vec<View>),
    /// Whatever stands there, as it is.
    Same(Option<Key>),
}

/// What an attribute says.
#[derive(Clone, PartialEq)]
pub(super) enum Value {
    Absent,
    Text(Cow<'static, str>),
    /// Not an attribute but a property of the element: what the browser itself changes when the learner does.
    Is(bool),
}

type Listener = Rc<dyn Fn(&Event)>;

/// What tells an element from its neighbours, whatever place it moves to.
#[derive(Clone, Copy, PartialEq)]
pub enum Key {
    Envelope(EnvelopeKey),
    /// How many steps had been taken.
    Step(usize),
}

impl From<EnvelopeKey> for Key {
    fn from(key: EnvelopeKey) -> Key {
        Key::Envelope(key)
    }
}

impl From<usize> for Key {
    fn from(steps: usize) -> Key {
        Key::Step(steps)
    }
}

/// An element, as it should be.
pub struct Tag(Box<Inner>);

struct Inner {
    name: &'static str,
    is_drawing: bool,
    key: Option<Key>,
    attributes: Vec<(&'static str, Value)>,
    listeners: Vec<(&'static str, Listener)>,
    children: Vec<View>,
    shown: Option<Box<dyn FnOnce(HtmlElement)>>,
    gone: Option<Box<dyn FnOnce()>>,
}

/// An HTML element with a class; an empty one is none.
pub fn tag(name: &'static str, class: impl Into<Cow<'static, str>>) -> Tag {
    Tag::new(name, class.into(), false)
}

/// The same for SVG.
pub fn drawing(name: &'static str, class: impl Into<Cow<'static, str>>) -> Tag {
    Tag::new(name, class.into(), true)
}

impl Tag {
    fn new(name: &'static str, class: Cow<'static, str>, is_drawing: bool) -> Tag {
        let mut attributes = Vec::new();
        if !class.is_empty() {
            attributes.push(("class", Value::Text(class)));
        }
        Tag(Box::new(Inner {
            name,
            is_drawing,
            key: None,
            attributes,
            listeners: Vec::new(),
            children: Vec::new(),
            shown: None,
            gone: None,
        }))
    }

    /// Among its neighbours it stays the same element as long as one has this key.
    pub fn key(mut self, key: impl Into<Key>) -> Tag {
        self.0.key = Some(key.into());
        self
    }

    /// An attribute.
    pub fn set(self, name: &'static str, text: impl Into<Cow<'static, str>>) -> Tag {
        self.value(name, Value::Text(text.into()))
    }

    /// An attribute without a value.
    pub fn mark(self, name: &'static str) -> Tag {
        self.value(name, Value::Text(Cow::Borrowed("")))
    }

    /// An attribute that is not always there.
    pub fn set_some(self, name: &'static str, text: Option<impl Into<Cow<'static, str>>>) -> Tag {
        self.value(
            name,
            text.map_or(Value::Absent, |text| Value::Text(text.into())),
        )
    }

    /// An ARIA state.
    pub fn flag(self, name: &'static str, holds: bool) -> Tag {
        self.set(name, if holds { "true" } else { "false" })
    }

    /// A property, like `checked`.
    pub fn is(self, name: &'static str, holds: bool) -> Tag {
        self.value(name, Value::Is(holds))
    }

    fn value(mut self, name: &'static str, value: Value) -> Tag {
        self.0.attributes.push((name, value));
        self
    }

    /// What to do when something happens to it.
    pub fn on(mut self, event: &'static str, hear: impl Fn(&Event) + 'static) -> Tag {
        self.0.listeners.push((event, Rc::new(hear)));
        self
    }

    /// What to do once it is in the document.
    pub fn shown(mut self, then: impl FnOnce(HtmlElement) + 'static) -> Tag {
        self.0.shown = Some(Box::new(then));
        self
    }

    /// What to do once it is gone again.
    pub fn gone(mut self, then: impl FnOnce() + 'static) -> Tag {
        self.0.gone = Some(Box::new(then));
        self
    }

    /// What stands in it, after what stands there already.
    pub fn with(self, child: impl Into<View>) -> Tag {
        self.push(child.into())
    }

    fn push(mut self, child: View) -> Tag {
        self.0.children.push(child);
        self
    }
}

/// Many views in a row.
pub fn many<T, V: Into<View>>(
    things: impl IntoIterator<Item = T>,
    mut make: impl FnMut(T) -> V,
) -> View {
    let mut row = Vec::new();
    for thing in things {
        row.push(make(thing).into());
    }
    View::Row(row)
}

/// A view that is there while something holds.
pub fn when<V: Into<View>>(holds: bool, make: impl FnOnce() -> V) -> View {
    if holds { make().into() } else { View::Nothing }
}

impl From<Tag> for View {
    fn from(tag: Tag) -> View {
        View::Tag(tag)
    }
}

impl From<&'static str> for View {
    fn from(text: &'static str) -> View {
        View::Text(Cow::Borrowed(text))
    }
}

impl From<String> for View {
    fn from(text: String) -> View {
        View::Text(Cow::Owned(text))
    }
}

impl<T: Into<View>> From<Option<T>> for View {
    fn from(some: Option<T>) -> View {
        some.map_or(View::Nothing, Into::into)
    }
}

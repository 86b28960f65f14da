//! Keeps the document as the last view says. An element stays the same as long as its tag, its key and its place do, and so
//! keeps its focus, its scroll and whatever was written to it from elsewhere.

use std::borrow::Cow;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Node};

use super::attributes::{Ear, change};
use super::{Inner, Key, Tag, Value, View};

const SVG: &str = "http://www.w3.org/2000/svg";

type Later = Vec<Box<dyn FnOnce()>>;

/// What stands in the document.
enum Drawn {
    Nothing,
    Text(Node, Cow<'static, str>),
    Tag(Box<Standing>),
    Row(Vec<Drawn>),
}

struct Standing {
    element: Element,
    name: &'static str,
    key: Option<Key>,
    attributes: Vec<(&'static str, Value)>,
    ears: Vec<Ear>,
    children: Vec<Drawn>,
    gone: Option<Box<dyn FnOnce()>>,
}

/// A part of the document that is drawn from views.
pub struct Canvas {
    document: Document,
    parent: Node,
    drawn: Vec<Drawn>,
    /// What to do once everything is in place.
    later: Later,
    /// Something was to stay that is not there.
    is_torn: bool,
}

impl Canvas {
    /// Draws at the end of `parent`.
    pub fn new(document: Document, parent: Node) -> Canvas {
        Canvas {
            document,
            parent,
            drawn: Vec::new(),
            later: Vec::new(),
            is_torn: false,
        }
    }

    /// Whether the last view left something as it is that does not stand here: it has to be drawn whole.
    pub fn is_torn(&self) -> bool {
        self.is_torn
    }

    /// Makes the document look like this. Returns what to do next, in this order: it may ask for another drawing.
    #[must_use]
    pub fn draw(&mut self, view: View) -> Vec<Box<dyn FnOnce()>> {
        self.is_torn = false;
        let (parent, mut drawn) = (self.parent.clone(), std::mem::take(&mut self.drawn));
        self.row(&parent, &mut drawn, vec![view], None);
        self.drawn = drawn;
        std::mem::take(&mut self.later)
    }

    /// From the last to the first, because a place in the document is told by what follows it.
    fn row(&mut self, parent: &Node, old: &mut Vec<Drawn>, new: Vec<View>, end: Option<Node>) {
        let is_keyed = new.iter().any(|view| key_of(view).is_some());
        if is_keyed {
            self.match_keys(parent, old, &new);
        }
        for extra in old.drain(new.len().min(old.len())..) {
            self.remove(parent, extra);
        }
        old.resize_with(new.len(), || Drawn::Nothing);
        let mut next = end;
        for (drawn, view) in old.iter_mut().zip(new).rev() {
            self.one(parent, drawn, view, next.as_ref());
            let Some(first) = first_node(drawn) else {
                continue;
            };
            if is_keyed && first.next_sibling() != next {
                let _ = parent.insert_before(&first, next.as_ref());
            }
            next = Some(first);
        }
    }

    /// Brings what has a key to where that key is wanted.
    fn match_keys(&mut self, parent: &Node, old: &mut Vec<Drawn>, new: &[View]) {
        let mut pool = std::mem::take(old);
        for view in new {
            let key = key_of(view);
            let at = pool.iter().position(|drawn| standing_key(drawn) == key);
            old.push(at.map_or(Drawn::Nothing, |at| pool.remove(at)));
        }
        for extra in pool {
            self.remove(parent, extra);
        }
    }

    fn one(&mut self, parent: &Node, old: &mut Drawn, new: View, next: Option<&Node>) {
        match (&mut *old, new) {
            (Drawn::Nothing, View::Nothing) => {}
            (Drawn::Nothing, View::Same(_)) => self.is_torn = true,
            (_, View::Same(_)) => {}
            (Drawn::Text(node, before), View::Text(text)) => {
                if *before != text {
                    node.set_node_value(Some(&text));
                    *before = text;
                }
            }
            (Drawn::Row(before), View::Row(row)) => self.row(parent, before, row, next.cloned()),
            (Drawn::Tag(standing), View::Tag(Tag(tag))) if is_same(standing, &tag) => {
                self.change(standing, *tag);
            }
            (_, new) => {
                let before = std::mem::replace(old, Drawn::Nothing);
                self.remove(parent, before);
                *old = self.build(new);
                insert(parent, old, next);
            }
        }
    }

    fn change(&mut self, standing: &mut Standing, tag: Inner) {
        change(&standing.element, &mut standing.attributes, tag.attributes);
        for (ear, (_, hear)) in standing.ears.iter().zip(tag.listeners) {
            ear.change(hear);
        }
        let parent: &Node = &standing.element;
        self.row(parent, &mut standing.children, tag.children, None);
    }

    fn build(&mut self, view: View) -> Drawn {
        match view {
            View::Nothing => Drawn::Nothing,
            View::Same(_) => {
                self.is_torn = true;
                Drawn::Nothing
            }
            View::Text(text) => Drawn::Text(self.document.create_text_node(&text).into(), text),
            View::Row(row) => {
                let mut built = Vec::with_capacity(row.len());
                for view in row {
                    built.push(self.build(view));
                }
                Drawn::Row(built)
            }
            View::Tag(Tag(tag)) => Drawn::Tag(Box::new(self.element(*tag))),
        }
    }

    fn element(&mut self, tag: Inner) -> Standing {
        let namespace = if tag.is_drawing {
            SVG
        } else {
            "http://www.w3.org/1999/xhtml"
        };
        let made = self.document.create_element_ns(Some(namespace), tag.name);
        let element = made.expect("every tag has a name that a browser takes");
        let mut attributes = Vec::new();
        change(&element, &mut attributes, tag.attributes);
        let mut ears = Vec::new();
        for (event, hear) in tag.listeners {
            ears.push(Ear::new(&element, event, hear));
        }
        let mut children = Vec::with_capacity(tag.children.len());
        for view in tag.children {
            let child = self.build(view);
            insert(&element, &child, None);
            children.push(child);
        }
        if let Some(shown) = tag.shown {
            let element = element.clone().unchecked_into::<HtmlElement>();
            self.later.push(Box::new(move || shown(element)));
        }
        Standing {
            element,
            name: tag.name,
            key: tag.key,
            attributes,
            ears,
            children,
            gone: tag.gone,
        }
    }

    fn remove(&mut self, parent: &Node, drawn: Drawn) {
        match drawn {
            Drawn::Nothing => {}
            Drawn::Text(node, _) => {
                let _ = parent.remove_child(&node);
            }
            Drawn::Row(row) => {
                for drawn in row {
                    self.remove(parent, drawn);
                }
            }
            Drawn::Tag(mut standing) => {
                let _ = parent.remove_child(&standing.element);
                self.leave(&mut standing);
            }
        }
    }

    /// What an element and all in it wanted done once they are gone.
    fn leave(&mut self, standing: &mut Standing) {
        self.later.extend(standing.gone.take());
        self.leave_all(&mut standing.children);
    }

    fn leave_all(&mut self, all: &mut [Drawn]) {
        for drawn in all {
            match drawn {
                Drawn::Tag(standing) => self.leave(standing),
                Drawn::Row(row) => self.leave_all(row),
                Drawn::Nothing | Drawn::Text(..) => {}
            }
        }
    }
}

fn is_same(standing: &Standing, tag: &Inner) -> bool {
    let hears = standing.ears.iter().map(|ear| ear.event);
    standing.name == tag.name
        && standing.key == tag.key
        && hears.eq(tag.listeners.iter().map(|(event, _)| *event))
}

fn key_of(view: &View) -> Option<Key> {
    match view {
        View::Tag(tag) => tag.0.key,
        View::Same(key) => *key,
        _ => None,
    }
}

fn standing_key(drawn: &Drawn) -> Option<Key> {
    match drawn {
        Drawn::Tag(standing) => standing.key,
        _ => None,
    }
}

fn first_node(drawn: &Drawn) -> Option<Node> {
    match drawn {
        Drawn::Nothing => None,
        Drawn::Text(node, _) => Some(node.clone()),
        Drawn::Tag(standing) => Some(standing.element.clone().into()),
        Drawn::Row(row) => row.iter().find_map(first_node),
    }
}

fn insert(parent: &Node, drawn: &Drawn, next: Option<&Node>) {
    let node: &Node = match drawn {
        Drawn::Nothing => return,
        Drawn::Text(node, _) => node,
        Drawn::Tag(standing) => &standing.element,
        Drawn::Row(row) => {
            for drawn in row {
                insert(parent, drawn, next);
            }
            return;
        }
    };
    let _ = parent.insert_before(node, next);
}

//! Which lessons there are, and the ways through them.

use std::sync::Arc;

use crate::embed::Way;
use crate::ui::assets;

/// A lesson in one language, as the list names it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// Its folder.
    pub name: String,
    /// The language's tag.
    pub language: String,
    /// Its title.
    pub title: String,
    /// Its idea in one line.
    pub idea: String,
}

impl Listed {
    /// Its number, which its folder begins with.
    pub fn number(&self) -> u8 {
        let number = self.name.split('-').next().unwrap_or_default();
        number.parse().unwrap_or_default()
    }

    fn of(line: &str) -> Option<Listed> {
        let mut fields = line.splitn(4, '\t').map(str::to_owned);
        Some(Listed {
            name: fields.next()?,
            language: fields.next()?,
            title: fields.next()?,
            idea: fields.next()?,
        })
    }
}

/// Every lesson in each of its languages.
pub type List = Arc<Vec<Listed>>;

/// Empty where the list cannot be had.
pub async fn listed() -> List {
    let text = assets::text("lessons/list.txt").await.unwrap_or_default();
    Arc::new(text.lines().filter_map(Listed::of).collect())
}

/// Whether there is a lesson of this name.
pub async fn is_there(name: &str) -> bool {
    listed().await.iter().any(|lesson| lesson.name == name)
}

/// The lessons of a way in a language; in English where there are none in it.
pub fn on_way(list: &[Listed], way: Way, language: &str) -> Vec<Listed> {
    let of = |tag: &str| {
        let own = list.iter().filter(|lesson| lesson.language == tag);
        own.filter(|lesson| way.holds(lesson.number()))
            .cloned()
            .collect()
    };
    let own: Vec<Listed> = of(language);
    if own.is_empty() { of("en") } else { own }
}

/// The lesson that comes next on a way, whether or not this one is on it.
pub fn after(list: &[Listed], way: Way, language: &str, name: &str) -> Option<Listed> {
    let lessons = on_way(list, way, language);
    lessons.into_iter().find(|lesson| *lesson.name > *name)
}

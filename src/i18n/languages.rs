//! Which languages there are, and which one a learner gets.

/// One line a language, the first of them for whoever asks for none of them.
const LIST: &str = include_str!("../../assets/i18n/languages.txt");

/// A language that the page can be read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    /// Its tag, and the name of its file: `assets/i18n/<tag>.ftl`.
    pub tag: &'static str,
    /// Its name in itself, for the switch.
    pub name: &'static str,
}

/// Every language, in the order that the switch shows.
pub fn languages() -> impl Iterator<Item = Language> {
    let parse = |line: &'static str| line.split_once(' ');
    LIST.lines()
        .filter_map(parse)
        .map(|(tag, name)| Language { tag, name })
}

/// The language for the first wish that can be met, where `wanted` holds tags from a link, the learner's last
/// choice or the browser, most wanted first. A regional wish (`ru-KZ`) is met by its language.
///
/// # Panics
/// Never while the list in `assets/i18n/languages.txt` has a line, which a test makes sure of.
pub fn best_language<'a>(wanted: impl IntoIterator<Item = &'a str>) -> Language {
    let primary = |tag: &'a str| tag.split(['-', '_']).next().unwrap_or(tag);
    wanted
        .into_iter()
        .find_map(|tag| {
            let is = |known: &Language, tag: &str| known.tag.eq_ignore_ascii_case(tag);
            languages()
                .find(|known| is(known, tag))
                .or_else(|| languages().find(|known| is(known, primary(tag))))
        })
        .or_else(|| languages().next())
        .expect("there is a language")
}

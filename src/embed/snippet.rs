//! What a teacher pastes into a page.

use super::{Hidden, Locked};

/// In which form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// A frame: works wherever HTML does.
    Frame,
    /// A picture that leads here: for Markdown without HTML.
    Markdown,
    /// A link alone.
    Link,
    /// A custom element: loads when seen, and passes messages on as events.
    Element,
}

impl Form {
    /// The plain ones first.
    pub const ALL: [Form; 4] = [Form::Frame, Form::Markdown, Form::Link, Form::Element];
}

/// What is chosen for it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Choice {
    /// The site's address, up to and with its last slash.
    pub base: String,
    /// What stands after `#`: a place, a lesson or a moment.
    pub fragment: String,
    /// The title for those who cannot see the frame.
    pub title: String,
    /// A language tag.
    pub language: Option<String>,
    /// light or dark.
    pub theme: Option<String>,
    /// What is not shown.
    pub hidden: Vec<Hidden>,
    /// What cannot be changed.
    pub locked: Vec<Locked>,
    /// Remember nothing.
    pub without_storage: bool,
}

impl Choice {
    /// Names and values, in the order of docs/embedding.md.
    fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        pairs.extend(self.language.clone().map(|tag| ("lang", tag)));
        pairs.extend(self.theme.clone().map(|theme| ("theme", theme)));
        let hidden: Vec<&str> = self.hidden.iter().map(|part| part.name()).collect();
        let locked: Vec<&str> = self.locked.iter().map(|part| part.name()).collect();
        if !hidden.is_empty() {
            pairs.push(("hide", hidden.join(",")));
        }
        if !locked.is_empty() {
            pairs.push(("lock", locked.join(",")));
        }
        if self.without_storage {
            pairs.push(("storage", "off".to_owned()));
        }
        pairs
    }

    /// The address of the page itself, or of the one for frames.
    #[must_use]
    pub fn address(&self, file: &str) -> String {
        let pairs = self.parameters();
        let query: Vec<String> = pairs
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let query = if query.is_empty() {
            String::new()
        } else {
            format!("?{}", query.join("&"))
        };
        let fragment = if self.fragment.is_empty() {
            String::new()
        } else {
            format!("#{}", self.fragment)
        };
        format!("{}{file}{query}{fragment}", self.base)
    }
}

/// What is pasted.
#[must_use]
pub fn snippet(form: Form, choice: &Choice) -> String {
    let title = quoted(&choice.title);
    match form {
        Form::Frame => format!(
            "<iframe src=\"{}\" title=\"{title}\" width=\"100%\" height=\"560\"\n  sandbox=\"allow-scripts\" loading=\"lazy\" style=\"border:0\"></iframe>",
            quoted(&choice.address("embed.html"))
        ),
        Form::Markdown => format!(
            "[![{}]({}card.svg)]({})",
            choice.title.replace(['[', ']'], ""),
            choice.base,
            choice.address("")
        ),
        Form::Link => choice.address(""),
        Form::Element => {
            let mut attributes = String::new();
            for (name, value) in choice.parameters() {
                attributes.push_str(&format!(" {name}=\"{}\"", quoted(&value)));
            }
            format!(
                "<script src=\"{}ackademy.js\" defer></script>\n<ackademy-frame moment=\"{}\" title=\"{title}\"{attributes}></ackademy-frame>",
                quoted(&choice.base),
                quoted(&choice.fragment)
            )
        }
    }
}

fn quoted(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}

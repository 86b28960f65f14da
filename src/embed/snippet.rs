//! What a teacher pastes into a page.

use super::{Hidden, Locked, Moment};

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
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// The site's address, up to and with its last slash.
    pub base: String,
    /// What is shown.
    pub moment: Moment,
    /// The title for those who cannot see the frame.
    pub title: String,
    /// Of the frame, in pixels.
    pub height: u32,
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

/// Heights that are offered.
pub const HEIGHTS: [u32; 5] = [400, 480, 560, 640, 740];
const USUAL: u32 = 560;
/// A lesson has its words above the stage wherever a text is narrow.
const OF_LESSONS: u32 = 740;

impl Choice {
    /// This moment in a frame of the usual height, with nothing else chosen.
    #[must_use]
    pub fn of(base: String, moment: Moment) -> Choice {
        Choice {
            base,
            height: usual_height(&moment),
            moment,
            title: String::new(),
            language: None,
            theme: None,
            hidden: Vec::new(),
            locked: Vec::new(),
            without_storage: false,
        }
    }

    /// Something else is embedded. The height follows, unless another one was chosen.
    pub fn show(&mut self, moment: Moment) {
        if self.height == usual_height(&self.moment) {
            self.height = usual_height(&moment);
        }
        self.moment = moment;
    }

    /// The file of the picture that leads to it: of the lesson, or of the site, in a language.
    #[must_use]
    pub fn picture(&self, language: &str) -> String {
        let name = match &self.moment {
            Moment::Lesson { name, .. } => name,
            _ => "ackademy",
        };
        format!("{}cards/{name}.{language}.svg", self.base)
    }

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
        let fragment = self.moment.fragment();
        format!("{}{file}{query}#{fragment}", self.base)
    }
}

/// What is pasted. `language` is that of the picture.
#[must_use]
pub fn snippet(form: Form, choice: &Choice, language: &str) -> String {
    let title = quoted(&choice.title);
    let height = choice.height;
    match form {
        Form::Frame => format!(
            "<iframe src=\"{}\" title=\"{title}\" width=\"100%\" height=\"{height}\"\n  sandbox=\"allow-scripts\" loading=\"lazy\" style=\"border:0\"></iframe>",
            quoted(&choice.address("embed.html"))
        ),
        Form::Markdown => format!(
            "[![{}]({})]({})",
            choice.title.replace(['[', ']'], ""),
            choice.picture(language),
            choice.address("")
        ),
        Form::Link => choice.address(""),
        Form::Element => {
            let mut attributes = String::new();
            for (name, value) in choice.parameters() {
                attributes.push_str(&format!(" {name}=\"{}\"", quoted(&value)));
            }
            format!(
                "<script src=\"{}ackademy.js\" defer></script>\n<ackademy-frame moment=\"{}\" title=\"{title}\" height=\"{height}\"{attributes}></ackademy-frame>",
                quoted(&choice.base),
                quoted(&choice.moment.fragment())
            )
        }
    }
}

fn quoted(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}

fn usual_height(moment: &Moment) -> u32 {
    match moment {
        Moment::Lesson { .. } => OF_LESSONS,
        _ => USUAL,
    }
}

//! The words of a lesson in one language, as the page is given them: lines, each of which begins with what it is. There is
//! nothing in them that could be a script or an address of a stranger, and the page makes text of all of it.

/// The words of a lesson in one language.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Prose {
    /// Its title.
    pub title: String,
    /// Its idea in one line, for lists.
    pub idea: String,
    /// What one has to know to begin here.
    pub recap: Vec<Span>,
    /// Its beats, in order.
    pub beats: Vec<BeatProse>,
}

/// The words of a beat.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct BeatProse {
    /// The beat's name.
    pub name: String,
    /// Its heading.
    pub title: String,
    /// What is said at once.
    pub before: Vec<Block>,
    /// Its options and goals, by name.
    pub items: Vec<(String, Vec<Span>)>,
    /// What is said once its goals are reached, or its question is answered.
    pub after: Vec<Block>,
}

/// A paragraph.
pub type Block = Vec<Span>;

/// A stretch of text that looks the same.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Span {
    /// As it is.
    Plain(String),
    /// Stressed.
    Emphasis(String),
    /// Important.
    Strong(String),
    /// A config key, a request, a class.
    Code(String),
    /// A source to read on in.
    Link {
        /// Where it is.
        to: String,
        /// What stands there.
        text: String,
    },
}

/// Where links of a lesson may lead: to Kafka's own pages. Nothing is fetched from there unless somebody presses one.
pub const MAY_LEAD_TO: [&str; 3] = [
    "https://kafka.apache.org/",
    "https://cwiki.apache.org/confluence/",
    "https://github.com/apache/kafka/",
];

/// Whether a link may lead there.
pub(crate) fn may_lead_to(address: &str) -> bool {
    let is_plain = address
        .chars()
        .all(|c| c.is_ascii_graphic() && !"\"'<>\\".contains(c));
    is_plain && MAY_LEAD_TO.iter().any(|start| address.starts_with(start))
}

/// A sign that no one sees can make a text read otherwise than it is, or end a line of what the page is given.
pub(crate) fn is_unseen(c: char) -> bool {
    let turns_or_hides = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    c.is_control() || turns_or_hides
}

impl Span {
    /// Its letters.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Span::Plain(text)
            | Span::Emphasis(text)
            | Span::Strong(text)
            | Span::Code(text)
            | Span::Link { text, .. } => text,
        }
    }
}

impl Prose {
    /// As lines for the page.
    #[must_use]
    pub fn write(&self) -> String {
        let mut lines = Lines(String::new());
        lines.add("#", &self.title);
        lines.add("~", &self.idea);
        lines.add(">", "");
        lines.spans(&self.recap);
        for beat in &self.beats {
            lines.add("=", &format!("{} {}", beat.name, beat.title));
            lines.blocks(&beat.before);
            for (name, spans) in &beat.items {
                lines.add("i", name);
                lines.spans(spans);
            }
            lines.add("-", "");
            lines.blocks(&beat.after);
        }
        lines.0
    }

    /// What [`Prose::write`] wrote. What is not understood, as from a later version, is left out, and so is what nobody sees.
    #[must_use]
    pub fn read(text: &str) -> Prose {
        let text: String = text
            .chars()
            .filter(|c| *c == '\n' || !is_unseen(*c))
            .collect();
        let mut prose = Prose::default();
        let mut place = Place::Recap;
        for line in text.lines() {
            let Some(kind) = line.chars().next() else {
                continue;
            };
            let rest = &line[kind.len_utf8()..];
            match kind {
                '#' => prose.title = rest.to_owned(),
                '~' => prose.idea = rest.to_owned(),
                '>' => place = Place::Recap,
                '=' => {
                    let (name, title) = rest.split_once(' ').unwrap_or((rest, ""));
                    prose.beats.push(BeatProse {
                        name: name.to_owned(),
                        title: title.to_owned(),
                        ..BeatProse::default()
                    });
                    place = Place::Before;
                }
                'p' | 'i' | '-' => place = begin(&mut prose, place, kind, rest),
                _ => {
                    if let (Some(span), Some(list)) = (span(kind, rest), list(&mut prose, place)) {
                        list.push(span);
                    }
                }
            }
        }
        prose
    }
}

#[derive(Clone, Copy)]
enum Place {
    Recap,
    Before,
    Item,
    After,
}

/// A paragraph, an item, or what is said afterwards begins.
fn begin(prose: &mut Prose, place: Place, kind: char, rest: &str) -> Place {
    let Some(beat) = prose.beats.last_mut() else {
        return place;
    };
    match (kind, place) {
        ('i', _) => {
            beat.items.push((rest.to_owned(), Vec::new()));
            Place::Item
        }
        ('-', _) => Place::After,
        (_, Place::After) => {
            beat.after.push(Vec::new());
            Place::After
        }
        _ => {
            beat.before.push(Vec::new());
            Place::Before
        }
    }
}

/// Where the next span goes.
fn list(prose: &mut Prose, place: Place) -> Option<&mut Vec<Span>> {
    if let Place::Recap = place {
        return Some(&mut prose.recap);
    }
    let beat = prose.beats.last_mut()?;
    match place {
        Place::Item => beat.items.last_mut().map(|(_, spans)| spans),
        Place::After => beat.after.last_mut(),
        _ => beat.before.last_mut(),
    }
}

fn span(kind: char, rest: &str) -> Option<Span> {
    let text = rest.to_owned();
    Some(match kind {
        '.' => Span::Plain(text),
        '*' => Span::Emphasis(text),
        '!' => Span::Strong(text),
        '`' => Span::Code(text),
        '@' => {
            let (to, text) = rest.split_once(' ')?;
            if !may_lead_to(to) {
                return Some(Span::Plain(text.to_owned()));
            }
            Span::Link {
                to: to.to_owned(),
                text: text.to_owned(),
            }
        }
        _ => return None,
    })
}

struct Lines(String);

impl Lines {
    fn add(&mut self, kind: &str, rest: &str) {
        self.0.push_str(kind);
        self.0.push_str(rest);
        self.0.push('\n');
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.add("p", "");
            self.spans(block);
        }
    }

    fn spans(&mut self, spans: &[Span]) {
        for span in spans {
            match span {
                Span::Plain(text) => self.add(".", text),
                Span::Emphasis(text) => self.add("*", text),
                Span::Strong(text) => self.add("!", text),
                Span::Code(text) => self.add("`", text),
                Span::Link { to, text } => self.add("@", &format!("{to} {text}")),
            }
        }
    }
}

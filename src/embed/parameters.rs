//! Parameters of the address: `embed.html?lang=ru&hide=header,verdict#/playground`.

/// A part of the page that is not shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hidden {
    /// The top line.
    Header,
    /// The words and controls beside the stage.
    Panel,
    /// Verdict and ledger.
    Verdict,
    /// Play, step and the scrubber.
    Transport,
    /// The sequence diagram, folded or open.
    Diagram,
}

impl Hidden {
    /// Every part that can be hidden.
    pub const ALL: [Hidden; 5] = [
        Hidden::Header,
        Hidden::Panel,
        Hidden::Verdict,
        Hidden::Transport,
        Hidden::Diagram,
    ];

    /// Its name in the address.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Hidden::Header => "header",
            Hidden::Panel => "panel",
            Hidden::Verdict => "verdict",
            Hidden::Transport => "transport",
            Hidden::Diagram => "diagram",
        }
    }
}

/// Something that is shown but cannot be changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Locked {
    /// Pipelines, presets, keys and mechanisms.
    Settings,
    /// Everything that a thing's menu offers.
    Faults,
    /// More orders.
    Orders,
}

impl Locked {
    /// Everything that can be locked.
    pub const ALL: [Locked; 3] = [Locked::Settings, Locked::Faults, Locked::Orders];

    /// Its name in the address.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Locked::Settings => "settings",
            Locked::Faults => "faults",
            Locked::Orders => "orders",
        }
    }
}

/// A parameter that means nothing: which one, and what it said. The page goes on without it and says so.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mistake {
    /// Its name.
    pub parameter: String,
    /// What it said.
    pub value: String,
}

/// What the address asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parameters {
    /// `lang=`: a language tag.
    pub language: Option<String>,
    /// `theme=`: light or dark.
    pub theme: Option<String>,
    /// `hide=`: parts by name, with commas.
    pub hidden: Vec<Hidden>,
    /// `lock=`: the same.
    pub locked: Vec<Locked>,
    /// `storage=off` remembers nothing, not even where it could.
    pub may_store: bool,
    /// `host=`: the only origin that is spoken to and listened to.
    pub host: Option<String>,
    /// `present=1`: large type, and the keys of a lecture clicker.
    pub presents: bool,
    /// What could not be understood.
    pub mistakes: Vec<Mistake>,
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters {
            language: None,
            theme: None,
            hidden: Vec::new(),
            locked: Vec::new(),
            may_store: true,
            host: None,
            presents: false,
            mistakes: Vec::new(),
        }
    }
}

impl Parameters {
    /// Reads names and values, already decoded. What belongs to others (`lesson=`, `beat=`) is left alone.
    #[must_use]
    pub fn of<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Parameters {
        let mut read = Parameters::default();
        for (name, value) in pairs {
            if !read.take(name, value) {
                read.mistakes.push(Mistake {
                    parameter: name.to_owned(),
                    value: value.to_owned(),
                });
            }
        }
        read
    }

    /// Returns whether it made sense.
    fn take(&mut self, name: &str, value: &str) -> bool {
        match (name, value) {
            ("lang", tag) => self.language = Some(tag.to_owned()),
            ("theme", "light" | "dark") => self.theme = Some(value.to_owned()),
            ("storage", "off") => self.may_store = false,
            ("storage", "on") => self.may_store = true,
            ("present", "1") => self.presents = true,
            ("present", "0") => self.presents = false,
            ("host", origin) if is_origin(origin) => self.host = Some(origin.to_owned()),
            ("hide", names) => return named(names, &Hidden::ALL, Hidden::name, &mut self.hidden),
            ("lock", names) => return named(names, &Locked::ALL, Locked::name, &mut self.locked),
            ("theme" | "storage" | "present" | "host", _) => return false,
            _ => {}
        }
        true
    }
}

/// Takes what is known of a list; returns whether all of it is.
fn named<T: Copy + PartialEq>(
    names: &str,
    all: &[T],
    name_of: fn(T) -> &'static str,
    into: &mut Vec<T>,
) -> bool {
    let mut known = true;
    for name in names.split(',') {
        match all.iter().find(|it| name_of(**it) == name) {
            Some(found) if into.contains(found) => {}
            Some(found) => into.push(*found),
            None => known = false,
        }
    }
    known
}

/// A scheme, two slashes and a host, and nothing behind it.
fn is_origin(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', ' ', '@', '\\']))
}

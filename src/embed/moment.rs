//! What can be shown in a frame, as an address says it: what stands after `#`.

/// No longer text is looked into: a link, and room for the address before it.
pub const CHARACTERS_MAX: usize = 12_000;

/// Something that can be shown in a frame.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Moment {
    /// The first minute.
    FirstMinute,
    /// The playground as it begins.
    Playground,
    /// The whole transaction as a picture.
    Transaction,
    /// The list of lessons.
    Lessons(Way),
    /// A lesson.
    Lesson {
        /// Its folder's name.
        name: String,
        /// One of its beats, from 0; the beginning where none is named.
        beat: Option<usize>,
    },
    /// The text of a link to a moment, as *Share this moment* gives it.
    Shared(String),
}

/// Why a text names nothing that can be shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Astray {
    /// Nothing is there to be read.
    Empty,
    /// An address without a `#`, or some other text.
    NoFragment,
    /// What stands after `#` is no place of ours.
    Unknown(String),
    /// It is longer than any address.
    TooLong,
}

impl Moment {
    /// Reads what stands after `#` in an address, the address itself, or an address of `#/embed` that holds it.
    ///
    /// # Errors
    /// Why it names nothing that can be shown.
    pub fn of(text: &str) -> Result<Moment, Astray> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Astray::Empty);
        }
        if text.len() > CHARACTERS_MAX {
            return Err(Astray::TooLong);
        }
        let fragment = match text.split_once('#') {
            Some((_, fragment)) => fragment,
            None if text.starts_with('/') || text.starts_with("s=") => text,
            None => return Err(Astray::NoFragment),
        };
        // What follows a question mark are parameters.
        let path = fragment.split('?').next().unwrap_or_default();
        let path = match path.strip_prefix("/embed/") {
            Some(shared) if shared.starts_with("s=") => shared,
            Some(inner) => return Moment::at(&format!("/{inner}")),
            None => path,
        };
        Moment::at(path)
    }

    fn at(path: &str) -> Result<Moment, Astray> {
        let unknown = || Astray::Unknown(path.to_owned());
        Ok(match path {
            "" | "/" => Moment::FirstMinute,
            "/playground" => Moment::Playground,
            "/transaction" => Moment::Transaction,
            _ => match (Way::at(path), path.strip_prefix("s=")) {
                (Some(way), _) => Moment::Lessons(way),
                (_, Some(text)) => Moment::Shared(text.to_owned()),
                _ => lesson(path).ok_or_else(unknown)?,
            },
        })
    }

    /// What stands after `#`.
    #[must_use]
    pub fn fragment(&self) -> String {
        match self {
            Moment::FirstMinute => "/".to_owned(),
            Moment::Playground => "/playground".to_owned(),
            Moment::Transaction => "/transaction".to_owned(),
            Moment::Lessons(way) => way.path().to_owned(),
            Moment::Lesson { name, beat } => match beat {
                Some(beat) => lesson_path(name, &(beat + 1).to_string()),
                None => [LESSON, name].concat(),
            },
            Moment::Shared(text) => format!("s={text}"),
        }
    }

    /// Where it is chosen to be put into a page.
    #[must_use]
    pub fn maker_href(&self) -> String {
        let fragment = self.fragment();
        format!("#/embed/{}", fragment.trim_start_matches('/'))
    }
}

/// A way through the lessons.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Way {
    /// Every lesson: two lectures.
    #[default]
    All,
    /// The whole picture in one sitting of 45 minutes.
    Short,
}

impl Way {
    /// Both, as they are offered.
    pub const EVERY: [Way; 2] = [Way::All, Way::Short];
    /// The lessons of the short way.
    pub const SHORT: [u8; 5] = [1, 3, 4, 8, 11];

    /// The address of its list.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Way::All => "/lessons",
            Way::Short => "/lessons/45-minutes",
        }
    }

    /// The way whose list has this address.
    #[must_use]
    pub fn at(path: &str) -> Option<Way> {
        Way::EVERY.into_iter().find(|way| way.path() == path)
    }

    /// Whether the lesson of this number is on it.
    #[must_use]
    pub fn holds(self, number: u8) -> bool {
        self == Way::All || Way::SHORT.contains(&number)
    }
}

fn lesson(path: &str) -> Option<Moment> {
    let (name, part) = lesson_parts(path)?;
    Some(Moment::Lesson {
        name: name.to_owned(),
        beat: match part {
            "" => None,
            part => Some(beat_of(part)?),
        },
    })
}

/// How the addresses of lessons begin.
const LESSON: &str = "/lesson/";

/// The name of a lesson in its address, and what stands behind it: `/lesson/NAME/2`.
#[must_use]
pub fn lesson_parts(path: &str) -> Option<(&str, &str)> {
    let rest = path.strip_prefix(LESSON)?;
    let (name, part) = rest.split_once('/').unwrap_or((rest, ""));
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_name = !name.is_empty() && name.chars().all(is_plain);
    is_name.then_some((name, part))
}

/// A beat from 0, which an address counts from 1.
#[must_use]
pub fn beat_of(part: &str) -> Option<usize> {
    part.parse::<usize>().ok()?.checked_sub(1)
}

/// The address of a part of a lesson: `/lesson/NAME/PART`.
#[must_use]
pub fn lesson_path(name: &str, part: &str) -> String {
    [LESSON, name, "/", part].concat()
}

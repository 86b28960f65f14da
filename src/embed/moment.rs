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
    Lessons,
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
            "/lessons" => Moment::Lessons,
            _ => match (path.strip_prefix("s="), path.strip_prefix("/lesson/")) {
                (Some(text), _) => Moment::Shared(text.to_owned()),
                (_, Some(rest)) => lesson(rest).ok_or_else(unknown)?,
                _ => return Err(unknown()),
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
            Moment::Lessons => "/lessons".to_owned(),
            Moment::Lesson { name, beat } => match beat {
                Some(beat) => format!("/lesson/{name}/{}", beat + 1),
                None => format!("/lesson/{name}"),
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

/// `NAME` or `NAME/2`, where beats are counted from 1.
fn lesson(rest: &str) -> Option<Moment> {
    let (name, beat) = match rest.split_once('/') {
        Some((name, beat)) => (name, Some(beat)),
        None => (rest, None),
    };
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.is_empty() || !name.chars().all(is_plain) {
        return None;
    }
    let beat = match beat {
        None | Some("") => None,
        Some(beat) => Some(beat.parse::<usize>().ok()?.checked_sub(1)?),
    };
    Some(Moment::Lesson {
        name: name.to_owned(),
        beat,
    })
}

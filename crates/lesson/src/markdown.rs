//! Prose from Markdown: `# title`, the idea in one line, `> recap`, then `## name: heading` for each beat, with paragraphs, a list of
//! `name: text` for options and goals, and after a rule (`---`) what is said in the end. Whatever else Markdown can say is
//! refused: raw HTML, pictures, strange addresses.

use ackademy_engine::script::Mistake;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::blocks::mistake;
use crate::prose::{BeatProse, Prose, Span, is_unseen, may_lead_to};

/// Reads a file of prose.
///
/// # Errors
/// The first thing that may not stand there, with its line and what to do.
pub(crate) fn read(text: &str) -> Result<Prose, Mistake> {
    let mut reader = Reader {
        text,
        prose: Prose::default(),
        spans: Vec::new(),
        style: Style::Plain,
        is_after: false,
        is_recap: false,
        is_in_item: false,
    };
    if let Some(at) = text.find(|c: char| is_unseen(c) && c != '\n') {
        return Err(reader.refuse(at, CONTROL));
    }
    let parser = Parser::new_ext(text, Options::empty());
    for (event, range) in parser.into_offset_iter() {
        reader.take(event, range.start)?;
    }
    if reader.prose.title.is_empty() {
        return Err(mistake(
            1,
            "expected `# ` and the lesson's title at the top",
        ));
    }
    Ok(reader.prose)
}

const CONTROL: &str = "control character: remove it";

enum Style {
    Plain,
    Emphasis,
    Strong,
    Link(String),
}

struct Reader<'a> {
    text: &'a str,
    prose: Prose,
    spans: Vec<Span>,
    style: Style,
    is_after: bool,
    is_recap: bool,
    /// Between the ends of an option or a goal. With empty lines between them, they hold paragraphs.
    is_in_item: bool,
}

impl Reader<'_> {
    fn line(&self, at: usize) -> usize {
        self.text[..at].matches('\n').count() + 1
    }

    fn refuse(&self, at: usize, what: &str) -> Mistake {
        mistake(self.line(at), format!("prose of a lesson has no {what}"))
    }

    fn take(&mut self, event: Event<'_>, at: usize) -> Result<(), Mistake> {
        match event {
            Event::Start(tag) => return self.start(&tag, at),
            Event::End(end) => return self.end(end, at),
            Event::Text(text) => self.add(&text, at)?,
            Event::SoftBreak => self.add(" ", at)?,
            Event::Code(code) if matches!(self.style, Style::Link(_)) => self.add(&code, at)?,
            Event::Code(code) => self.spans.push(Span::Code(code.to_string())),
            Event::Rule => {
                if self.is_after || self.prose.beats.is_empty() {
                    return Err(self.refuse(
                        at,
                        "second rule in a beat, nor one before the first: remove it",
                    ));
                }
                self.is_after = true;
            }
            Event::Html(_) | Event::InlineHtml(_) => {
                return Err(self.refuse(at, "HTML: write it in Markdown, or `<` as `&lt;`"));
            }
            _ => {
                return Err(self.refuse(
                    at,
                    "line break, footnote, task or formula: write a paragraph",
                ));
            }
        }
        Ok(())
    }

    fn start(&mut self, tag: &Tag<'_>, at: usize) -> Result<(), Mistake> {
        let is_plain = matches!(self.style, Style::Plain);
        match tag {
            Tag::Paragraph if self.is_in_item && !self.spans.is_empty() => {
                return Err(self.refuse(at, "second paragraph in an option or a goal: write one"));
            }
            Tag::List(None) if self.is_in_item => {
                return Err(self.refuse(at, "list within a list: write one list"));
            }
            Tag::Paragraph | Tag::List(None) => {}
            Tag::Item => self.is_in_item = true,
            Tag::Heading {
                level: HeadingLevel::H1,
                ..
            } if !self.prose.title.is_empty() => {
                return Err(self.refuse(at, "second title: a beat begins with `## name: heading`"));
            }
            Tag::Heading {
                level: HeadingLevel::H1 | HeadingLevel::H2,
                ..
            } => {}
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } if !is_plain => {
                return Err(self.refuse(at, "stressed words within others: stress them once"));
            }
            Tag::BlockQuote(_) if self.prose.beats.is_empty() => self.is_recap = true,
            Tag::Emphasis => self.style = Style::Emphasis,
            Tag::Strong => self.style = Style::Strong,
            Tag::Link { dest_url, .. } => {
                if !may_lead_to(dest_url) {
                    return Err(self.refuse(
                        at,
                        &format!("link to `{dest_url}`: lead to kafka.apache.org, cwiki.apache.org/confluence or github.com/apache/kafka, by https"),
                    ));
                }
                self.style = Style::Link(dest_url.to_string());
            }
            Tag::Image { .. } => return Err(self.refuse(at, "pictures: the stage is the picture")),
            Tag::HtmlBlock => {
                return Err(self.refuse(at, "HTML: write it in Markdown, or `<` as `&lt;`"));
            }
            Tag::BlockQuote(_) => {
                return Err(self.refuse(
                    at,
                    "quotation in a beat: `>` stands above the first, for the recap",
                ));
            }
            Tag::Heading { .. } => {
                return Err(self.refuse(
                    at,
                    "heading of this level: a beat begins with `## name: heading`",
                ));
            }
            _ => {
                return Err(self.refuse(
                    at,
                    "numbered list, table or block of code: write a paragraph",
                ));
            }
        }
        Ok(())
    }

    fn end(&mut self, end: TagEnd, at: usize) -> Result<(), Mistake> {
        match end {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link => self.style = Style::Plain,
            TagEnd::Heading(HeadingLevel::H1) => self.prose.title = self.taken_text(),
            TagEnd::Heading(_) => self.begin_beat(at)?,
            TagEnd::Item => {
                self.is_in_item = false;
                self.end_item(at)?;
            }
            TagEnd::BlockQuote(_) => self.is_recap = false,
            TagEnd::Paragraph if !self.is_in_item => self.end_paragraph(at)?,
            _ => {}
        }
        Ok(())
    }

    fn begin_beat(&mut self, at: usize) -> Result<(), Mistake> {
        let text = self.taken_text();
        let is_name = |name: &str| {
            let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            !name.is_empty() && name.chars().all(fine)
        };
        let parts = text.split_once(": ").filter(|(name, _)| is_name(name));
        let (name, title) = parts.ok_or_else(|| {
            mistake(
                self.line(at),
                "expected `## name: heading`, the name as in lesson.txt",
            )
        })?;
        self.prose.beats.push(BeatProse {
            name: name.to_owned(),
            title: title.to_owned(),
            ..BeatProse::default()
        });
        self.is_after = false;
        Ok(())
    }

    fn end_paragraph(&mut self, at: usize) -> Result<(), Mistake> {
        let spans = std::mem::take(&mut self.spans);
        if self.is_recap {
            self.prose.recap.extend(spans);
            return Ok(());
        }
        let line = self.line(at);
        let Some(beat) = self.prose.beats.last_mut() else {
            return self.end_idea(&spans, line);
        };
        let blocks = if self.is_after {
            &mut beat.after
        } else {
            &mut beat.before
        };
        blocks.push(spans);
        Ok(())
    }

    /// One line of plain words stands above the recap.
    fn end_idea(&mut self, spans: &[Span], line: usize) -> Result<(), Mistake> {
        match spans {
            [Span::Plain(idea)] if self.prose.idea.is_empty() && self.prose.recap.is_empty() => {
                self.prose.idea = idea.clone();
                Ok(())
            }
            _ => Err(mistake(
                line,
                "expected the idea in one line of plain words, then `> ` before the recap, then `## name: heading` before a beat's text",
            )),
        }
    }

    fn end_item(&mut self, at: usize) -> Result<(), Mistake> {
        let line = self.line(at);
        let mut spans = std::mem::take(&mut self.spans);
        let wrong = || {
            mistake(
                line,
                "expected `- name: text`, the name of an option or a goal as in lesson.txt",
            )
        };
        let Some(Span::Plain(first)) = spans.first() else {
            return Err(wrong());
        };
        let (name, rest) = first.split_once(": ").ok_or_else(wrong)?;
        let (name, rest) = (name.to_owned(), rest.to_owned());
        spans[0] = Span::Plain(rest);
        let is_after = self.is_after;
        let beat = self.prose.beats.last_mut().ok_or_else(wrong)?;
        if is_after {
            return Err(mistake(line, "options and goals stand above the rule"));
        }
        beat.items.push((name, spans));
        Ok(())
    }

    fn add(&mut self, text: &str, at: usize) -> Result<(), Mistake> {
        // Markdown can spell a sign by its number.
        if text.contains(is_unseen) {
            return Err(self.refuse(at, CONTROL));
        }
        let text = text.to_owned();
        match (&self.style, self.spans.last_mut()) {
            (Style::Plain, Some(Span::Plain(last))) => last.push_str(&text),
            (Style::Plain, _) => self.spans.push(Span::Plain(text)),
            (Style::Emphasis, _) => self.spans.push(Span::Emphasis(text)),
            (Style::Strong, _) => self.spans.push(Span::Strong(text)),
            (Style::Link(to), _) => self.spans.push(Span::Link {
                to: to.clone(),
                text,
            }),
        }
        Ok(())
    }

    fn taken_text(&mut self) -> String {
        let spans = std::mem::take(&mut self.spans);
        spans.iter().map(Span::text).collect()
    }
}

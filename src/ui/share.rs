//! "Share this moment": the link of what is on screen; and what a link leads to.

use super::browser::{self, window};
use super::clipboard;
use super::dom::{Tag, View, tag, when};
use super::page::{Page, Shown};
use super::pieces::{CROSS, icon, sign_button, words};
use super::route::{self, Place};
use crate::embed::Moment;
use crate::i18n::{Message, message};
use crate::session::{Intent, Session};
use crate::share::{self, Link};
use crate::t;

/// The link that is shown.
#[derive(Clone, PartialEq)]
pub struct SharedShown {
    link: String,
    /// Where the same moment is put into a page.
    maker: String,
    is_copied: bool,
    /// In a lesson: the learner's own run.
    own_run: OwnRun,
}

/// The run of a lesson, which the lesson's own link does not hold.
#[derive(Clone, PartialEq)]
enum OwnRun {
    /// This is no lesson.
    Elsewhere,
    /// A link to it, as the page that it opens and what stands after the `#`.
    Link {
        base: String,
        fragment: String,
        is_copied: bool,
    },
    /// The playground cannot repeat it.
    OfNoPreset,
}

const SHARE: &str = "M12 15V4M8 8l4-4 4 4M5 13v6h14v-6";

/// Asks for the link of this moment.
pub fn share_button(page: Page) -> Tag {
    let name = page.text(&t!("share-button"));
    tag("button", "icon-button icon-button--bare")
        .set("aria-label", name.clone())
        .set("title", name)
        .on("click", move |_| share_now(page))
        .with(icon(SHARE))
}

fn share_now(page: Page) {
    page.ask(Intent::Pause);
    let lesson = page.screen().lesson.clone();
    let own_run = own_run(page, lesson.is_some());
    let link = match lesson {
        Some(lesson) => Link::Lesson {
            name: lesson.name,
            beat: u8::try_from(lesson.beat).unwrap_or(0),
        },
        None => Link::Run(Box::new(page.peek(Session::to_link))),
    };
    let text = share::write(&link);
    let moment = match link {
        Link::Lesson { name, beat } => Moment::Lesson {
            name,
            beat: Some(usize::from(beat)),
        },
        Link::Run(_) => Moment::Shared(text.clone()),
    };
    let link = format!("{}#s={text}", base());
    let text = link.clone();
    page.change(|shown| {
        shown.shared = Some(SharedShown {
            link,
            maker: moment.maker_href(),
            is_copied: false,
            own_run,
        });
    });
    clipboard::copy(text, move || {
        page.change(|shown| {
            if let Some(it) = &mut shown.shared {
                it.is_copied = true;
            }
        });
    });
}

fn own_run(page: Page, is_lesson: bool) -> OwnRun {
    if !is_lesson {
        return OwnRun::Elsewhere;
    }
    let run = page.peek(Session::to_playground_link);
    run.map_or(OwnRun::OfNoPreset, |run| OwnRun::Link {
        base: base(),
        fragment: format!("#s={}", share::write(&Link::Run(Box::new(run)))),
        is_copied: false,
    })
}

fn copy_own_run(page: Page, link: String) {
    clipboard::copy(link, move || {
        page.change(|shown| {
            if let Some(SharedShown {
                own_run: OwnRun::Link { is_copied, .. },
                ..
            }) = &mut shown.shared
            {
                *is_copied = true;
            }
        });
    });
}

/// The page that the link opens: this one, but not the one for frames, which may hide and lock what a reader needs.
fn base() -> String {
    if browser::is_framed() {
        return route::site();
    }
    let href = window().location().href().unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_owned()
}

/// The link, for whoever has asked for it.
pub fn share_bar(page: Page, shown: &Shown) -> Option<Tag> {
    let it = shown.shared.as_ref()?;
    let count = i64::try_from(it.link.len()).unwrap_or(0);
    let told = if it.is_copied {
        message("share-copied").with("count", count)
    } else {
        message("share-copy-by-hand").with("count", count)
    };
    let field = field(page, &t!("share-link"), &it.link).shown(|field| browser::select(&field));
    let close = sign_button(
        "icon-button icon-button--bare",
        page.text(&t!("notice-dismiss")),
        CROSS,
    )
    .on("click", move |_| page.change(|shown| shown.shared = None));
    Some(
        tag("section", "shared")
            .set("aria-label", page.text(&t!("share-button")))
            .mark("data-layer")
            .with(words(page, "p", "shared__text", &told).set("role", "status"))
            .with(tag("div", "shared__row").with(field).with(close))
            .with(when(!browser::is_framed(), || {
                words(page, "a", "shared__embed", &t!("share-embed")).set("href", it.maker.clone())
            }))
            .with(own_run_row(page, &it.own_run)),
    )
}

fn field(page: Page, name: &Message, link: &str) -> Tag {
    tag("input", "shared__link")
        .set("type", "text")
        .mark("readonly")
        .set("aria-label", page.text(name))
        .set("value", link.to_owned())
}

/// The learner's own run in a lesson: a link to it, and the way there.
fn own_run_row(page: Page, run: &OwnRun) -> View {
    let (base, fragment, is_copied) = match run {
        OwnRun::Elsewhere => return View::Nothing,
        OwnRun::OfNoPreset => {
            return words(page, "p", "shared__text shared__run", &t!("share-run-none")).into();
        }
        OwnRun::Link {
            base,
            fragment,
            is_copied,
        } => (base, fragment, *is_copied),
    };
    let link = format!("{base}{fragment}");
    let count = i64::try_from(link.len()).unwrap_or(0);
    let told = if is_copied {
        message("share-copied").with("count", count)
    } else {
        message("share-run").with("count", count)
    };
    let copied = link.clone();
    let copy = tag("button", "button button--small")
        .on("click", move |_| copy_own_run(page, copied.clone()))
        .with(page.text(&t!("share-run-copy")));
    let row = tag("div", "shared__row")
        .with(field(page, &t!("share-run-link"), &link))
        .with(when(!browser::is_framed(), || copy));
    tag("div", "shared__run")
        .with(words(page, "p", "shared__text", &told).set("role", "status"))
        .with(row)
        .with(
            words(page, "a", "shared__embed", &t!("share-run-open")).set("href", fragment.clone()),
        )
        .into()
}

/// Goes where the address's link leads, if it has one: a run, a lesson, or a word on why nowhere. Returns whether it has.
pub fn follow(page: Page) -> bool {
    let Some(text) = route::shared() else {
        return false;
    };
    match share::read(&text) {
        Ok(Link::Lesson { name, beat }) => {
            let _ = window()
                .location()
                .set_hash(&route::lesson_href(&name, usize::from(beat)));
        }
        Ok(Link::Run(run)) => match Session::from_link(&run) {
            Ok(session) => {
                page.come_to(Place::Playground);
                page.replace(session);
            }
            Err(why) => page.refuse_link(why),
        },
        Err(why) => page.refuse_link(why),
    }
    true
}

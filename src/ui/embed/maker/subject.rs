//! What is embedded: a place, a lesson or a part of it, a scene, or the moment of a link that was pasted.

use ackademy_engine::scenario::{Pipeline, Preset};
use wasm_bindgen_futures::spawn_local;

use super::fields::{labelled, option, pick, select};
use super::{MakerShown, change, told};
use crate::embed::{Astray, Moment, Way};
use crate::i18n::{Message, message};
use crate::session::{Intent, Session, words_for_link};
use crate::share::{self, Link, LinkError};
use crate::t;
use crate::ui::browser::value_of;
use crate::ui::dom::{Tag, View, many, tag, when};
use crate::ui::lesson;
use crate::ui::page::{Page, Shown};
use crate::ui::panel::{pipeline_name, preset_name};
use crate::ui::pieces::words;
use crate::ui::route::Place;

/// The longest stretch of an address that is repeated to who pasted it.
const REPEATED: usize = 40;

/// Comes to the page where this is chosen, if the address leads there. Returns whether it does.
pub fn follow(page: Page) -> bool {
    let leads_here = Place::now() == Place::Embed;
    if leads_here {
        page.ask(Intent::Pause);
        page.come_to(Place::Embed);
        lesson::fetch_list(page);
        fetch_words(page);
    }
    leads_here
}

/// Each pipeline under each preset from its start.
pub(super) fn scenes() -> Vec<(Pipeline, Preset, Moment)> {
    let mut scenes = Vec::new();
    for pipeline in [Pipeline::Simple, Pipeline::Stream] {
        for preset in Preset::all(pipeline) {
            let run = Session::untouched(*preset, pipeline, 0).to_link();
            let text = share::write(&Link::Run(Box::new(run)));
            scenes.push((pipeline, *preset, Moment::Shared(text)));
        }
    }
    scenes
}

/// What a text leads to, if it can be shown in a frame; nothing is said of an empty one.
pub(super) fn understood(text: &str) -> Result<Moment, Option<Message>> {
    let moment = Moment::of(text).map_err(words_for)?;
    let Moment::Shared(link) = &moment else {
        return Ok(moment);
    };
    let no_link = |why: LinkError| Some(words_for_link(why));
    Ok(match share::read(link).map_err(no_link)? {
        Link::Lesson { name, beat } => Moment::Lesson {
            name,
            beat: Some(usize::from(beat)),
        },
        Link::Run(run) => {
            Session::from_link(&run).map_err(no_link)?;
            moment
        }
    })
}

fn words_for(why: Astray) -> Option<Message> {
    Some(match why {
        Astray::Empty => return None,
        Astray::NoFragment => t!("embed-paste-no-fragment"),
        Astray::TooLong => t!("link-oversized"),
        Astray::Unknown(path) => {
            let path: String = path.chars().take(REPEATED).collect();
            message("embed-paste-unknown").with("path", path)
        }
    })
}

/// The language that the frame will be in, as far as it can be told.
pub(super) fn language(shown: &Shown, it: &MakerShown) -> String {
    let chosen = it.choice.language.clone();
    chosen.unwrap_or_else(|| shown.bundle.locale().to_owned())
}

/// What the frame is called for those who cannot see it.
pub(super) fn title(page: Page, shown: &Shown, it: &MakerShown) -> String {
    let what = match &it.choice.moment {
        Moment::Lesson { name, beat } => lesson_title(shown, it, name, *beat),
        Moment::Transaction => Some(page.text(&t!("picture-title"))),
        moment => {
            let mut scenes = it.scenes.iter();
            let scene = scenes.find(|(.., link)| link == moment);
            scene.map(|(pipeline, preset, _)| scene_name(page, *pipeline, *preset))
        }
    };
    what.map_or_else(
        || page.text(&t!("embed-frame-title")),
        |what| format!("Ackademy: {what}"),
    )
}

fn lesson_title(shown: &Shown, it: &MakerShown, name: &str, beat: Option<usize>) -> Option<String> {
    if let (Some((own, prose)), Some(beat)) = (&it.prose, beat)
        && own == name
        && let Some(part) = prose.beats.get(beat)
    {
        return Some(format!("{}. {}", prose.title, part.title));
    }
    let language = language(shown, it);
    let list = shown.lessons.list.as_ref()?;
    let mut titles = list.iter().filter(|lesson| lesson.name == name);
    let own = titles.find(|lesson| lesson.language == language);
    own.map(|lesson| lesson.title.clone())
}

fn scene_name(page: Page, pipeline: Pipeline, preset: Preset) -> String {
    let name = page.text(&pipeline_name(pipeline).0);
    format!("{name}: {}", page.text(&preset_name(preset)))
}

/// The words of the chosen lesson, for the names of its parts.
pub(super) fn fetch_words(page: Page) {
    let wanted = page.look(|shown| {
        let it = shown.maker.as_ref()?;
        let Moment::Lesson { name, .. } = &it.choice.moment else {
            return None;
        };
        Some((name.clone(), language(shown, it)))
    });
    let Some((name, language)) = wanted else {
        return;
    };
    spawn_local(async move {
        let prose = lesson::fetch_words(&name, &language).await;
        page.change(|shown| {
            if let (Some(it), Some(prose)) = (&mut shown.maker, prose) {
                it.prose = Some((name, prose));
            }
        });
    });
}

/// Chooses it.
fn choose(page: Page, moment: Moment) {
    page.change(|shown| {
        if let Some(it) = &mut shown.maker {
            it.wrong = None;
        }
    });
    change(page, |choice| choice.show(moment));
    fetch_words(page);
}

/// What was pasted is taken if it can be shown. `is_whole` once nothing more is being typed: then it is told why it cannot.
fn take(page: Page, text: &str, is_whole: bool) {
    let list = page.look(|shown| shown.lessons.list.clone());
    let known = |name: &str| {
        list.as_ref()
            .is_none_or(|list| list.iter().any(|lesson| lesson.name == name))
    };
    let wrong = match understood(text) {
        Ok(Moment::Lesson { name, .. }) if !known(&name) => {
            Some(message("embed-paste-no-lesson").with("name", name))
        }
        Ok(moment) => return choose(page, moment),
        Err(why) => why,
    };
    page.change(|shown| {
        if let Some(it) = &mut shown.maker {
            it.wrong = wrong.filter(|_| is_whole);
        }
    });
}

/// What can be chosen, and a field for what is nowhere in the list.
pub(super) fn subject(page: Page, shown: &Shown, it: &MakerShown) -> View {
    View::Row(vec![
        whats(page, shown, it).into(),
        parts(page, it),
        paste(page, it).into(),
    ])
}

fn whats(page: Page, shown: &Shown, it: &MakerShown) -> Tag {
    let value = match &it.choice.moment {
        Moment::Lesson { name, .. } => whole(name).fragment(),
        moment => moment.fragment(),
    };
    let row = |moment: &Moment, name: String| option(moment.fragment(), name, &value);
    let place = |moment: Moment, name: Message| row(&moment, page.text(&name));
    let language = shown.bundle.locale();
    let list = shown.lessons.list.as_deref();
    let lessons = list.into_iter().flatten();
    let lessons = lessons.filter(|lesson| lesson.language == language);
    let lessons = many(lessons, |lesson| {
        let name = format!("{}. {}", lesson.number(), lesson.title);
        row(&whole(&lesson.name), name)
    });
    let scenes = many(it.scenes.iter(), |(pipeline, preset, moment)| {
        row(moment, scene_name(page, *pipeline, *preset))
    });
    let is_scene = it.scenes.iter().any(|(.., link)| *link == it.choice.moment);
    let own = matches!(it.choice.moment, Moment::Shared(_)) && !is_scene;
    let options = View::Row(vec![
        when(own, || {
            row(&it.choice.moment, page.text(&t!("embed-this-moment")))
        }),
        place(Moment::Playground, t!("nav-playground")).into(),
        place(Moment::FirstMinute, t!("embed-first-minute")).into(),
        place(Moment::Transaction, t!("picture-title")).into(),
        place(Moment::Lessons(Way::All), t!("embed-lesson-list")).into(),
        place(Moment::Lessons(Way::Short), t!("embed-short-way")).into(),
        options_of(page, &t!("nav-lessons"), lessons),
        options_of(page, &t!("embed-scenes"), scenes),
    ]);
    select(page, &t!("embed-place"), options, move |value| {
        if let Ok(moment) = Moment::of(&value) {
            choose(page, moment);
        }
    })
}

fn options_of(page: Page, name: &Message, options: View) -> View {
    tag("optgroup", "")
        .set("label", page.text(name))
        .with(options)
        .into()
}

fn whole(name: &str) -> Moment {
    Moment::Lesson {
        name: name.to_owned(),
        beat: None,
    }
}

/// The whole lesson, or one of its parts.
fn parts(page: Page, it: &MakerShown) -> View {
    let Moment::Lesson { name, beat } = &it.choice.moment else {
        return View::Nothing;
    };
    let prose = it.prose.as_ref().filter(|(own, _)| own == name);
    let beats = prose.map_or(&[][..], |(_, prose)| &prose.beats);
    let at = |beat: Option<usize>| Moment::Lesson {
        name: name.clone(),
        beat,
    };
    let mut options = vec![(at(None).fragment(), page.text(&t!("embed-whole-lesson")))];
    for (place, beat) in beats.iter().enumerate() {
        let name = format!("{}. {}", place + 1, beat.title);
        options.push((at(Some(place)).fragment(), name));
    }
    // A part that the lesson does not have is its last.
    let last = beats.len().saturating_sub(1);
    let value = at(beat.map(|beat| beat.min(last))).fragment();
    pick(page, &t!("embed-part"), &value, options, move |value| {
        if let Ok(moment) = Moment::of(&value) {
            choose(page, moment);
        }
    })
    .into()
}

fn paste(page: Page, it: &MakerShown) -> Tag {
    let field = tag("input", "maker__select")
        .set("type", "text")
        .set("spellcheck", "false")
        .set("autocomplete", "off")
        .set("aria-describedby", "maker-paste")
        .flag("aria-invalid", it.wrong.is_some())
        .on("input", move |event| take(page, &value_of(event), false))
        .on("change", move |event| take(page, &value_of(event), true));
    let wrong = it.wrong.as_ref();
    let hint = words(page, "p", "maker__hint", &t!("embed-paste-hint"));
    tag("div", "maker__paste")
        .with(labelled(page, &t!("embed-paste"), field))
        .with(
            tag("div", "").set("id", "maker-paste").with(hint).with(
                tag("div", "")
                    .set("role", "alert")
                    .with(wrong.map(|why| told(page, "maker__wrong", why))),
            ),
        )
}

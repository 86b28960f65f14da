//! One beat beside the stage: what is said, what is asked, what is to be done, and the way on.

use ackademy_lesson::{BeatProse, Prose};

use super::go;
use super::listed::after;
use super::said::{block, goal, item, option_text, spans};
use crate::embed::Hidden;
use crate::i18n::{Message, message};
use crate::session::{Intent, Keys, LessonStep, LessonView};
use crate::t;
use crate::ui::dom::{Tag, View, many, tag, when};
use crate::ui::embed::parameters;
use crate::ui::page::{Page, Shown};
use crate::ui::panel::settings;
use crate::ui::pieces::{button, look, words};
use crate::ui::route::{lesson_href, still_href, way_href};
use crate::ui::transport::skip_wait;

/// The panel beside the stage.
pub fn lesson_panel(page: Page, shown: &Shown, lesson: &LessonView) -> View {
    let Some((language, prose)) = &shown.lessons.prose else {
        return View::Nothing;
    };
    let said = prose.beats.get(lesson.beat);
    let kicker = message("lesson-kicker").with("number", i64::from(lesson.number));
    let kicker = words(page, "p", "panel__kicker", &kicker)
        .with(tag("span", "beat__lesson").with(prose.title.clone()));
    let recap = when(lesson.beat == 0, || {
        tag("p", "beat__recap").with(spans(&prose.recap))
    });
    let body = said.map(|said| beat(page, shown, lesson, prose, said));
    // Words may be all that it holds, and the keyboard has to reach those below its edge too.
    let scroll = tag("div", "panel__scroll")
        .set("role", "group")
        .set("tabindex", "0")
        .set("aria-label", prose.title.clone())
        .set("lang", language.clone())
        .with(progress(page, lesson))
        .with(kicker)
        .with(recap)
        .with(body.unwrap_or(View::Nothing))
        .with(still_link(page, lesson));
    View::Row(vec![scroll.into(), foot(page, shown, lesson).into()])
}

/// To the whole lesson as a text, from where one might want it: before it begins, and when it is over.
fn still_link(page: Page, lesson: &LessonView) -> View {
    let is_end = lesson.beat == 0 || lesson.beat + 1 == lesson.beat_count;
    when(is_end, || {
        words(page, "a", "panel__link beat__still", &t!("lesson-still"))
            .set("href", still_href(&lesson.name))
    })
}

/// How far the lesson has come; each part is a way there.
fn progress(page: Page, lesson: &LessonView) -> Tag {
    let now = message("lesson-beat")
        .with("beat", count(lesson.beat + 1))
        .with("count", count(lesson.beat_count));
    let parts = many(0..lesson.beat_count, |beat| {
        let class = look(
            "beat__part",
            &[
                (beat < lesson.beat, "beat__part--past"),
                (beat == lesson.beat, "beat__part--now"),
            ],
        );
        tag("i", class)
    });
    tag("div", "beat__progress")
        .set("role", "img")
        .set("aria-label", page.text(&now))
        .with(parts)
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(0)
}

fn beat(page: Page, shown: &Shown, lesson: &LessonView, prose: &Prose, said: &BeatProse) -> View {
    let after = lesson.is_done && !said.after.is_empty();
    let is_without_transport = parameters().hidden.contains(&Hidden::Transport);
    let answer = lesson.answer.is_some() || lesson.options.is_empty() || lesson.said.is_some();
    View::Row(vec![
        tag("h1", "panel__title").with(said.title.clone()).into(),
        many(&said.before, block),
        when(!lesson.options.is_empty(), || question(page, lesson, said)),
        many(&lesson.goals, |(name, reached)| {
            goal(page, said, name, *reached)
        }),
        when(is_without_transport && !lesson.goals.is_empty(), || {
            skip_wait(page, &shown.screen)
        }),
        outcome(page, lesson, prose),
        when(after && answer, || {
            tag("div", "beat__after")
                .mark("data-outcome")
                .set("role", "status")
                .with(many(&said.after, block))
        }),
        keys(page, shown, lesson),
    ])
}

/// The config keys, where the beat gives them.
fn keys(page: Page, shown: &Shown, lesson: &LessonView) -> View {
    match lesson.keys {
        Keys::NotGiven => View::Nothing,
        Keys::Given => settings(page, &shown.screen).into(),
        Keys::OfNoPreset => words(page, "p", "beat__text", &t!("lesson-keys-of-no-preset")).into(),
    }
}

fn question(page: Page, lesson: &LessonView, said: &BeatProse) -> Tag {
    let options = many(lesson.options.iter().enumerate(), |(place, name)| {
        let say = Intent::Lesson(LessonStep::Say(place));
        let radio = tag("input", "")
            .set("type", "radio")
            .set("name", "prediction")
            .is("checked", lesson.said == Some(place))
            .is("disabled", !lesson.is_open)
            .on("change", move |_| page.ask(say.clone()));
        tag("label", "option")
            .with(radio)
            .with(tag("span", "").with(spans(item(said, name))))
    });
    tag("fieldset", "question beat__question")
        .with(words(
            page,
            "legend",
            "question__text",
            &t!("lesson-question"),
        ))
        .with(tag("div", "question__options").with(options))
}

/// What was said beside what came true.
fn outcome(page: Page, lesson: &LessonView, prose: &Prose) -> View {
    let Some(answer) = &lesson.answer else {
        return View::Nothing;
    };
    let text = |name: &str| option_text(prose, answer.asked_in, name);
    let came = text(&answer.came_true);
    let (told, class): (Message, _) = match &answer.said {
        None => (
            message("lesson-came-true").with("came", came),
            "verdict-box",
        ),
        Some(said) if *said == answer.came_true => (
            message("lesson-said-right").with("said", text(said)),
            "verdict-box",
        ),
        Some(said) => (
            message("lesson-said-wrong")
                .with("said", text(said))
                .with("came", came),
            "verdict-box verdict-box--bad",
        ),
    };
    tag("div", class)
        .mark("data-outcome")
        .set("role", "status")
        .with(words(page, "p", "verdict-box__text", &told))
        .into()
}

/// The way on, which never scrolls away.
fn foot(page: Page, shown: &Shown, lesson: &LessonView) -> Tag {
    let step = |class, text: &Message, to: usize| {
        let lesson = lesson.clone();
        tag("button", class)
            .on("click", move |_| go(page, &lesson, to))
            .with(page.text(text))
    };
    let back = when(lesson.beat > 0, || {
        step("button", &t!("lesson-back"), lesson.beat - 1)
    });
    let show = when(lesson.waits(), || {
        let show = Intent::Lesson(LessonStep::Show);
        button("button", page, show).with(page.text(&t!("lesson-show")))
    });
    let next: View = if lesson.beat + 1 == lesson.beat_count {
        onward(page, shown, lesson)
    } else if lesson.is_done {
        step(
            "button button--strong",
            &t!("lesson-continue"),
            lesson.beat + 1,
        )
        .mark("data-primary")
        .into()
    } else {
        step("button", &t!("lesson-skip"), lesson.beat + 1).into()
    };
    tag("div", "panel__foot beat__foot")
        .with(back)
        .with(show)
        .with(next)
}

/// Where the last beat leads: to the list, and to the lesson that comes next on the way whose list was looked at last.
fn onward(page: Page, shown: &Shown, lesson: &LessonView) -> View {
    let (way, language) = (shown.lessons.way, shown.bundle.locale());
    let list = shown.lessons.list.as_deref();
    let next = list.and_then(|list| after(list, way, language, &lesson.name));
    let to = |class, name: &Message, href: String| words(page, "a", class, name).set("href", href);
    let all = |class| to(class, &t!("lesson-all"), way_href(way));
    match next {
        Some(next) => {
            let named = message("lesson-next").with("number", i64::from(next.number()));
            let link = to("button button--strong", &named, lesson_href(&next.name, 0))
                .set("title", next.title)
                .mark("data-primary");
            View::Row(vec![all("button").into(), link.into()])
        }
        None => all("button button--strong").into(),
    }
}

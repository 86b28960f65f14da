//! Parts of Kafka that can be taken out, the banner of a scene that lacks one, and what applications can do beside Kafka.

use ackademy_engine::scenario::Workaround;

use super::super::dom::{Tag, View, many, tag, when};
use super::super::page::Page;
use super::super::pieces::{button, words};
use crate::i18n::{Message, message};
use crate::session::{Intent, Key, Owner, Screen, Setting};
use crate::t;
use crate::viewmodel::{part_words, workaround_words};

/// Every part with what it is for, folded.
pub fn parts(page: Page, screen: &Screen) -> Tag {
    let out = screen.taken_out.len();
    let count = message("parts-out").with("count", out);
    let title = words(page, "summary", "", &t!("parts-title"))
        .with(when(out > 0, || words(page, "span", "fold__count", &count)));
    tag("details", "fold")
        .with(title)
        .with(words(page, "p", "fold__lead", &t!("parts-lead")))
        .with(many(of(screen, Owner::Kafka), |setting| {
            match setting.key.key {
                Key::Mechanism(part) => {
                    let (name, why) = part_words(part);
                    let why = words(page, "span", "part__why", &why);
                    switch(page, setting, &name, why)
                }
                _ => View::Row(Vec::new()),
            }
        }))
}

fn of(screen: &Screen, owner: Owner) -> impl Iterator<Item = &Setting> {
    screen
        .settings
        .iter()
        .filter(move |setting| setting.key.owner == owner)
}

/// On or off, with a name and what follows it.
fn switch(page: Page, setting: &Setting, name: &Message, more: impl Into<View>) -> View {
    let key = setting.key;
    let is_on = setting.value == "on";
    let other = if is_on { "off" } else { "on" };
    let look = if setting.is_changed {
        "part part--changed"
    } else {
        "part"
    };
    let input = tag("input", "part__switch")
        .set("type", "checkbox")
        .is("checked", is_on)
        .on("change", move |_| {
            page.ask(Intent::ChangeSetting(key, other.to_owned()));
        });
    let text = tag("span", "part__text")
        .with(words(page, "span", "part__name", name))
        .with(more);
    tag("label", look).with(input).with(text).into()
}

/// Says loudly that a scene is no real Kafka, and leads back to one.
pub fn banner(page: Page, screen: &Screen) -> Tag {
    let told = when(!screen.taken_out.is_empty(), || {
        let parts = many(&screen.taken_out, |part| {
            words(page, "li", "banner__part", &part_words(*part).0)
        });
        let back = button("button button--small", page, Intent::PutEveryPartBack)
            .with(page.text(&t!("parts-put-back")));
        tag("div", "banner")
            .with(words(page, "p", "banner__text", &t!("parts-banner")))
            .with(tag("ul", "banner__parts").with(parts))
            .with(back)
    });
    tag("div", "banner-place").set("role", "status").with(told)
}

/// What applications can do by themselves, each with what it prevents, leaves and costs, folded.
pub fn workarounds(page: Page, screen: &Screen) -> Tag {
    let used = of(screen, Owner::BesideKafka).filter(|setting| setting.is_changed);
    let used = used.count();
    let count = message("beside-used").with("count", used);
    let title = words(page, "summary", "", &t!("beside-title")).with(when(used > 0, || {
        words(page, "span", "fold__count", &count)
    }));
    tag("details", "fold")
        .with(title)
        .with(words(page, "p", "fold__lead", &t!("beside-lead")))
        .with(many(
            of(screen, Owner::BesideKafka),
            |setting| match setting.key.key {
                Key::Workaround(one) => workaround(page, setting, one),
                _ => View::Row(Vec::new()),
            },
        ))
}

fn workaround(page: Page, setting: &Setting, one: Workaround) -> View {
    let said = workaround_words(one);
    let what = words(page, "span", "part__why", &said.what);
    let lines = [
        (t!("beside-prevents"), said.prevents),
        (t!("beside-leaves"), said.leaves),
        (t!("beside-costs"), said.costs),
    ];
    let lines = many(lines, |(head, text)| {
        tag("div", "promise")
            .with(words(page, "dt", "quiet", &head))
            .with(words(page, "dd", "", &text))
    });
    let list = tag("dl", "part__list").with(lines);
    View::Row(vec![switch(page, setting, &said.name, what), list.into()])
}

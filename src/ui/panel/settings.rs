//! A preset opened into its real config keys, every one changeable.

use ackademy_engine::scenario::Pipeline;

use super::super::browser::value_of;
use super::super::dom::{Tag, View, many, tag, when};
use super::super::page::Page;
use super::super::pieces::{kafka_name, words};
use crate::i18n::{Message, message};
use crate::session::{Intent, Key, Owner, Screen, Setting};
use crate::t;

/// The keys, folded.
pub fn settings(page: Page, screen: &Screen) -> Tag {
    let changed = screen
        .settings
        .iter()
        .filter(|setting| setting.is_changed && !setting.key.owner.is_beside_presets());
    let changed = changed.count();
    let count = message("settings-changed").with("count", changed);
    let owners = many(config_owners(screen), |owner| {
        owners_keys(page, screen, *owner)
    });
    let title = words(page, "summary", "", &t!("settings-title")).with(when(changed > 0, || {
        words(page, "span", "fold__count", &count)
    }));
    tag("details", "fold").with(title).with(owners)
}

/// Whoever has config keys.
fn config_owners(screen: &Screen) -> impl Iterator<Item = &'static Owner> {
    let owners = Owner::all(screen.pipeline).iter();
    owners.filter(|owner| !owner.is_beside_presets())
}

fn owners_keys(page: Page, screen: &Screen, owner: Owner) -> View {
    let own = screen.settings.iter().filter(|one| one.key.owner == owner);
    let title = match owner {
        Owner::Checkout => t!("settings-of-checkout"),
        Owner::Billing if screen.pipeline == Pipeline::Stream => t!("settings-of-stream"),
        Owner::Billing => t!("settings-of-billing"),
        Owner::Statement => t!("settings-of-statement"),
        Owner::EveryClient => t!("settings-of-every-client"),
        Owner::Cluster | Owner::Kafka | Owner::BesideKafka => t!("settings-of-cluster"),
    };
    let title = words(page, "h3", "keys__title", &title);
    let keys = tag("div", "keys").with(many(own, |setting| row(page, setting)));
    View::Row(vec![title.into(), keys.into()])
}

fn row(page: Page, setting: &Setting) -> Tag {
    let key = setting.key;
    let look = if setting.is_changed {
        "key key--changed"
    } else {
        "key"
    };
    let options = many(&setting.options, |option| {
        let words = in_words(key.key, option);
        let shown = words.map_or_else(|| (*option).to_owned(), |words| page.text(&words));
        tag("option", "")
            .set("value", *option)
            .is("selected", setting.value == *option)
            .with(shown)
    });
    let select = tag("select", "key__value")
        .on("change", move |event| {
            page.ask(Intent::ChangeSetting(key, value_of(event)));
        })
        .with(options);
    tag("label", look)
        .with(tag("span", "key__name").with(kafka_name(setting.name)))
        .with(select)
}

/// Values are Kafka's own and stay as they are; what is a habit of an application is put into words.
fn in_words(key: Key, option: &str) -> Option<Message> {
    Some(match (key, option) {
        (Key::TransactionalId, "none") => t!("settings-none"),
        (Key::BatchSize, records) => {
            message("settings-records").with("count", records.parse::<i64>().unwrap_or_default())
        }
        (_, "before-processing") => t!("settings-commits-before"),
        (_, "after-processing") => t!("settings-commits-after"),
        (_, "in-transaction") => t!("settings-commits-inside"),
        (_, "aborts") => t!("settings-aborts"),
        (_, "goes-on") => t!("settings-goes-on"),
        (_, "given") => t!("settings-given"),
        (_, "not-given") => t!("settings-not-given"),
        _ => return None,
    })
}

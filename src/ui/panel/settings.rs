//! A preset opened into its real config keys, every one changeable.

use leptos::prelude::*;

use super::super::page::Page;
use super::super::pieces::{dynamic, many, when};
use crate::i18n::{Message, message};
use crate::session::{Intent, Owner, Setting};
use crate::t;

/// The keys, folded.
pub fn settings(page: Page) -> AnyView {
    let changed = page.part(|screen| screen.settings.iter().filter(|s| s.is_changed).count());
    let count = page.says(|screen| {
        let changed = screen.settings.iter().filter(|s| s.is_changed).count();
        message("settings-changed").with("count", changed)
    });
    let has_changed = Memo::new(move |_| changed.get() > 0).into();
    let counted = move || view! { <span class="fold__count">{count}</span> }.into_any();
    let owners = many([Owner::Checkout, Owner::Billing, Owner::Cluster], |owner| {
        owners_keys(page, owner)
    });
    view! {
        <details class="fold">
            <summary>{page.say(t!("settings-title"))} {when(has_changed, counted)}</summary>
            {owners}
        </details>
    }
    .into_any()
}

fn owners_keys(page: Page, owner: Owner) -> AnyView {
    let keys = page.part(move |screen| {
        let settings = screen.settings.iter();
        let own = settings.filter(|setting| setting.owner == owner);
        own.cloned().collect::<Vec<_>>()
    });
    let title = match owner {
        Owner::Checkout => t!("settings-of-checkout"),
        Owner::Billing => t!("settings-of-billing"),
        Owner::Cluster => t!("settings-of-cluster"),
    };
    view! {
        <h3 class="keys__title">{page.say(title)}</h3>
        <div class="keys">
            {dynamic(move || keys.with(|keys| many(keys, |setting| row(page, setting))))}
        </div>
    }
    .into_any()
}

fn row(page: Page, setting: &Setting) -> AnyView {
    let key = setting.key;
    let change = move |event| page.ask(Intent::ChangeSetting(key, event_target_value(&event)));
    let look = if setting.is_changed {
        "key key--changed"
    } else {
        "key"
    };
    let options = many(&setting.options, |option| {
        let shown = in_words(option).map_or_else(|| option.clone(), |words| page.text(&words));
        let selected = *option == setting.value;
        view! {
            <option value=option.clone() selected=selected>
                {shown}
            </option>
        }
        .into_any()
    });
    view! {
        <label class=look>
            <span class="key__name">{setting.name}</span>
            <select class="key__value" on:change=change>
                {options}
            </select>
        </label>
    }
    .into_any()
}

/// Values are Kafka's own and stay as they are; only the order of two calls is put into words.
fn in_words(option: &str) -> Option<Message> {
    match option {
        "before-processing" => Some(t!("settings-commits-before")),
        "after-processing" => Some(t!("settings-commits-after")),
        _ => None,
    }
}

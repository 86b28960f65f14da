//! A preset opened into its real config keys, every one changeable.

use leptos::prelude::*;

use super::super::page::{Page, page};
use crate::i18n::Message;
use crate::session::{Intent, Owner, Setting};
use crate::t;

/// The keys, folded.
#[component]
pub fn SettingsFold() -> impl IntoView {
    let page = page();
    let changed = page.part(|screen| screen.settings.iter().filter(|s| s.is_changed).count());
    let has_changed = Memo::new(move |_| changed.get() > 0);
    view! {
        <details class="fold">
            <summary>
                {move || page.text(&t!("settings-title"))}
                <Show when=move || has_changed.get()>
                    <span class="fold__count">{move || page.text(&crate::i18n::message("settings-changed").with("count", changed.get()))}</span>
                </Show>
            </summary>
            {[Owner::Checkout, Owner::Billing, Owner::Cluster]
                .into_iter()
                .map(|owner| view! { <OwnersKeys owner=owner /> })
                .collect_view()}
        </details>
    }
}

#[component]
fn OwnersKeys(owner: Owner) -> impl IntoView {
    let page = page();
    let keys = page.part(move |screen| {
        let settings = screen.settings.iter();
        settings
            .filter(|setting| setting.owner == owner)
            .cloned()
            .collect::<Vec<_>>()
    });
    let title = match owner {
        Owner::Checkout => t!("settings-of-checkout"),
        Owner::Billing => t!("settings-of-billing"),
        Owner::Cluster => t!("settings-of-cluster"),
    };
    view! {
        <h3 class="keys__title">{move || page.text(&title)}</h3>
        <div class="keys">
            {move || keys.get().into_iter().map(|setting| row(page, setting)).collect_view()}
        </div>
    }
}

fn row(page: Page, setting: Setting) -> impl IntoView {
    let Setting {
        key,
        name,
        value,
        options,
        is_changed,
        ..
    } = setting;
    let change = move |event| page.ask(Intent::ChangeSetting(key, event_target_value(&event)));
    view! {
        <label class="key" class:key--changed=is_changed>
            <span class="key__name">{name}</span>
            <select class="key__value" on:change=change>
                {options
                    .into_iter()
                    .map(|option| {
                        let selected = option == value;
                        let shown = shown(&option);
                        let value = option.clone();
                        view! {
                            <option value=value selected=selected>
                                {move || shown.as_ref().map_or_else(|| option.clone(), |words| page.text(words))}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </label>
    }
}

/// Values are Kafka's own and stay as they are; only the order of two calls is put into words.
fn shown(option: &str) -> Option<Message> {
    match option {
        "before-processing" => Some(t!("settings-commits-before")),
        "after-processing" => Some(t!("settings-commits-after")),
        _ => None,
    }
}

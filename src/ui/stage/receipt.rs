//! The customer's receipt: what Kafka cannot take back.

use leptos::prelude::*;

use super::super::page::Page;
use super::super::pieces::{dynamic, many};
use crate::i18n::message;
use crate::t;
use crate::viewmodel::{Charge, PRICE_EUROS};

/// The receipt.
pub fn receipt(page: Page) -> AnyView {
    let receipt = page.part(|screen| screen.view.receipt.clone());
    let lines = dynamic(move || {
        receipt.with(|receipt| many(&receipt.charges, |charge| line(page, charge)))
    });
    let title = page.say(t!("receipt-title"));
    let sum = Signal::derive(move || receipt.with(|receipt| format!("€{}", receipt.paid_euros)));
    view! {
        <article class="receipt" aria-label=title>
            <h2 class="receipt__title">{title}</h2>
            <ul class="receipt__lines">{lines}</ul>
            <p class="receipt__sum">
                <span>{page.say(t!("receipt-paid"))}</span>
                <span>{sum}</span>
            </p>
        </article>
    }
    .into_any()
}

fn line(page: Page, charge: &Charge) -> AnyView {
    let look = if charge.is_repeated {
        "receipt__line receipt__line--again"
    } else {
        "receipt__line"
    };
    let text = page.text(&message("receipt-order").with("order", charge.order.as_str()));
    view! {
        <li class=look>
            <span>{text}</span>
            <span>{format!("€{PRICE_EUROS}")}</span>
        </li>
    }
    .into_any()
}

//! The customer's receipt: what Kafka cannot take back.

use leptos::prelude::*;

use super::super::page::page;
use crate::i18n::message;
use crate::t;
use crate::viewmodel::PRICE_EUROS;

/// The receipt.
#[component]
pub fn ReceiptView() -> impl IntoView {
    let page = page();
    let receipt = page.part(|screen| screen.view.receipt.clone());
    view! {
        <article class="receipt" aria-label=move || page.text(&t!("receipt-title"))>
            <h2 class="receipt__title">{move || page.text(&t!("receipt-title"))}</h2>
            <ul class="receipt__lines">
                {move || {
                    receipt
                        .get()
                        .charges
                        .into_iter()
                        .map(|charge| {
                            let text = message("receipt-order").with("order", charge.order.as_str());
                            view! {
                                <li class="receipt__line" class:receipt__line--again=charge.is_repeated>
                                    <span>{move || page.text(&text)}</span>
                                    <span>{format!("€{PRICE_EUROS}")}</span>
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ul>
            <p class="receipt__sum">
                <span>{move || page.text(&t!("receipt-paid"))}</span>
                <span>{move || format!("€{}", receipt.get().paid_euros)}</span>
            </p>
        </article>
    }
}

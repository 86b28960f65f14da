//! The customer's receipt: what Kafka cannot take back.

use super::super::dom::{Tag, many, tag};
use super::super::motion::watch;
use super::super::page::Page;
use super::super::pieces::words;
use crate::i18n::message;
use crate::session::Screen;
use crate::t;
use crate::viewmodel::{Charge, PRICE_EUROS};

/// The receipt.
pub fn receipt(page: Page, screen: &Screen) -> Tag {
    let receipt = &screen.view.receipt;
    let title = page.text(&t!("receipt-title"));
    let sum = tag("p", "receipt__sum")
        .with(words(page, "span", "", &t!("receipt-paid")))
        .with(euros(page, receipt.paid_euros));
    let lines = many(&receipt.charges, |charge| line(page, charge));
    tag("article", "receipt")
        .set("aria-label", title.clone())
        // What stands beside it moves when it grows.
        .shown(move |receipt| watch(page, &receipt))
        .with(tag("h2", "receipt__title").with(title))
        .with(tag("ul", "receipt__lines").with(lines))
        .with(sum)
}

fn euros(page: Page, euros: i64) -> Tag {
    words(
        page,
        "span",
        "",
        &message("receipt-euros").with("euros", euros),
    )
}

fn line(page: Page, charge: &Charge) -> Tag {
    let look = if charge.is_repeated {
        "receipt__line receipt__line--again"
    } else {
        "receipt__line"
    };
    let text = message("receipt-order").with("order", charge.order.as_str());
    tag("li", look)
        .with(words(page, "span", "", &text))
        .with(euros(page, PRICE_EUROS))
}

//! What a reader of payments has been given, and what is held back from it.

use super::super::dom::{Tag, many, tag};
use super::super::page::Page;
use super::super::pieces::{button, words};
use crate::i18n::{Message, message};
use crate::session::{Intent, Screen};
use crate::t;
use crate::viewmodel::{Payment, PaymentState, Statement};

/// isolation.level, as Kafka spells its values.
pub fn isolation(statement: &Statement) -> Tag {
    let level = if statement.reads_committed {
        "read_committed"
    } else {
        "read_uncommitted"
    };
    tag("span", "card__role card__role--mono").with(level)
}

/// Asks for a second reader of the other isolation level, or sends it away again.
pub fn compare(page: Page, screen: &Screen, statement: &Statement) -> Option<Tag> {
    let compares = screen.compares_readers;
    // A lesson says itself with which level is read.
    if statement.is_second != compares || screen.lesson.is_some() {
        return None;
    }
    let text = if compares {
        t!("compare-no-more")
    } else if statement.reads_committed {
        // It may go on in the next line after the underscore.
        message("compare-with").with("level", "read_\u{200b}uncommitted")
    } else {
        message("compare-with").with("level", "read_\u{200b}committed")
    };
    let ask = Intent::CompareReaders(!compares);
    Some(button("compare", page, ask).with(page.text(&text)))
}

/// The payments, by order.
pub fn payments(page: Page, statement: &Statement) -> Tag {
    tag("ul", "payments").with(many(&statement.payments, |payment| line(page, payment)))
}

fn line(page: Page, payment: &Payment) -> Tag {
    let name = message("payment-of").with("order", payment.order.as_str());
    let (look, state) = told(payment.state);
    tag("li", look)
        .with(words(page, "span", "payment__name", &name))
        .with(" ")
        .with(words(page, "span", "payment__state", &state))
}

fn told(state: PaymentState) -> (&'static str, Message) {
    match state {
        PaymentState::Seen(1) => ("payment payment--seen", message("payment-seen")),
        PaymentState::Seen(times) => (
            "payment payment--again",
            message("payment-seen-again").with("count", times),
        ),
        PaymentState::SeenThenAborted => {
            ("payment payment--again", message("payment-seen-aborted"))
        }
        PaymentState::NotReadYet => ("payment", message("payment-not-read")),
        PaymentState::HeldBack => ("payment payment--held", message("payment-held-back")),
        PaymentState::Skipped => ("payment payment--skipped", message("payment-skipped")),
    }
}

//! What a language file can say, and what it cannot.

use ackademy::i18n::{Arg, Bundle, Message, message};

fn say(locale: &str, file: &str, message: &Message) -> String {
    Bundle::parse(locale, file)
        .expect("a file that can be read")
        .format(message)
}

#[test]
fn an_argument_takes_the_place_of_its_name() {
    let file = "verdict = Order { $order } is { $state }.";
    let said = message("verdict").with("order", 3).with("state", "lost");
    assert_eq!(say("en", file, &said), "Order 3 is lost.");
}

#[test]
fn russian_has_three_plural_forms_for_whole_numbers() {
    let file = "n = { $n } { $n ->\n [one] заказ\n [few] заказа\n *[many] заказов\n }";
    for (n, words) in [
        (0, "0 заказов"),
        (1, "1 заказ"),
        (2, "2 заказа"),
        (5, "5 заказов"),
        (11, "11 заказов"),
        (21, "21 заказ"),
        (22, "22 заказа"),
    ] {
        assert_eq!(say("ru", file, &message("n").with("n", n)), words);
    }
}

#[test]
fn an_exact_number_wins_over_a_plural_form() {
    let file = "n = { $n ->\n [1] once\n [one] one time\n *[other] often\n }";
    assert_eq!(say("en", file, &message("n").with("n", 1)), "once");
    let one = Arg::Decimal {
        value: 10,
        digits: 1,
    };
    assert_eq!(say("en", file, &message("n").with("n", one)), "once");
}

#[test]
fn a_missing_message_shows_its_key() {
    assert_eq!(say("en", "", &message("no-such-key")), "{no-such-key}");
}

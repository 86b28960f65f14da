//! What a language file can say, and what it cannot.

use ackademy::i18n::{Arg, Bundle, Message, message, pseudo_locale};
use ackademy::t;
use ackademy::viewmodel::node_name;
use ackademy_engine::ids::{BrokerId, ClientId, NodeId};
use ackademy_engine::scenario::{Pipeline, Preset, Scenario};

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

/// The problem and the line of a file that must not be readable.
fn refused(file: &str) -> String {
    match Bundle::parse("en", file) {
        Ok(_) => panic!("it was read: {file}"),
        Err(error) => error.to_string(),
    }
}

fn tenths(value: i64) -> Arg {
    Arg::Decimal { value, digits: 1 }
}

#[test]
fn a_message_inside_a_message_is_said_in_the_same_language() {
    let file = "node = брокер { $n }\nsent = Отправил { $node }: { $order }.";
    let node = message("node").with("n", 2);
    let said = message("sent").with("node", node).with("order", "3");
    assert_eq!(say("ru", file, &said), "Отправил брокер 2: 3.");
}

#[test]
fn a_sentence_can_ask_for_a_form_of_a_name() {
    let file = "node = брокер { $n }\n    .genitive = брокера { $n }\nfrom = от { FORM($node, \"genitive\") }";
    let from = |node: Arg| say("ru", file, &message("from").with("node", node));
    assert_eq!(from(message("node").with("n", 1).into()), "от брокера 1");
    assert_eq!(from("checkout".into()), "от checkout");
    assert_eq!(from(message("from").with("node", "x").into()), "от от x");
}

#[test]
fn a_choice_by_word_looks_at_texts_and_at_keys_of_messages() {
    let file =
        "he = он\nshe = она\nkind = { $who ->\n [she] пришла\n [queen] правит\n *[he] пришёл\n }";
    let kind = |who: Arg| say("ru", file, &message("kind").with("who", who));
    assert_eq!(kind(message("she").into()), "пришла");
    assert_eq!(kind("queen".into()), "правит");
    assert_eq!(kind("nobody".into()), "пришёл");
}

#[test]
fn references_share_arguments_and_terms_know_none() {
    let file =
        "-shop = Shop\norder = order { $n }\nsaid = { -shop } has { order } or { order.short }\n";
    let file = file.replace("order { $n }\n", "order { $n }\n    .short = no. { $n }\n");
    assert_eq!(
        say("en", &file, &message("said").with("n", 3)),
        "Shop has order 3 or no. 3"
    );
}

#[test]
fn decimals_take_the_mark_of_the_language_and_keep_their_digits() {
    let file = "-decimal-mark = ,\nt = { $t } с";
    for (arg, words) in [
        (tenths(124), "12,4 с"),
        (tenths(120), "12,0 с"),
        (tenths(-5), "-0,5 с"),
        (
            Arg::Decimal {
                value: 7,
                digits: 3,
            },
            "0,007 с",
        ),
        (
            Arg::Decimal {
                value: i64::MIN,
                digits: 0,
            },
            "-9223372036854775808 с",
        ),
        (1_234_567.into(), "1234567 с"),
    ] {
        assert_eq!(say("ru", file, &message("t").with("t", arg)), words);
    }
    assert_eq!(
        say("en", "t = { $t }", &message("t").with("t", tenths(5))),
        "0.5"
    );
}

#[test]
fn digits_after_the_mark_count_for_the_plural_form() {
    let file = "t = { $t ->\n [one] one\n [few] few\n [many] many\n *[other] other\n }";
    assert_eq!(
        say("ru", file, &message("t").with("t", tenths(10))),
        "other"
    );
    assert_eq!(say("ru", file, &message("t").with("t", 1)), "one");
    let file = "t = { $t ->\n [one] second\n *[other] seconds\n }";
    assert_eq!(
        say("en", file, &message("t").with("t", tenths(10))),
        "seconds"
    );
    assert_eq!(say("en", file, &message("t").with("t", -1)), "second");
}

#[test]
fn an_exact_decimal_can_be_chosen() {
    let file = "t = { $t ->\n [0.5] half\n *[other] more\n }";
    assert_eq!(say("en", file, &message("t").with("t", tenths(5))), "half");
    assert_eq!(say("en", file, &message("t").with("t", tenths(6))), "more");
}

#[test]
fn escapes_and_blank_lines_are_read_as_fluent_means_them() {
    let file = "a = { $n }{ \"\\u00A0\" }s\nb =\n    one\n    two\n";
    assert_eq!(say("en", file, &message("a").with("n", 3)), "3\u{a0}s");
    assert_eq!(say("en", file, &t!("b")), "one\ntwo");
}

#[test]
fn a_missing_argument_shows_its_name_and_a_choice_falls_back() {
    let file = "a = Order { $order }{ $n ->\n [one] , one\n *[other] , more\n }";
    assert_eq!(say("en", file, &message("a")), "Order {$order}, more");
    let nested = message("b").with("x", message("no-such-key"));
    assert_eq!(say("en", "b = <{ $x }>", &nested), "<{no-such-key}>");
}

#[test]
fn a_file_that_cannot_be_read_says_where_and_why() {
    assert_eq!(
        refused("a = one\n\nb = { $x"),
        "line 3: Expected a token starting with \"}\""
    );
    assert!(refused("a = { $n ->\n [one] x\n }").contains("default variant"));
    assert_eq!(
        refused("a = 1\nb = 2\na = 3"),
        "line 3: `a` stands here a second time"
    );
    assert_eq!(
        refused("a = 1\nb = { c }"),
        "line 2: `c` is referred to, but is not in this file"
    );
    assert_eq!(
        refused("a = 1\nb = { a.genitive }"),
        "line 2: `a.genitive` is referred to, but is not in this file"
    );
    assert_eq!(
        refused("x = 1\na = { b }\nb = { -c }\n-c = { a }"),
        "line 4: `-c` would contain itself"
    );
    assert_eq!(
        refused("\na =\n    .short = x"),
        "line 2: `a` has forms, but no text"
    );
    assert_eq!(
        refused("a = { NUMBER($n) }"),
        "line 1: NUMBER is no function; there is FORM alone"
    );
    assert_eq!(
        refused("a = { FORM($n) }"),
        "line 1: FORM takes an argument and a form: FORM($node, \"genitive\")"
    );
    assert_eq!(
        refused("-x = 1\na = { -x(case: \"y\") }"),
        "line 2: the term -x takes no arguments here"
    );
    assert_eq!(
        refused("a = { \"\\u00Aя\" }"),
        "line 1: four hexadecimal digits follow \\u, six follow \\U"
    );
    let unknown = Bundle::parse("xx-nowhere", "a = 1")
        .err()
        .map(|error| error.to_string());
    assert_eq!(
        unknown.as_deref(),
        Some("line 1: no plural rules are known for `xx-nowhere`")
    );
}

#[test]
fn broken_files_are_refused_and_never_panic() {
    let file = "-x = X\na = { $n ->\n    [one] { -x } é\n   *[other] { \"\\u00A0\" } { FORM($n, \"g\") }\n    }\nb = { a }\n    .g = я\n";
    assert!(Bundle::parse("ru", file).is_ok());
    for (at, _) in file.char_indices() {
        let said =
            |text: &str| Bundle::parse("ru", text).map(|it| it.format(&message("b").with("n", 1)));
        let _ = said(&file[..at]);
        let _ = said(&file[at..]);
        for junk in ["{", "}", "\n", "*", "[", "=", "$", "\"", "я"] {
            let _ = said(&[&file[..at], junk, &file[at..]].concat());
        }
    }
}

#[test]
fn messages_compare_by_key_and_arguments() {
    let said = message("a").with("order", 3);
    assert_eq!(said, message("a").with("order", 3_u16));
    assert_ne!(said, message("a").with("order", "3"));
    assert_eq!(
        (said.key(), said.arg("order"), said.arg("x")),
        ("a", Some(&Arg::Number(3)), None)
    );
}

#[test]
fn a_process_that_only_a_script_names_keeps_its_name_in_every_form() {
    let mut scene = Scenario::preset(Preset::AtLeastOnce, Pipeline::Simple);
    scene.clients[1].name = "audit-2".to_owned();
    let russian = |said: &Message| say("ru", include_str!("../assets/i18n/ru.ftl"), said);
    let said = |node| russian(&node_name(&scene, node));
    assert_eq!(said(NodeId::Broker(BrokerId(2))), "брокер 2");
    assert_eq!(said(NodeId::Client(ClientId(0))), "магазин");
    assert_eq!(said(NodeId::Client(ClientId(1))), "audit-2");
    let lost = message("story-disconnected")
        .with("client", node_name(&scene, NodeId::Client(ClientId(1))))
        .with("broker", node_name(&scene, NodeId::Broker(BrokerId(2))));
    assert_eq!(russian(&lost), "audit-2 потерял соединение с брокером 2");
}

#[test]
fn the_pseudo_locale_is_half_as_long_again_in_brackets_and_says_the_same() {
    let file = "# A comment.\n-x = abcd\na = Order { $n ->\n    [one] one\n   *[other] more: { $n }\n    } { -x }\n    .short = ab\n";
    let pseudo = pseudo_locale(file).expect("a file that can be read");
    let said = say("en-XA", &pseudo, &message("a").with("n", 7));
    assert_eq!(said, "[Órrdéér móóréé: 7 ábbcdd]");
    assert!(
        pseudo.contains(".short = { \"[\" }ább{ \"]\" }"),
        "{pseudo}"
    );
    assert!(pseudo_locale("a = { $").is_err());
}

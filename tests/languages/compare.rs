//! Every language says the same things about the same things.

use crate::file::{Choice, HOLE, Language, Wording};
use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use std::collections::BTreeSet;

/// Messages that hold a name and nothing else, and so may be the same in every language.
const SAME_EVERYWHERE: [&str; 5] = [
    "log-note-stable",
    "pill-fetch",
    "preset-at-least-once",
    "preset-at-most-once",
    "preset-exactly-once",
];

/// What is wrong with `other`, a translation of `english`.
pub fn slips(english: &Language, other: &Language) -> Vec<String> {
    let tag = &other.tag;
    let mut slips = Vec::new();
    // A term is a language's own means; the decimal mark alone is asked of each.
    let shared = |key: &str| !key.starts_with('-') || key == "-decimal-mark";
    for (key, ours) in english.messages.iter().filter(|(key, _)| shared(key)) {
        match other.messages.get(key) {
            None => slips.push(format!("{tag}: `{key}` is missing")),
            Some(theirs) => slips.extend(
                between(key, ours, theirs)
                    .into_iter()
                    .map(|slip| format!("{tag}: `{key}` {slip}")),
            ),
        }
    }
    for key in other.messages.keys().filter(|key| shared(key)) {
        if !english.messages.contains_key(key) {
            slips.push(format!(
                "{tag}: `{key}` is not in en.ftl; add it there, or take it out"
            ));
        }
    }
    slips
}

fn between(key: &str, ours: &Wording, theirs: &Wording) -> Vec<String> {
    let mut slips = Vec::new();
    if ours.placeholders != theirs.placeholders {
        slips.push(format!(
            "has the placeholders {:?}, and in English {:?}",
            theirs.placeholders, ours.placeholders
        ));
    }
    let wordy = |text: &String| {
        text.replace(HOLE, "")
            .chars()
            .filter(|c| c.is_alphabetic())
            .count()
            > 1
    };
    if ours.texts == theirs.texts && ours.texts.iter().any(wordy) && !SAME_EVERYWHERE.contains(&key)
    {
        slips.push(
            "is still English; translate it, or list it in SAME_EVERYWHERE if it is a name"
                .to_string(),
        );
    }
    for choice in theirs.choices.iter().filter(|choice| !is_plural(choice)) {
        let same = ours
            .choices
            .iter()
            .find(|it| it.placeholder == choice.placeholder && !is_plural(it));
        if same.is_some_and(|it| set(&it.labels) != set(&choice.labels)) {
            slips.push(format!(
                "chooses by ${} among {:?}, unlike English",
                choice.placeholder, choice.labels
            ));
        }
    }
    slips
}

fn set(labels: &[String]) -> BTreeSet<&String> {
    labels.iter().collect()
}

/// Every choice by number has each form that the language's whole numbers need, and none that it never uses.
pub fn plural_slips(language: &Language) -> Vec<String> {
    let needed = forms_of(&language.tag);
    let mut slips = Vec::new();
    for (key, wording) in &language.messages {
        for choice in wording.choices.iter().filter(|choice| is_plural(choice)) {
            let has = |form: &&&str| choice.labels.iter().any(|label| label == **form);
            let missing: Vec<_> = needed.iter().filter(|form| !has(form)).collect();
            if !missing.is_empty() {
                slips.push(format!(
                    "{}: `{key}` chooses by ${} but has no form for {missing:?}",
                    language.tag, choice.placeholder
                ));
            }
            for label in &choice.labels {
                if is_form(label) && label != "other" && !needed.contains(&label.as_str()) {
                    slips.push(format!(
                        "{}: `{key}` has a form [{label}] that no number needs",
                        language.tag
                    ));
                }
            }
        }
    }
    slips
}

/// Every form that a sentence asks of a name is one that some name has.
pub fn form_slips(language: &Language) -> Vec<String> {
    let given: BTreeSet<_> = language
        .messages
        .values()
        .flat_map(|it| &it.forms)
        .collect();
    let asked = |key, it: &Wording| {
        let unknown: Vec<_> = it
            .asked
            .iter()
            .filter(|form| !given.contains(form))
            .collect();
        let tag = &language.tag;
        (!unknown.is_empty())
            .then(|| format!("{tag}: `{key}` asks for {unknown:?}, a form that no name has"))
    };
    language
        .messages
        .iter()
        .filter_map(|(key, it)| asked(key, it))
        .collect()
}

/// `[0]`, `[1]` and a default named otherwise are a choice by value, not by plural form.
fn is_plural(choice: &Choice) -> bool {
    choice.labels.iter().any(|label| is_form(label))
}

fn is_form(label: &str) -> bool {
    ["zero", "one", "two", "few", "many", "other"].contains(&label)
}

fn forms_of(tag: &str) -> Vec<&'static str> {
    let language = tag.split('-').next().unwrap_or(tag);
    let id: unic_langid::LanguageIdentifier = language.parse().expect("a language tag");
    let rules =
        PluralRules::create(id, PluralRuleType::CARDINAL).expect("a language with known plurals");
    let mut forms: Vec<_> = (0_u32..=200)
        .map(|number| match rules.select(number).expect("a number") {
            PluralCategory::ZERO => "zero",
            PluralCategory::ONE => "one",
            PluralCategory::TWO => "two",
            PluralCategory::FEW => "few",
            PluralCategory::MANY => "many",
            PluralCategory::OTHER => "other",
        })
        .collect();
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// What is said of two planted files.
fn planted(english: &str, russian: &str) -> String {
    let english = Language::read("en", english);
    let russian = Language::read("ru", russian);
    [
        slips(&english, &russian),
        plural_slips(&english),
        plural_slips(&russian),
        form_slips(&russian),
    ]
    .concat()
    .join("\n")
}

#[test]
fn two_files_that_say_the_same_are_fine() {
    let english = "a = Order { $order } is { $n -> \n [1] lost\n [one] one\n *[other] doubled\n }.\nb = Kafka{ \" \" }{ a }";
    let russian = "a = Заказ { $order } { $n ->\n [one] потерян\n [few] удвоен\n *[many] удвоен\n }.\n-x = Кафка\nb = { -x } { a }";
    assert_eq!(planted(english, russian), "");
}

#[test]
fn a_message_in_one_language_alone_is_reported() {
    assert!(planted("a = lost\nb = found", "a = потерян").contains("ru: `b` is missing"));
    assert!(planted("a = lost", "a = потерян\nb = найден").contains("`b` is not in en.ftl"));
    assert!(planted("-decimal-mark = .", "a-b = х").contains("`-decimal-mark` is missing"));
}

#[test]
fn a_placeholder_that_differs_is_reported_wherever_it_stands() {
    for russian in [
        "a = Заказ",
        "a = Заказ { $ordr }",
        "a = Заказ { $order } { $more }",
    ] {
        assert!(
            planted("a = Order { $order }", russian).contains("has the placeholders"),
            "{russian}"
        );
    }
    let russian = "a = { $n ->\n [one] { $x }\n [few] два\n *[many] много\n }";
    assert!(
        planted("a = { $n ->\n [one] one\n *[other] many\n }", russian)
            .contains("has the placeholders {\"n\", \"x\"}")
    );
    assert!(
        planted(
            "a = Sent by { $node }",
            "a = От { b }\nb = { FORM($nod, \"genitive\") }"
        )
        .contains("has the placeholders {\"nod\"}")
    );
}

#[test]
fn a_message_that_was_not_translated_is_reported() {
    assert!(planted("a = Order lost", "a = Order lost").contains("`a` is still English"));
    assert_eq!(planted("a = { $n } / { $m }", "a = { $n } / { $m }"), "");
}

#[test]
fn a_plural_form_that_is_missing_or_never_used_is_reported() {
    let english = "a = { $n ->\n [one] one\n *[other] more\n }";
    for (russian, form) in [
        ("[one] а\n *[few] б", "many"),
        ("[few] а\n *[many] б", "one"),
        ("[one] а\n *[many] б", "few"),
    ] {
        let said = planted(english, &format!("a = {{ $n ->\n {russian}\n }}"));
        assert!(
            said.contains(&format!("has no form for [\"{form}\"]")),
            "{said}"
        );
    }
    let russian = "a = { $n ->\n [one] а\n [few] б\n *[many] в\n }";
    assert!(planted(russian, russian).contains("en: `a` has a form [few] that no number needs"));
}

#[test]
fn a_choice_by_word_must_know_the_same_words() {
    let english = "a = { $kind ->\n [produce] sent\n *[fetch] read\n }";
    let russian = "a = { $kind ->\n [prduce] отправлен\n *[fetch] прочитан\n }";
    assert!(planted(english, russian).contains("chooses by $kind among"));
}

#[test]
fn a_form_that_no_name_has_is_reported() {
    let english = "node = broker { $n }\na = From { $node }";
    let russian = |form| {
        format!(
            "node = брокер {{ $n }}\n    .genitive = брокера {{ $n }}\na = От {{ FORM($node, \"{form}\") }}"
        )
    };
    assert_eq!(planted(english, &russian("genitive")), "");
    assert!(
        planted(english, &russian("genetive"))
            .contains("ru: `a` asks for [\"genetive\"], a form that no name has")
    );
}

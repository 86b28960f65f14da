//! House words: what no language file may say, and the terms that the glossary fixes.

use crate::file::{HOLE, Language};

/// A row of docs/glossary.md: one word for one thing, and what is not written in its place.
pub struct Term {
    tag: String,
    word: String,
    /// In small letters, each word apart; a star stands for any ending.
    never: Vec<Vec<String>>,
}

/// Reads the tables of the glossary; each stands under a heading that ends in its language's tag: `(ru)`.
pub fn read_glossary(text: &str) -> Vec<Term> {
    let mut tag = "";
    let mut terms = Vec::new();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            tag = heading.split(['(', ')']).nth(1).unwrap_or("");
        }
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let rule = cells[0].starts_with("---") || cells.last() == Some(&"never");
        if !line.starts_with('|') || rule {
            continue;
        }
        let [first, second, never] = cells[..] else {
            panic!("docs/glossary.md: a row has three cells: {line}");
        };
        terms.push(Term {
            tag: tag.to_string(),
            word: if tag == "en" { first } else { second }.to_string(),
            never: never
                .split(',')
                .map(words)
                .filter(|it| !it.is_empty())
                .collect(),
        });
    }
    terms
}

/// In small letters. Hyphens and stars belong to a word, placeables do not.
fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '*'))
        .filter(|word| !word.is_empty())
        .map(str::to_string)
        .collect()
}

fn is(word: &str, banned: &str) -> bool {
    match banned.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => word == banned,
    }
}

pub fn slips(language: &Language, glossary: &[Term]) -> Vec<String> {
    let tag = &language.tag;
    let mut slips = Vec::new();
    for (key, wording) in language
        .messages
        .iter()
        .filter(|(key, _)| *key != "-decimal-mark")
    {
        if wording.texts.iter().all(|text| text.trim().is_empty()) {
            slips.push(format!("{tag}: `{key}` is empty"));
        }
        for text in &wording.texts {
            let found = banned_signs(tag, text)
                .into_iter()
                .chain(banned_words(tag, text, glossary));
            slips.extend(
                found.map(|slip| format!("{tag}: `{key}` {slip}: {}", text.replace(HOLE, "{…}"))),
            );
        }
    }
    slips
}

/// The same for a lesson's words. Markdown's own signs and code are no words.
pub fn slips_in_prose(file: &str, tag: &str, text: &str, glossary: &[Term]) -> Vec<String> {
    let mut slips = Vec::new();
    for (index, line) in text.lines().enumerate() {
        // Every other piece between backticks is code.
        let prose: String = line.split('`').step_by(2).collect();
        let found = banned_signs(tag, &prose)
            .into_iter()
            .chain(banned_words(tag, &prose, glossary));
        slips.extend(found.map(|slip| format!("{file}:{}: {slip}", index + 1)));
    }
    slips
}

#[test]
fn a_slip_in_a_lesson_is_named_by_its_line() {
    let glossary = read_glossary(
        "## English (en)\n| word | meaning | never |\n|---|---|---|\n| ack | an answer | acknowledgement* |",
    );
    let prose = "## a: Fine\n\nThe acknowledgement, not `acknowledgement!`\n";
    let slips = slips_in_prose("en.md", "en", prose, &glossary);
    assert_eq!(
        slips,
        ["en.md:3: says `acknowledgement*`; the word is `ack`"]
    );
}

fn banned_signs(tag: &str, text: &str) -> Vec<String> {
    let mut slips = Vec::new();
    if text.contains(['!', '！', '¡']) {
        slips.push("has an exclamation mark".to_string());
    }
    if tag == "en"
        && [" - ", " – ", " — ", "—"]
            .iter()
            .any(|dash| text.contains(dash))
    {
        slips.push("is spliced by a dash; make it two sentences".to_string());
    }
    if tag == "ru" && text.contains(['"', '“', '”']) {
        slips.push("has quotes that are not «ёлочки»".to_string());
    }
    if text.contains("...") {
        slips.push("has three dots; the sign is …".to_string());
    }
    slips
}

fn banned_words(tag: &str, text: &str, glossary: &[Term]) -> Vec<String> {
    let words = words(text);
    let mut slips = Vec::new();
    for term in glossary.iter().filter(|term| term.tag == tag) {
        for never in &term.never {
            let stands = words.windows(never.len()).any(|window| {
                window
                    .iter()
                    .zip(never)
                    .all(|(word, banned)| is(word, banned))
            });
            if stands {
                slips.push(format!(
                    "says `{}`; the word is `{}`",
                    never.join(" "),
                    term.word
                ));
            }
        }
    }
    slips
}

/// What is said of one planted sentence.
fn planted(tag: &str, sentence: &str) -> String {
    let glossary = "## Russian (ru)\n| English | Russian | never |\n|---|---|---|\n| ack | подтверждение | ack, квитанц* |\n| transaction log | журнал транзакций | лог транзакц* |\n| replica | реплика | |\n## English (en)\n| word | meaning | never |\n|---|---|---|\n| ack | an answer | acknowledgement* |";
    let language = Language::read(tag, &format!("a = {sentence}"));
    slips(&language, &read_glossary(glossary)).join("\n")
}

#[test]
fn plain_sentences_are_fine() {
    assert_eq!(
        planted("en", "The ack is lost. acks=all, 2–4 orders, { -1 }."),
        ""
    );
    assert_eq!(planted("ru", "Смещение — это номер: acks, «всё»."), "");
    assert_eq!(planted("ru", "Логика транзакции и каталог транзакций"), "");
}

#[test]
fn an_empty_message_is_reported() {
    assert!(planted("en", "{ \" \" }").contains("`a` is empty"));
    assert_eq!(planted("en", "{ $order }"), "");
}

#[test]
fn an_exclamation_mark_is_reported_in_every_language_and_form() {
    assert!(planted("ru", "Готово!").contains("has an exclamation mark"));
    assert!(
        planted("en", "{ $n ->\n [one] one!\n *[other] more\n }")
            .contains("has an exclamation mark")
    );
}

#[test]
fn a_sentence_spliced_by_a_dash_is_reported_in_english() {
    for sentence in [
        "Lost - and found",
        "Lost – and found",
        "Lost — and found",
        "{ $a } - { $b }",
        "Lost—found",
    ] {
        assert!(
            planted("en", sentence).contains("spliced by a dash"),
            "{sentence}"
        );
    }
}

#[test]
fn other_signs_that_the_house_does_not_write_are_reported() {
    assert!(planted("ru", "Это \"заказ\"").contains("«ёлочки»"));
    assert!(planted("en", "Wait...").contains("three dots"));
}

#[test]
fn a_word_that_the_glossary_bans_is_reported_with_the_right_one() {
    assert!(planted("ru", "Ack пришёл").contains("says `ack`; the word is `подтверждение`"));
    assert!(planted("ru", "Нет квитанции").contains("the word is `подтверждение`"));
    assert!(planted("ru", "Смотрите лог транзакций.").contains("the word is `журнал транзакций`"));
    assert!(planted("en", "No acknowledgements").contains("the word is `ack`"));
    assert_eq!(planted("en", "No квитанции"), "");
}

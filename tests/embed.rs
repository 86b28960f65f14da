//! In somebody else's page: parameters, messages and what a teacher pastes.

use std::collections::BTreeMap;

use ackademy::embed::{
    Astray, Choice, Command, Field, Form, Hidden, Locked, Mistake, Moment, Parameters, Refusal,
    Report, Way, command, snippet,
};
use ackademy_engine::guarantee::AnomalyKind;
use proptest::prelude::*;

fn message(fields: &[(&str, &str)]) -> Result<Command, Refusal> {
    let fields: BTreeMap<&str, &str> = fields.iter().copied().collect();
    command(|name| fields.get(name).map(|value| (*value).to_owned()))
}

#[test]
fn a_lesson_gets_a_higher_frame_unless_a_height_was_chosen() {
    let lesson = || Moment::Lesson {
        name: "04-processed-then-crashed".to_owned(),
        beat: None,
    };
    let mut choice = Choice::of("https://a.example/".to_owned(), Moment::Playground);
    let usual = choice.height;
    choice.show(lesson());
    assert!(choice.height > usual);
    choice.show(Moment::Playground);
    assert_eq!(choice.height, usual);
    choice.height = 480;
    choice.show(lesson());
    assert_eq!(choice.height, 480);
}

#[test]
fn every_command_is_understood() {
    let ours = |kind| ("ackademy", "1", "type", kind);
    let read = |(a, one, t, kind): (&'static str, &'static str, &'static str, &'static str)| {
        message(&[
            (a, one),
            (t, kind),
            ("moment", "/playground"),
            ("language", "ru"),
        ])
    };
    assert_eq!(read(ours("play")), Ok(Command::Play));
    assert_eq!(read(ours("pause")), Ok(Command::Pause));
    assert_eq!(read(ours("step")), Ok(Command::Step));
    assert_eq!(
        read(ours("load")),
        Ok(Command::Load("/playground".to_owned()))
    );
    assert_eq!(
        read(ours("language")),
        Ok(Command::Language("ru".to_owned()))
    );
}

#[test]
fn what_is_for_somebody_else_is_not_answered() {
    let refusal = message(&[("type", "play")]).expect_err("not ours");
    assert_eq!(refusal, Refusal::NotForUs);
    assert_eq!(refusal.reason(), None);
}

#[test]
fn a_message_that_cannot_be_followed_is_told_what_would_be() {
    let reason = |fields: &[(&str, &str)]| {
        let refusal = message(fields).expect_err("refused");
        refusal.reason().expect("answered")
    };
    assert_eq!(
        reason(&[("ackademy", "2"), ("type", "play")]),
        "ackademy is 2 here; this page speaks version 1"
    );
    assert_eq!(
        reason(&[("ackademy", "1"), ("type", "explode")]),
        "type is explode; use load, play, pause, step or language"
    );
    assert_eq!(
        reason(&[("ackademy", "1")]),
        "type is missing, or is no text"
    );
    assert_eq!(
        reason(&[("ackademy", "1"), ("type", "load")]),
        "moment is missing, or is no text"
    );
}

#[test]
fn parameters_are_read_and_others_are_left_alone() {
    let read = Parameters::of([
        ("lang", "ru"),
        ("theme", "dark"),
        ("hide", "header,verdict"),
        ("lock", "settings"),
        ("storage", "off"),
        ("present", "1"),
        ("host", "https://course.example"),
        ("utm_source", "mail"),
    ]);
    assert_eq!(read.hidden, [Hidden::Header, Hidden::Verdict]);
    assert_eq!(read.locked, [Locked::Settings]);
    assert_eq!(read.host.as_deref(), Some("https://course.example"));
    assert!(!read.may_store && read.presents && read.mistakes.is_empty());
}

#[test]
fn a_parameter_that_means_nothing_is_named_and_the_rest_holds() {
    let read = Parameters::of([
        ("hide", "header,everything"),
        ("theme", "pink"),
        ("host", "course.example"),
        ("lang", "ru"),
    ]);
    let mistake = |parameter: &str, value: &str| Mistake {
        parameter: parameter.to_owned(),
        value: value.to_owned(),
    };
    assert_eq!(
        read.mistakes,
        [
            mistake("hide", "header,everything"),
            mistake("theme", "pink"),
            mistake("host", "course.example"),
        ]
    );
    assert_eq!(read.hidden, [Hidden::Header]);
    assert_eq!(read.language.as_deref(), Some("ru"));
}

#[test]
fn an_origin_with_a_path_or_a_name_in_it_is_none() {
    for value in [
        "https://",
        "https://a/b",
        "https://me@a",
        "javascript:x",
        "https://a?b",
    ] {
        let read = Parameters::of([("host", value)]);
        assert_eq!(read.host, None, "{value}");
        assert_eq!(read.mistakes.len(), 1, "{value}");
    }
}

fn choice() -> Choice {
    Choice {
        title: "An \"ack\" <lost>".to_owned(),
        height: 640,
        language: Some("ru".to_owned()),
        hidden: vec![Hidden::Header, Hidden::Transport],
        locked: vec![Locked::Faults],
        without_storage: true,
        ..Choice::of("https://a.example/kafka/".to_owned(), Moment::Playground)
    }
}

#[test]
fn what_is_pasted_leads_to_what_was_chosen() {
    let query = "?lang=ru&hide=header,transport&lock=faults&storage=off#/playground";
    assert_eq!(
        snippet(Form::Link, &choice(), "ru"),
        format!("https://a.example/kafka/{query}")
    );
    let frame = snippet(Form::Frame, &choice(), "ru");
    let address = format!(
        "src=\"https://a.example/kafka/embed.html{}\"",
        query.replace('&', "&amp;")
    );
    assert!(frame.contains(&address), "{frame}");
    assert!(frame.contains("sandbox=\"allow-scripts\""));
    assert!(frame.contains("title=\"An &quot;ack&quot; &lt;lost>\""));
    let element = snippet(Form::Element, &choice(), "ru");
    assert!(element.contains("hide=\"header,transport\"") && element.contains("storage=\"off\""));
    assert!(frame.contains("height=\"640\"") && element.contains("height=\"640\""));
}

#[test]
fn a_picture_that_is_pasted_is_that_of_its_lesson_and_leads_there() {
    let beat = Moment::Lesson {
        name: "12-the-zombie".to_owned(),
        beat: Some(2),
    };
    let mut choice = Choice::of("https://a.example/".to_owned(), beat);
    choice.title = "Ackademy: [Two] of a kind".to_owned();
    assert_eq!(
        snippet(Form::Markdown, &choice, "ru"),
        "[![Ackademy: Two of a kind](https://a.example/cards/12-the-zombie.ru.svg)](https://a.example/#/lesson/12-the-zombie/3)"
    );
    choice.moment = Moment::Shared("abc".to_owned());
    assert_eq!(
        choice.picture("en"),
        "https://a.example/cards/ackademy.en.svg"
    );
}

#[test]
fn a_pasted_address_is_understood_wherever_its_site_stands() {
    let lesson = |beat| Moment::Lesson {
        name: "03-the-ack-that-never-came".to_owned(),
        beat,
    };
    let shared = || Moment::Shared("ASQ_x-1".to_owned());
    for (text, moment) in [
        (" https://a.example/kafka/#/playground ", Moment::Playground),
        ("https://a.example/#", Moment::FirstMinute),
        ("#/", Moment::FirstMinute),
        ("/transaction", Moment::Transaction),
        ("#/lessons?lang=ru", Moment::Lessons(Way::All)),
        ("#/lessons/45-minutes", Moment::Lessons(Way::Short)),
        ("#/lesson/03-the-ack-that-never-came", lesson(None)),
        (
            "https://a.example/embed.html?hide=header#/lesson/03-the-ack-that-never-came/2",
            lesson(Some(1)),
        ),
        ("https://a.example/?lang=ru#s=ASQ_x-1", shared()),
        ("s=ASQ_x-1", shared()),
        ("#/embed/s=ASQ_x-1", shared()),
        (
            "#/embed/lesson/03-the-ack-that-never-came/4",
            lesson(Some(3)),
        ),
    ] {
        assert_eq!(Moment::of(text), Ok(moment), "{text}");
    }
}

#[test]
fn a_text_that_leads_nowhere_is_told_from_one_that_is_too_long_and_from_none() {
    let unknown = |path: &str| Err(Astray::Unknown(path.to_owned()));
    assert_eq!(Moment::of("  "), Err(Astray::Empty));
    assert_eq!(Moment::of("https://a.example/"), Err(Astray::NoFragment));
    assert_eq!(Moment::of("javascript:alert(1)"), Err(Astray::NoFragment));
    assert_eq!(
        Moment::of("https://b.example/#section-2"),
        unknown("section-2")
    );
    assert_eq!(Moment::of("#/lesson/../x"), unknown("/lesson/../x"));
    assert_eq!(
        Moment::of("#/lesson/12-the-zombie/0"),
        unknown("/lesson/12-the-zombie/0")
    );
    assert_eq!(
        Moment::of("#/embed/embed/playground"),
        unknown("/embed/playground")
    );
    assert_eq!(
        Moment::of(&format!("#s={}", "A".repeat(20_000))),
        Err(Astray::TooLong)
    );
}

#[test]
fn the_address_of_a_moment_and_of_its_maker_say_the_moment_again() {
    let lesson = |beat| Moment::Lesson {
        name: "12-the-zombie".to_owned(),
        beat,
    };
    for moment in [
        Moment::FirstMinute,
        Moment::Playground,
        Moment::Transaction,
        Moment::Lessons(Way::All),
        Moment::Lessons(Way::Short),
        lesson(None),
        lesson(Some(5)),
        Moment::Shared("ASQ".to_owned()),
    ] {
        assert_eq!(
            Moment::of(&format!("#{}", moment.fragment())),
            Ok(moment.clone())
        );
        assert_eq!(Moment::of(&moment.maker_href()), Ok(moment));
    }
}

#[test]
fn a_moment_that_cannot_be_loaded_is_told_what_is_wrong() {
    for (refusal, reason) in [
        (
            Refusal::NoLesson("13".to_owned()),
            "there is no lesson 13; its name is that of its address",
        ),
        (
            Refusal::Link("truncated"),
            "the link of this moment is truncated; copy the whole of it anew",
        ),
        (
            Refusal::NoLanguage("xx".to_owned()),
            "language xx is not there; the page offers those it has",
        ),
    ] {
        assert_eq!(refusal.reason().as_deref(), Some(reason));
    }
    let nowhere = Refusal::Nowhere.reason().expect("answered");
    assert!(nowhere.contains("/lesson/NAME/BEAT") && nowhere.contains("s="));
    assert!(Refusal::NothingRuns.reason().is_some());
}

#[test]
fn pasted_addresses_say_what_was_chosen_when_read_again() {
    let address = choice().address("embed.html");
    let query = address
        .split_once('?')
        .and_then(|(_, rest)| rest.split_once('#'));
    let pairs = query.expect("a query and a fragment").0.split('&');
    let read = Parameters::of(pairs.filter_map(|pair| pair.split_once('=')));
    assert_eq!(read.hidden, choice().hidden);
    assert_eq!(read.locked, choice().locked);
    assert_eq!(read.language, choice().language);
    assert!(!read.may_store && read.mistakes.is_empty());
}

#[test]
fn reports_hold_no_more_than_is_documented() {
    let document =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/embedding.md"))
            .expect("it is there");
    let lesson = || "03-the-ack-that-never-came".to_owned();
    let reports = [
        Report::Ready,
        Report::Height(560),
        Report::Verdict("anomaly", Some(AnomalyKind::Duplicated)),
        Report::Beat {
            lesson: lesson(),
            beat: 2,
        },
        Report::Prediction {
            lesson: lesson(),
            beat: 2,
            option: 1,
            is_right: true,
        },
        Report::Goal {
            lesson: lesson(),
            goal: "twice".to_owned(),
        },
        Report::Completed { lesson: lesson() },
        Report::Refused("type is missing".to_owned()),
    ];
    for report in reports {
        let fields = report.fields();
        let Some((_, Field::Text(kind))) = fields.first() else {
            panic!("{report:?} has no type");
        };
        let row = document
            .lines()
            .find(|line| line.starts_with(&format!("| `{kind}` |")))
            .unwrap_or_else(|| panic!("docs/embedding.md has no row for {kind}"));
        for (name, _) in &fields[1..] {
            assert!(
                row.contains(&format!("`{name}`")),
                "{kind}: {name} is not documented"
            );
        }
    }
}

proptest! {
    #[test]
    fn nothing_that_a_host_or_an_address_says_stops_the_page(
        name in "\\PC{0,12}", value in "\\PC{0,40}", kind in "\\PC{0,80}",
    ) {
        if let Ok(moment) = Moment::of(&value) {
            prop_assert_eq!(Moment::of(&format!("#{}", moment.fragment())), Ok(moment));
        }
        let _ = Parameters::of([(name.as_str(), value.as_str()), ("hide", value.as_str())]);
        let told = message(&[("ackademy", "1"), ("type", &kind)]);
        prop_assert!(told.is_err() || ["play", "pause", "step"].contains(&kind.as_str()));
    }
}

//! Reads `lesson.txt`. Everything that it names is checked here, so that a mistake is found before anything is played.

use ackademy_engine::script::{Mistake, Script};

use crate::blocks::{Statement, at_their_lines, mistake, statements};
use crate::manifest::{
    Beat, Control, Goal, Judged, Lesson, Miss, OptionOf, Part, Prediction, Scene, Start,
};

impl Lesson {
    /// Reads `lesson.txt`.
    ///
    /// # Errors
    /// The first mistake, with its line and what to do.
    pub fn read(text: &str) -> Result<Lesson, Mistake> {
        let mut lesson = Lesson {
            number: 0,
            scenes: Vec::new(),
            predictions: Vec::new(),
            goals: Vec::new(),
            misses: Vec::new(),
            beats: Vec::new(),
        };
        for mut statement in statements(text)? {
            match statement.name() {
                "lesson" => lesson.read_number(&statement)?,
                "scene" => lesson.read_scene(&statement)?,
                "prediction" => lesson.read_prediction(&mut statement)?,
                "goal" => lesson.read_goal(&mut statement)?,
                "solution" => lesson.read_solution(&statement)?,
                "miss" => lesson.read_miss(&mut statement)?,
                "beat" => lesson.read_beat(&mut statement)?,
                other => {
                    return Err(statement.mistake(format!(
                        "expected lesson, scene, prediction, goal, solution, miss or beat, found `{other}`"
                    )));
                }
            }
            statement.end()?;
        }
        if lesson.number == 0 {
            return Err(mistake(1, "expected `lesson NUMBER` at the top"));
        }
        if lesson.beats.is_empty() {
            let last = text.lines().count().max(1);
            return Err(mistake(last, "expected beats: write `beat NAME ...`"));
        }
        Ok(lesson)
    }

    fn read_number(&mut self, statement: &Statement<'_>) -> Result<(), Mistake> {
        statement.no_block()?;
        let number = statement.subject("NUMBER")?.parse().ok();
        let number = number.filter(|number| (1..=99).contains(number));
        self.number = number.ok_or(statement.mistake("expected `lesson NUMBER`, from 1"))?;
        Ok(())
    }

    fn read_scene(&mut self, statement: &Statement<'_>) -> Result<(), Mistake> {
        let name = free_name(statement, self.scenes.iter().map(|scene| &*scene.name))?;
        if statement.block.is_empty() {
            return Err(statement.mistake("expected the scene's script below, indented"));
        }
        self.scenes.push(Scene {
            name,
            line: statement.line,
            script: Script::parse(&statement.text())?,
            solution: None,
        });
        Ok(())
    }

    fn read_prediction(&mut self, statement: &mut Statement<'_>) -> Result<(), Mistake> {
        let name = free_name(statement, self.predictions.iter().map(|it| &*it.name))?;
        let scene = self.scene_of(statement)?;
        let mut options: Vec<(&str, Vec<(usize, &str)>)> = Vec::new();
        for (line, text) in &statement.block {
            let mut words = text.splitn(3, ' ');
            if text.starts_with(' ') {
                let last = options.last_mut();
                let last = last.ok_or(mistake(*line, "expected `option NAME expect CONDITION`"))?;
                last.1.push((*line, text));
                continue;
            }
            let (Some("option"), Some(option), Some(rest)) =
                (words.next(), words.next(), words.next())
            else {
                return Err(mistake(
                    *line,
                    "expected `option NAME expect CONDITION` or `option NAME refute CONDITION`",
                ));
            };
            match options.iter_mut().find(|(known, _)| *known == option) {
                Some((_, lines)) => lines.push((*line, rest)),
                None => options.push((option, vec![(*line, rest)])),
            }
        }
        if options.len() < 2 {
            return Err(statement.mistake("expected two options or more below, indented"));
        }
        let script = &self.scenes[scene].script;
        let read = options.into_iter().map(|(name, lines)| {
            Ok(OptionOf {
                name: name.to_owned(),
                checks: script.checks(&at_their_lines(lines.into_iter()))?,
            })
        });
        self.predictions.push(Prediction {
            name,
            line: statement.line,
            scene,
            options: read.collect::<Result<_, Mistake>>()?,
        });
        Ok(())
    }

    fn read_goal(&mut self, statement: &mut Statement<'_>) -> Result<(), Mistake> {
        let name = free_name(statement, self.goals.iter().map(|goal| &*goal.name))?;
        let scene = self.scene_of(statement)?;
        let judged = match statement.take("judged") {
            None | Some("at_rest") => Judged::AtRest,
            Some("at_once") => Judged::AtOnce,
            Some(_) => return Err(statement.mistake("expected judged=at_rest or judged=at_once")),
        };
        let checks = self.scenes[scene].script.checks(&statement.text())?;
        if checks.is_empty() {
            return Err(statement.mistake("expected `expect CONDITION` below, indented"));
        }
        self.goals.push(Goal {
            name,
            line: statement.line,
            scene,
            judged,
            checks,
        });
        Ok(())
    }

    fn read_solution(&mut self, statement: &Statement<'_>) -> Result<(), Mistake> {
        let name = statement.subject("SCENE")?;
        let scene = find(
            statement,
            "scene",
            name,
            self.scenes.iter().map(|it| &*it.name),
        )?;
        let scene = &mut self.scenes[scene];
        if scene.solution.is_some() {
            return Err(statement.mistake("expected one solution for each scene: remove one"));
        }
        let steps = scene.script.steps(&statement.text())?;
        scene.solution = Some((statement.line, steps));
        Ok(())
    }

    fn read_miss(&mut self, statement: &mut Statement<'_>) -> Result<(), Mistake> {
        let name = free_name(statement, self.misses.iter().map(|miss| &*miss.name))?;
        let scene = self.scene_of(statement)?;
        let goals: Vec<&str> = statement.require("misses")?.split(',').collect();
        self.misses.push(Miss {
            name,
            line: statement.line,
            scene,
            goals: self.places_of_goals(statement, &goals)?,
            steps: self.scenes[scene].script.steps(&statement.text())?,
        });
        Ok(())
    }

    fn scene_of(&self, statement: &mut Statement<'_>) -> Result<usize, Mistake> {
        let name = statement.require("scene")?;
        find(
            statement,
            "scene",
            name,
            self.scenes.iter().map(|it| &*it.name),
        )
    }

    fn places_of_goals(
        &self,
        statement: &Statement<'_>,
        names: &[&str],
    ) -> Result<Vec<usize>, Mistake> {
        let goals = || self.goals.iter().map(|goal| &*goal.name);
        names
            .iter()
            .map(|name| find(statement, "goal", name, goals()))
            .collect()
    }

    fn read_beat(&mut self, statement: &mut Statement<'_>) -> Result<(), Mistake> {
        statement.no_block()?;
        let name = free_name(statement, self.beats.iter().map(|beat| &*beat.name))?;
        let scene = match (statement.take("scene"), self.beats.last()) {
            (Some(name), _) => find(
                statement,
                "scene",
                name,
                self.scenes.iter().map(|it| &*it.name),
            )?,
            (None, Some(before)) => before.scene,
            (None, None) => return Err(statement.mistake("expected `scene=` in the first beat")),
        };
        let start = match statement.take("start") {
            None if self.beats.is_empty() => Start::Opening,
            None => Start::Stays,
            Some("opening") => Start::Opening,
            Some("solved") => Start::Solved,
            Some(moment) => Start::Moment(moment.to_owned()),
        };
        let prediction = self.prediction_of(statement, "prediction")?;
        let answers = self.prediction_of(statement, "answers")?;
        let goals = statement.take_list("goals");
        let goals = self.places_of_goals(statement, &goals)?;
        let lights = statement.take_list("lights").into_iter();
        let lights = lights
            .map(|word| part(statement, word))
            .collect::<Result<_, _>>()?;
        let controls = statement.take_list("controls").into_iter();
        let mut controls: Vec<Control> = controls
            .map(|word| control(statement, word))
            .collect::<Result<_, _>>()?;
        if controls.is_empty() && !goals.is_empty() {
            controls = vec![Control::Faults];
        }
        let claims = statement.take_list("claims");
        self.beats.push(Beat {
            name,
            line: statement.line,
            scene,
            start,
            prediction,
            answers,
            goals,
            lights,
            controls,
            claims: claims.into_iter().map(str::to_owned).collect(),
        });
        Ok(())
    }

    fn prediction_of(
        &self,
        statement: &mut Statement<'_>,
        key: &str,
    ) -> Result<Option<usize>, Mistake> {
        let Some(name) = statement.take(key) else {
            return Ok(None);
        };
        let known = self.predictions.iter().map(|it| &*it.name);
        find(statement, "prediction", name, known).map(Some)
    }
}

fn part(statement: &Statement<'_>, word: &str) -> Result<Part, Mistake> {
    Ok(match word {
        "checkout" => Part::Checkout,
        "billing" => Part::Billing,
        "statement" => Part::Statement,
        "receipt" => Part::Receipt,
        "broker-1" => Part::Broker(1),
        "broker-2" => Part::Broker(2),
        "broker-3" => Part::Broker(3),
        "envelopes" => Part::Envelopes,
        "coordinator" => Part::Coordinator,
        "coordinator-1" => Part::CoordinatorIn(1),
        "coordinator-2" => Part::CoordinatorIn(2),
        "coordinator-3" => Part::CoordinatorIn(3),
        "verdict" => Part::Verdict,
        _ => match word.strip_prefix("coordinator-of-") {
            Some(id) if !id.is_empty() => Part::CoordinatorOf(id.to_owned()),
            _ => {
                return Err(statement.mistake(format!(
                    "`lights` knows checkout, billing, statement, receipt, broker-1, broker-2, broker-3, envelopes, coordinator, coordinator-1, coordinator-2, coordinator-3, coordinator-of-ID and verdict, not `{word}`"
                )));
            }
        },
    })
}

fn control(statement: &Statement<'_>, word: &str) -> Result<Control, Mistake> {
    Ok(match word {
        "faults" => Control::Faults,
        "settings" => Control::Settings,
        "orders" => Control::Orders,
        _ => {
            return Err(statement.mistake(format!(
                "`controls` knows faults, settings and orders, not `{word}`"
            )));
        }
    })
}

/// The statement's subject, as a name that nothing of its kind has.
fn free_name<'a>(
    statement: &Statement<'_>,
    mut taken: impl Iterator<Item = &'a str>,
) -> Result<String, Mistake> {
    let name = statement.subject("NAME")?;
    let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !name.chars().all(fine) {
        return Err(statement.mistake(format!(
            "expected a name of small letters, digits and hyphens, found `{name}`"
        )));
    }
    if taken.any(|other| other == name) {
        return Err(statement.mistake(format!("the name `{name}` is taken: choose another")));
    }
    Ok(name.to_owned())
}

fn find<'a>(
    statement: &Statement<'_>,
    kind: &str,
    name: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Result<usize, Mistake> {
    known
        .clone()
        .position(|other| other == name)
        .ok_or_else(|| {
            let all: Vec<&str> = known.collect();
            statement.mistake(format!(
                "there is no {kind} `{name}` above; there are: {}",
                if all.is_empty() {
                    "none".to_owned()
                } else {
                    all.join(", ")
                }
            ))
        })
}

//! The runs of a lesson: the idle one, the solution, and those that nearly reach the goals.

use ackademy_engine::script::Live;

use crate::folder::{Folder, Slip};
use crate::manifest::Lesson;

/// Which goals of a scene a run reaches from where the learner comes in, and the run at rest.
fn reached(lesson: &Lesson, scene: usize, done: &Live, came_in: usize) -> Vec<bool> {
    let mut reached = vec![false; lesson.goals.len()];
    let whole = done.player();
    let mut player = whole.clone();
    player.seek(came_in);
    let mut live = Live::of(&player);
    loop {
        let is_end = player.position() == whole.position();
        for (goal, reached) in lesson.goals.iter().zip(&mut reached) {
            // What settled is at rest, also where only asking again is left.
            let looks_at = if is_end { done } else { &live };
            *reached |= goal.scene == scene && goal.is_reached(looks_at);
        }
        if is_end {
            return reached;
        }
        player.step();
        live.follow(&player);
    }
}

pub(super) fn of_scene(folder: &Folder, scene: usize, slips: &mut Vec<Slip>) {
    let lesson = &folder.lesson;
    let setup = &lesson.scenes[scene];
    let has_goals = lesson.goals.iter().any(|goal| goal.scene == scene);
    let opening = match lesson.opening(scene) {
        Ok(opening) => opening,
        Err(failure) => return slips.push(folder.failure(&failure)),
    };
    let came_in = opening.player().position();
    let mut idle = opening;
    if !idle.settle() {
        slips.push(folder.slip(setup.line, "left alone, the scene never comes to rest"));
    }
    let by_idling = reached(lesson, scene, &idle, came_in);
    for (goal, _) in lesson
        .goals
        .iter()
        .zip(by_idling)
        .filter(|(_, reached)| *reached)
    {
        slips.push(folder.slip(
            goal.line,
            format!(
                "who does nothing reaches the goal `{}`: ask for more",
                goal.name
            ),
        ));
    }
    if setup.solution.is_none() {
        if has_goals || lesson.predictions.iter().any(|it| it.scene == scene) {
            slips.push(folder.slip(
                setup.line,
                format!(
                    "the scene `{}` has goals or a prediction and no solution: write `solution {}`",
                    setup.name, setup.name
                ),
            ));
        }
        return;
    }
    let (solved, _) = match lesson.solved(scene) {
        Ok(solved) => solved,
        Err(failure) => return slips.push(folder.failure(&failure)),
    };
    let by_solving = reached(lesson, scene, &solved, came_in);
    of_solution(folder, scene, &solved, &by_solving, slips);
}

/// What is so after the solution: every goal of the scene, and one option of each prediction.
fn of_solution(
    folder: &Folder,
    scene: usize,
    solved: &Live,
    by_solving: &[bool],
    slips: &mut Vec<Slip>,
) {
    let lesson = &folder.lesson;
    let setup = &lesson.scenes[scene];
    for (goal, reached) in lesson.goals.iter().zip(by_solving) {
        if goal.scene == scene && !reached {
            let why = solved.first_unmet(&goal.checks);
            let why = why.map_or(String::new(), |unmet| {
                format!(
                    "; line {}: expected: {}; got: {}",
                    unmet.line, unmet.expected, unmet.got
                )
            });
            slips.push(folder.slip(
                goal.line,
                format!(
                    "the solution of `{}` does not reach the goal `{}`{why}",
                    setup.name, goal.name
                ),
            ));
        }
    }
    for prediction in lesson.predictions.iter().filter(|it| it.scene == scene) {
        let options = prediction.options.iter();
        let true_ones: Vec<&str> = options
            .filter(|option| option.is_true(solved))
            .map(|option| &*option.name)
            .collect();
        if true_ones.len() != 1 {
            slips.push(folder.slip(
                prediction.line,
                format!(
                    "after the solution exactly one option is true; of `{}` {} are: {}",
                    prediction.name,
                    true_ones.len(),
                    true_ones.join(", ")
                ),
            ));
        }
    }
}

pub(super) fn of_miss(folder: &Folder, miss: usize, slips: &mut Vec<Slip>) {
    let lesson = &folder.lesson;
    let miss = &lesson.misses[miss];
    let Ok(mut live) = lesson.opening(miss.scene) else {
        return;
    };
    let came_in = live.player().position();
    if let Err(failure) = live.carry_out(&miss.steps) {
        return slips.push(folder.failure(&failure));
    }
    if !live.settle() {
        return slips.push(folder.slip(miss.line, "this run never comes to rest"));
    }
    let reached = reached(lesson, miss.scene, &live, came_in);
    for (place, goal) in lesson
        .goals
        .iter()
        .enumerate()
        .filter(|(_, goal)| goal.scene == miss.scene)
    {
        match (reached[place], miss.goals.contains(&place)) {
            (true, true) => slips.push(folder.slip(
                miss.line,
                format!(
                    "`{}` reaches the goal `{}`, which it is said to miss",
                    miss.name, goal.name
                ),
            )),
            (false, false) => slips.push(folder.slip(
                miss.line,
                format!(
                    "`{}` misses the goal `{}` too: name it in misses=, or reach it",
                    miss.name, goal.name
                ),
            )),
            _ => {}
        }
    }
    for goal in &miss.goals {
        if lesson.goals[*goal].scene != miss.scene {
            slips.push(folder.slip(
                miss.line,
                format!(
                    "the goal `{}` belongs to another scene",
                    lesson.goals[*goal].name
                ),
            ));
        }
    }
}

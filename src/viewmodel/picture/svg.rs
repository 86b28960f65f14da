//! The picture as a file of its own. Slides and vector programs know no style sheets, so every shape carries its colours.

use std::fmt::Write;

use super::look::{Look, Paint};
use super::shapes::{Drawing, Form, Shape, Tip};
use crate::i18n::Message;

const SANS: &str = "Inter, 'Segoe UI', system-ui, 'DejaVu Sans', sans-serif";
const MONO: &str = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace";

impl Paint {
    /// The name that the style sheets have for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Paint::Paper => "paper",
            Paint::Ink => "ink",
            Paint::Soft => "soft",
            Paint::Line => "line",
            Paint::Wire => "wire",
            Paint::Blue => "blue",
            Paint::BlueWash => "blue-wash",
            Paint::Violet => "violet",
            Paint::VioletWash => "violet-wash",
            Paint::Teal => "teal",
            Paint::TealWash => "teal-wash",
            Paint::Amber => "amber",
            Paint::AmberWash => "amber-wash",
            Paint::Red => "red",
            Paint::RedWash => "red-wash",
            Paint::Wash => "wash",
        }
    }

    /// The colour itself, as on a light page: files are put on slides and paper.
    #[must_use]
    pub fn on_paper(self) -> &'static str {
        match self {
            Paint::Paper => "#fff",
            Paint::Ink => "#1d2129",
            Paint::Soft => "#565f6d",
            Paint::Line => "#e2ded3",
            Paint::Wire => "#8b8778",
            Paint::Blue => "#2450c4",
            Paint::BlueWash => "#e8eefc",
            Paint::Violet => "#6436b8",
            Paint::VioletWash => "#f0e9fb",
            Paint::Teal => "#08725a",
            Paint::TealWash => "#dff3ec",
            Paint::Amber => "#8f5500",
            Paint::AmberWash => "#fbf0dd",
            Paint::Red => "#b81f1f",
            Paint::RedWash => "#fbe6e6",
            Paint::Wash => "#f3f1ea",
        }
    }
}

/// A file of its own: well-formed SVG 1.1 with a title and the words that `say` gives.
#[must_use]
pub fn standalone(drawing: &Drawing, title: &str, say: impl Fn(&Message) -> String) -> String {
    let (width, height) = (drawing.width, drawing.height);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\">\n<title>{}</title>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n",
        escaped(title),
        Paint::Paper.on_paper(),
    );
    for shape in &drawing.shapes {
        write(&mut svg, shape, &say);
    }
    svg.push_str("</svg>\n");
    svg
}

fn write(svg: &mut String, shape: &Shape, say: &impl Fn(&Message) -> String) {
    let style = shape.look.style();
    let fill = style.fill.map_or("none", Paint::on_paper);
    let outline = style.stroke.map_or_else(String::new, |stroke| {
        let dashes = if style.is_dashed {
            " stroke-dasharray=\"5 4\""
        } else {
            ""
        };
        let faint = if shape.look == Look::Lifeline {
            " stroke-opacity=\"0.5\""
        } else {
            ""
        };
        format!(
            " stroke=\"{}\" stroke-width=\"1.5\"{dashes}{faint}",
            stroke.on_paper()
        )
    });
    let _ = match &shape.form {
        Form::Line { ends, tip: at_end } => {
            let [(x1, y1), (x2, y2)] = *ends;
            let _ = writeln!(
                svg,
                "<path d=\"M{x1} {y1}L{x2} {y2}\" fill=\"none\"{outline}/>"
            );
            let stroke = style.stroke.unwrap_or(Paint::Ink).on_paper();
            tip(*at_end, *ends).map_or(Ok(()), |(path, is_filled)| {
                let fill = if is_filled {
                    stroke
                } else {
                    Paint::Paper.on_paper()
                };
                writeln!(
                    svg,
                    "<path d=\"{path}\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"1.5\"/>"
                )
            })
        }
        Form::Box([x, y, width, height, radius]) => writeln!(
            svg,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\" fill=\"{fill}\"{outline}/>"
        ),
        Form::Diamond(place) => {
            writeln!(
                svg,
                "<path d=\"{}\" fill=\"{fill}\"{outline}/>",
                diamond(*place)
            )
        }
        Form::Text { at, anchor, words } => {
            write_text(svg, shape.look, *at, anchor.name(), &escaped(&say(words)))
        }
    };
}

fn write_text(
    svg: &mut String,
    look: Look,
    (x, y): (i32, i32),
    anchor: &str,
    words: &str,
) -> std::fmt::Result {
    let style = look.style();
    let weight = if style.is_bold { 600 } else { 400 };
    let (size, family) = (style.size, family(look));
    let mut text = |paint: &str| {
        writeln!(
            svg,
            "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" font-size=\"{size}\" \
             font-weight=\"{weight}\" font-family=\"{family}\" {paint}>{words}</text>"
        )
    };
    if style.has_halo {
        let paper = Paint::Paper.on_paper();
        text(&format!(
            "fill=\"{paper}\" stroke=\"{paper}\" stroke-width=\"8\" stroke-linejoin=\"round\""
        ))?;
    }
    let fill = style.fill.map_or("none", Paint::on_paper);
    text(&format!("fill=\"{fill}\""))
}

fn family(look: Look) -> &'static str {
    if look.style().is_mono { MONO } else { SANS }
}

/// What stands at the second end of a line, as a path, and whether it is filled.
#[must_use]
pub fn tip(tip: Tip, [from, (x, y)]: [(i32, i32); 2]) -> Option<(String, bool)> {
    let path = match tip {
        Tip::None => return None,
        Tip::Head => head(from, (x, y)),
        Tip::Cross => format!(
            "M{} {}L{} {}M{} {}L{} {}",
            x - 5,
            y - 5,
            x + 5,
            y + 5,
            x - 5,
            y + 5,
            x + 5,
            y - 5
        ),
        Tip::Ring => format!("M{} {y}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z", x - 4),
    };
    Some((path, tip == Tip::Head))
}

/// Eight pixels long and wide, in the direction of the line.
fn head(from: (i32, i32), (x, y): (i32, i32)) -> String {
    let (across, down) = (f64::from(x - from.0), f64::from(y - from.1));
    let length = across.hypot(down).max(1.0);
    let (across, down) = (across / length, down / length);
    let (back_x, back_y) = (f64::from(x) - 8.0 * across, f64::from(y) - 8.0 * down);
    format!(
        "M{x} {y}L{:.1} {:.1}L{:.1} {:.1}z",
        back_x - 4.0 * down,
        back_y + 4.0 * across,
        back_x + 4.0 * down,
        back_y - 4.0 * across
    )
}

/// A square on its corner, as a path.
#[must_use]
pub fn diamond([x, y, half]: [i32; 3]) -> String {
    format!(
        "M{} {y}L{x} {}L{} {y}L{x} {}z",
        x - half,
        y - half,
        x + half,
        y + half
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

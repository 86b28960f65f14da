//! Numbers as a sentence needs them: exact, with a known count of digits after the mark.

/// `value` divided by ten to the power of `digits`. The digits count for plurals: 1 and 1.0 differ in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// The number without its decimal mark.
    pub value: i64,
    /// How many digits stand after the mark.
    pub digits: u8,
}

/// Ten to this power still fits an `i64`.
const DIGITS_MAX: u8 = 18;

impl Number {
    /// Reads `12` or `-3.5`.
    pub(super) fn parse(text: &str) -> Option<Number> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = u8::try_from(fraction.len()).ok()?;
        let value = [whole, fraction].concat().parse().ok()?;
        (digits <= DIGITS_MAX).then_some(Number { value, digits })
    }

    /// In digits, with this decimal mark.
    pub(super) fn format(self, mark: &str) -> String {
        let scale = 10_u64.pow(u32::from(self.digits.min(DIGITS_MAX)));
        let size = self.value.unsigned_abs();
        let sign = if self.value < 0 { "-" } else { "" };
        let whole = format!("{sign}{}", size / scale);
        if scale == 1 {
            return whole;
        }
        let width = usize::from(self.digits.min(DIGITS_MAX));
        format!("{whole}{mark}{:0width$}", size % scale)
    }

    /// Whether both are the same number, however many digits each shows.
    pub(super) fn same(self, other: Number) -> bool {
        self.shortest() == other.shortest()
    }

    fn shortest(mut self) -> Number {
        while self.digits > 0 && self.value % 10 == 0 {
            self.value /= 10;
            self.digits -= 1;
        }
        self
    }
}

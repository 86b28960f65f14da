//! A tree of named values.

/// Names and values, in the order they are shown.
pub(in crate::script) type Fields = Vec<(&'static str, Value)>;

/// Something that is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::script) enum Value {
    /// Nothing there.
    None,
    Flag(bool),
    Number(i64),
    Text(String),
    List(Vec<Value>),
    Fields(Fields),
}

impl From<bool> for Value {
    fn from(flag: bool) -> Value {
        Value::Flag(flag)
    }
}

impl From<usize> for Value {
    fn from(count: usize) -> Value {
        Value::Number(i64::try_from(count).expect("a count of things in memory"))
    }
}

impl From<u64> for Value {
    fn from(micros: u64) -> Value {
        Value::Number(i64::try_from(micros).expect("less than 300,000 years"))
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Value {
        Value::Number(number.into())
    }
}

impl From<u16> for Value {
    fn from(number: u16) -> Value {
        Value::Number(number.into())
    }
}

impl From<u8> for Value {
    fn from(number: u8) -> Value {
        Value::Number(number.into())
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Value {
        Value::Number(number.into())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::None, Into::into)
    }
}

impl<T: Into<Value>> FromIterator<T> for Value {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Value {
        Value::List(values.into_iter().map(Into::into).collect())
    }
}

impl From<Fields> for Value {
    fn from(fields: Fields) -> Value {
        Value::Fields(fields)
    }
}

impl std::fmt::Display for Value {
    /// On one line: a list with commas, nothing as `none`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Value::None => f.write_str("none"),
            Value::Flag(flag) => write!(f, "{flag}"),
            Value::Number(number) => write!(f, "{number}"),
            Value::Text(text) => f.write_str(text),
            Value::List(values) if values.is_empty() => f.write_str("none"),
            Value::List(values) => {
                let texts: Vec<String> = values.iter().map(Value::to_string).collect();
                f.write_str(&texts.join(","))
            }
            Value::Fields(fields) => {
                let texts: Vec<String> = fields
                    .iter()
                    .map(|(key, value)| format!("{key}={value}"))
                    .collect();
                f.write_str(&texts.join(" "))
            }
        }
    }
}

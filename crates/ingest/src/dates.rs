use jiff::civil::Date;
use jiff::fmt::strtime;

/// A date as ISO 8601, as exact as it is given: `2016-02-10`, `2016-02-10T08:30:00-05:00`; `None` if it is none.
///
/// Dates such as 03/04/2016 are passed over, as they mean March in one country and April in another.
pub(crate) fn iso(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() > 64 || !text.is_ascii() {
        return None;
    }
    if let Some(date) = text.get(..10).and_then(|date| date.parse::<Date>().ok())
        && text.as_bytes()[4] == b'-'
    {
        return with_time(date, &text[10..]);
    }
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(text.parse::<Date>().ok()?.to_string());
    }
    const WRITTEN: [&str; 6] = [
        "%a, %d %b %Y %H:%M:%S %z",
        "%a, %d %b %Y %H:%M:%S GMT",
        "%B %d, %Y",
        "%b %d, %Y",
        "%d %B %Y",
        "%d %b %Y",
    ];
    let parsed = WRITTEN.iter().find_map(|format| strtime::parse(format, text).ok())?;
    let date = parsed.to_date().ok()?;
    let Ok(time) = parsed.to_time() else { return Some(date.to_string()) };
    let zone = match parsed.offset() {
        None => "Z".to_owned(),
        Some(offset) => {
            let minutes = offset.seconds() / 60;
            let sign = if minutes < 0 { '-' } else { '+' };
            format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
        }
    };
    Some(if text.contains(':') { format!("{date}T{time}{zone}") } else { date.to_string() })
}

/// The date with its time, if what follows it is one; else the date alone.
fn with_time(date: Date, rest: &str) -> Option<String> {
    let date = date.to_string();
    let Some(time) = rest.strip_prefix(['T', 't', ' ']) else {
        // `2016-02-100` is no date.
        return (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some(date);
    };
    let (clock, zone) = time.split_at(time.find(['Z', 'z', '+', '-', ' ']).unwrap_or(time.len()));
    let Ok(_) = clock.parse::<jiff::civil::Time>() else { return Some(date) };
    let zone = match zone.trim() {
        "" => String::new(),
        "Z" | "z" | "UTC" | "GMT" => "Z".to_owned(),
        zone => match zone.split_at(1) {
            (sign @ ("+" | "-"), digits) => {
                let digits = digits.replace(':', "");
                if digits.len() != 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
                    return Some(date);
                }
                format!("{sign}{}:{}", &digits[..2], &digits[2..])
            }
            _ => return Some(date),
        },
    };
    Some(format!("{date}T{clock}{zone}"))
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn dates_in_many_hands_become_one() {
        for (text, expected) in [
            ("2016-02-10", Some("2016-02-10")),
            (" 2016-02-10T08:30:00-05:00 ", Some("2016-02-10T08:30:00-05:00")),
            ("2016-02-10 08:30:00", Some("2016-02-10T08:30:00")),
            ("2016-02-10 08:30:00 +0000", Some("2016-02-10T08:30:00+00:00")),
            ("2016-02-10T08:30:00.123Z", Some("2016-02-10T08:30:00.123Z")),
            ("2016-02-10T08:30", Some("2016-02-10T08:30")),
            ("2016-02-10, updated", Some("2016-02-10")),
            ("20160210", Some("2016-02-10")),
            ("Wed, 10 Feb 2016 08:30:00 GMT", Some("2016-02-10T08:30:00Z")),
            ("Wed, 10 Feb 2016 08:30:00 -0530", Some("2016-02-10T08:30:00-05:30")),
            ("February 10, 2016", Some("2016-02-10")),
            ("10 Feb 2016", Some("2016-02-10")),
            ("03/04/2016", None),
            ("2016-02-31", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(iso(text).as_deref(), expected, "{text}");
        }
    }
}

use std::fmt::{self, Display, Write};

use crate::text::is_hazard;

/// Text as it may stand between tags and in quoted attributes.
pub(super) struct Escaped<'t>(pub(super) &'t str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\n' | '\t' => f.write_str(" ")?,
                hazard if is_hazard(hazard) => {}
                other => f.write_char(other)?,
            }
        }
        Ok(())
    }
}

/// The host of a web address; `None` for any other scheme, since a page must not smuggle in a script.
pub(super) fn host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    Some(rest.split(['/', '?', '#']).next().unwrap_or(rest).trim_start_matches("www."))
}

/// `2031-03-04T08:30:00Z` as `4 March 2031`; what isn't such a date stays as it is.
pub(super) fn day(date: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let parts: Vec<&str> = date.split(['T', ' ']).next().unwrap_or_default().split('-').collect();
    let [year, month, day] = parts[..] else { return date.to_owned() };
    match (month.parse::<usize>().ok().and_then(|month| MONTHS.get(month.checked_sub(1)?)), day.parse::<u8>())
    {
        (Some(month), Ok(day)) => format!("{day} {month} {year}"),
        _ => date.to_owned(),
    }
}

/// A number and its noun.
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_addresses_are_for_readers() {
        assert_eq!(day("2031-03-04T08:30:00Z"), "4 March 2031");
        assert_eq!(day("2031-13-04"), "2031-13-04");
        assert_eq!(day("2031-00-04"), "2031-00-04");
        assert_eq!(day("2031"), "2031");
        assert_eq!(host("https://www.echo.example/a?b"), Some("echo.example"));
        assert_eq!(host("javascript:alert(1)//http://x"), None);
    }
}

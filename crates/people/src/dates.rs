/// A date as exactly as it is known, from its first day to its last: `20160000` stands for the whole of 2016.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Date {
    first: u32,
    last: u32,
}

impl Date {
    /// Reads `2016`, `2016-09`, `2016-09-12` or a date and time; `None` if it is none of these.
    pub(crate) fn parse(text: &str) -> Option<Date> {
        let day = text.trim().split(['T', ' ']).next()?;
        let mut parts = day.split('-');
        let number = |part: &str, digits: usize, most: u32| {
            let value: u32 = part.parse().ok()?;
            (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()) && value <= most)
                .then_some(value)
        };
        let year = number(parts.next()?, 4, 9999)?;
        let month = match parts.next() {
            Some(part) => Some(number(part, 2, 12)?),
            None => None,
        };
        let day = match parts.next() {
            Some(part) => Some(number(part, 2, 31)?),
            None => None,
        };
        // A month or day of 00 is one that isn't known.
        let part = |value: Option<u32>, unknown: u32| value.filter(|&value| value > 0).unwrap_or(unknown);
        let date = |unknown_month, unknown_day| {
            year * 10_000 + part(month, unknown_month) * 100 + part(day, unknown_day)
        };
        parts.next().is_none().then(|| Date { first: date(1, 1), last: date(12, 31) })
    }
}

/// A time with ends that may not be known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) start: Option<Date>,
    pub(crate) end: Option<Date>,
}

impl Period {
    /// Whether a date may lie in it. A date that isn't known may.
    pub(crate) fn may_hold(&self, date: Option<Date>) -> bool {
        let Some(date) = date else { return true };
        self.start.is_none_or(|start| start.first <= date.last)
            && self.end.is_none_or(|end| date.first <= end.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_exact_as_printed() {
        let date = |first, last| Some(Date { first, last });
        assert_eq!(Date::parse("2016-09-12T10:00:00Z"), date(20160912, 20160912));
        assert_eq!(Date::parse("2016-09"), date(20160901, 20160931));
        assert_eq!(Date::parse("2016"), date(20160101, 20161231));
        assert_eq!(Date::parse("2016-00-00"), date(20160101, 20161231));
        for wrong in ["", "soon", "16-09-12", "2016-13-01", "2016-9-1", "2016-09-12-01", "2016-x"] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_period_holds_what_may_lie_in_it() {
        let period = |start: &str, end: &str| Period { start: Date::parse(start), end: Date::parse(end) };
        let holds = |period: Period, date: &str| period.may_hold(Date::parse(date));
        assert!(holds(period("2015", "2017-06"), "2015-01-01"));
        assert!(holds(period("2015-05-07", ""), "2015"));
        assert!(!holds(period("2015-05-07", "2017-06-08"), "2017-06-09"));
        assert!(!holds(period("2015-05-07", ""), "2014-12"));
        assert!(holds(Period::default(), "1066") && period("2015", "2017").may_hold(None));
    }
}

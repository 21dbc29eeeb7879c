use serde::Deserialize;

/// What houses disagree about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Style {
    /// The marks of a quotation that stands in no other.
    pub quotation_marks: Marks,
    /// Where a comma or full stop beside a closing mark goes.
    pub punctuation: Punctuation,
    /// How an ellipsis is set.
    pub ellipsis: Ellipsis,
    /// Acronyms that readers of the house know, besides those that everybody does.
    pub known_acronyms: Vec<String>,
}

/// The marks of a quotation that stands in no other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Marks {
    /// The article's own, whichever it uses most.
    #[default]
    Consistent,
    /// “Double”.
    Double,
    /// ‘Single’.
    Single,
}

/// Where a comma or full stop beside a closing mark goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Punctuation {
    /// Anywhere.
    #[default]
    Any,
    /// Inside, as in American print.
    Inside,
    /// Inside only where it belongs to the quotation, as in British print.
    Sense,
}

/// How an ellipsis is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ellipsis {
    /// In any way, but the same throughout.
    #[default]
    Consistent,
    /// Three stops or the one character, with a space on each side.
    Spaced,
    /// Three stops or the one character, without a space before.
    Closed,
}

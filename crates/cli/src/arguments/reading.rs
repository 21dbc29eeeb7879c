use std::num::NonZeroUsize;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use onrecord_ingest::Format as InputFormat;

/// How to read articles, whichever command reads them.
#[derive(Args, Debug)]
pub(crate) struct ReadingArguments {
    /// Read every input in this format, instead of finding it from name and content.
    #[arg(long, value_name = "FORMAT", value_parser = input_format_parser(), help_heading = "Input")]
    pub(crate) input_format: Option<InputFormat>,

    #[command(flatten)]
    pub(crate) fields: FieldArguments,

    /// The largest document to read, in MiB.
    #[arg(long, value_name = "MIB", default_value = "16", hide_short_help = true, help_heading = "Input")]
    pub(crate) max_document_size: NonZeroUsize,
}

/// Names of fields in JSON articles; each is tried before the usual ones.
#[derive(Args, Debug)]
#[command(next_help_heading = "Fields of JSON articles")]
pub(crate) struct FieldArguments {
    /// The field with an article's text, before the usual ones are tried.
    #[arg(long, value_name = "NAME")]
    pub(crate) text_field: Option<String>,
    /// The field with its id.
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub(crate) id_field: Option<String>,
    /// The field with its address.
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub(crate) url_field: Option<String>,
    /// The field with its headline.
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub(crate) headline_field: Option<String>,
    /// The field with its writers.
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub(crate) byline_field: Option<String>,
    /// The field with its publisher.
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub(crate) publisher_field: Option<String>,
    /// The field with its date.
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub(crate) date_field: Option<String>,
    /// The field with its language.
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub(crate) language_field: Option<String>,
}

fn input_format_parser() -> impl TypedValueParser<Value = InputFormat> {
    let names = PossibleValuesParser::new(InputFormat::ALL.map(InputFormat::name));
    names.try_map(|name| name.parse::<InputFormat>())
}

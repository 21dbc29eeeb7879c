/// The JSON Schema (draft 2020-12) of one [`DocumentRecord`](crate::DocumentRecord).
///
/// It is generated from the types, and committed, so that it can be linked to and a change of the format is seen
/// in review.
pub const SCHEMA: &str = include_str!("../schema/onrecord-1.schema.json");

#[cfg(test)]
mod tests {
    use schemars::generate::SchemaSettings;

    use super::*;
    use crate::DocumentRecord;

    fn generated() -> serde_json::Value {
        let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
        let mut schema = generator.into_root_schema_for::<DocumentRecord>();
        schema.insert("$id".into(), "https://github.com/onrecord/onrecord/onrecord-1.schema.json".into());
        schema.insert("title".into(), "onrecord/1".into());
        schema.to_value()
    }

    #[test]
    fn the_committed_schema_is_up_to_date() {
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/onrecord-1.schema.json");
            std::fs::write(path, format!("{:#}\n", generated())).unwrap();
        } else {
            let committed: serde_json::Value = serde_json::from_str(SCHEMA).unwrap();
            assert!(
                committed == generated(),
                "stale: run the tests with UPDATE_SCHEMA=1, and look at the change"
            );
        }
    }
}

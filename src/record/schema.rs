//! The JSON Schema of a record, made from the wire types.

use schemars::Schema;
use schemars::generate::SchemaSettings;

use super::Record;

/// The JSON Schema (draft 2020-12) of a record as it is written.
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Record<'static>>()
}

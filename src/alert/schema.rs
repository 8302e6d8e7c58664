//! The JSON Schema of an alert, made from the wire type.

use schemars::Schema;
use schemars::generate::SchemaSettings;

use super::Alert;

/// The JSON Schema (draft 2020-12) of an alert as it is written.
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Alert<'static>>()
}

//! Alert rules over records.

//! The batch example: its modules, and the program as a script would run it.
//!
//! `cargo test` builds the examples first. To run these tests alone:
//! `cargo build --example batch && cargo test --test batch`.

#![cfg(feature = "encoding")]

mod formats;
mod resume;
mod runs;
mod support;

#[path = "../../examples/batch/input/mod.rs"]
#[expect(dead_code, unused_imports, reason = "only its own tests use it here")]
mod input;
#[path = "../../examples/batch/pipeline.rs"]
mod pipeline;

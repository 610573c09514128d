//! Soft labels.

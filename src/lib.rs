//! dateline
pub mod article;
pub mod engine;
pub mod query;
pub mod person;

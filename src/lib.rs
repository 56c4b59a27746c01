//! The engine (under construction).

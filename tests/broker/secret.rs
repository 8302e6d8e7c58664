//! RabbitMQ's password hash for the password "guest": base64 of four bytes of salt and SHA-256 of salt and password.

/// Made once and fixed here: the definitions need a hash, not a password.
pub fn guest_hash() -> &'static str {
    "AAAAAPEoQ8a3jY6DABRiJzkoKooQbXiBp2iGLke7d+FVKzJx"
}

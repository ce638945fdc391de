//! What came back for one request, whole. Pure.

/// An answer of the panel, or of something in front of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub http_status: u16,
    /// The header `Content-Type`.
    pub content_type: Option<String>,
    /// The header `Retry-After`, in seconds.
    pub retry_after: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

#[cfg(test)]
impl Reply {
    /// An answer of this status and body, without headers.
    pub(super) fn of(http_status: u16, body: impl AsRef<[u8]>) -> Self {
        Self { http_status, body: body.as_ref().to_vec(), ..Self::default() }
    }
}

extension ErrorCatalogue {
    /// The codes that the gateway and the connection name themselves: errors.yaml must have each of them.
    ///
    /// Their entries here serve a single OpenAPI document, which comes without an errors.yaml. The names in braces are all
    /// that are filled in for a code, besides `request_id`, which every code has.
    static let standard = ErrorCatalogue(entries: [
        entry("VALIDATION_ERROR", 400, "The request does not keep to the contract; every fault is listed under errors"),
        entry("AUTHENTICATION_REQUIRED", 401, "This needs a valid access token"),
        entry("PERMISSION_DENIED", 403, "The role {role} may not do this; it takes one of: {roles}"),
        entry("NOT_FOUND", 404, "There is nothing at {path}"),
        entry("METHOD_NOT_ALLOWED", 405, "{method} is not supported here; supported: {allowed}"),
        entry("NOT_ACCEPTABLE", 406, "No media type of the Accept header can be sent; available: {available}"),
        entry("REQUEST_TIMEOUT", 408, "The request did not arrive within {seconds} seconds", retryable: true),
        entry("PAYLOAD_TOO_LARGE", 413, "The body is larger than {limit} bytes"),
        entry("URI_TOO_LONG", 414, "The request target is longer than {limit} bytes"),
        entry(
            "UNSUPPORTED_MEDIA_TYPE", 415, "The Content-Type '{media_type}' is not supported; supported: {supported}"),
        entry("UPGRADE_REQUIRED", 426, "This is a WebSocket: {reason}"),
        entry("RATE_LIMIT_EXCEEDED", 429, "Too many requests; try again in {retry_after} seconds", retryable: true),
        entry("HEADERS_TOO_LARGE", 431, "The request head is larger than {limit}"),
        entry("MALFORMED_REQUEST", 400, "This is not a valid HTTP request: {reason}"),
        entry("INTERNAL_ERROR", 500, "The server failed; its log knows this as {request_id}", retryable: true),
        entry(
            "SERVICE_UNAVAILABLE", 503, "The server cannot do this now; try again in {retry_after} seconds",
            retryable: true),
        entry("DEADLINE_EXCEEDED", 504, "The answer was not ready within {milliseconds} ms", retryable: true),
    ])

    private static func entry(_ code: String, _ status: Int, _ detail: String, retryable: Bool = false) -> ErrorEntry {
        ErrorEntry(code: code, status: status, detail: detail, retryable: retryable, description: detail)
    }
}

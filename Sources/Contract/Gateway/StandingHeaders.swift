/// The fields that every reply has.
enum StandingHeaders {
    /// Answers are about one caller at one moment, so no cache may keep them, unless a handler says otherwise; and they
    /// are what their Content-Type says, whatever a browser thinks.
    static func fields(requestID: String, _ more: [(String, String)]) -> HeaderFields {
        HeaderFields(
            [("X-Request-ID", requestID), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")] + more)
    }
}

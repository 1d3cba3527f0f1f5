/// What one line of a log says.
///
/// Texts are short and bounded; what the line does not say is nil.
struct LogRecord: Equatable {
    enum Form: String, CaseIterable {
        /// NCSA common log format, with or without referrer and user agent.
        case common, combined
        /// One JSON object.
        case json
        /// A text with a time or a level at its beginning.
        case text
    }

    var form: Form
    /// Milliseconds since 1970 in UTC.
    var time: Int?
    var level: LogLevel?
    /// HTTP status.
    var status: Int?
    var method: String?
    /// Without the query.
    var path: String?
    var client: String?
    /// Bytes sent.
    var bytes: Int?
    var milliseconds: Double?
    /// What happened, without time and level.
    var message: String?

    init(_ form: Form) { self.form = form }

    /// An answer of 500 and above, or a level of error and above.
    var isError: Bool { (status ?? 0) >= 500 || (level ?? .trace) >= .error }

    /// What the templates are made of: the message, or method, path and status of a request.
    var content: String {
        if let message { return message }
        return [method, path, status.map(String.init)].compactMap { $0 }.joined(separator: " ")
    }

    /// Longer texts are cut, so that one line cannot take much memory.
    static let longestText = 1024
}

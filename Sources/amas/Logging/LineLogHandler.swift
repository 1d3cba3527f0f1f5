import JSON
import Logging

/// Writes one line an event to standard error: JSON for programs, or plain words in development.
struct LineLogHandler: LogHandler {
    enum Style: Sendable {
        case json, words
    }

    let label: String
    let style: Style
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { _, new in new }.sorted { $0.key < $1.key }
        let line = text(event.level, event.message, all)
        LineWriter.standardError.write(line) {
            text(.warning, "\($0) lines of the log were lost: nobody read them", [])
        }
    }

    private func text(
        _ level: Logger.Level, _ message: Logger.Message, _ metadata: [(key: String, value: Logger.MetadataValue)]
    ) -> String {
        switch style {
        case .json: json(level, message, metadata)
        case .words: words(level, message, metadata)
        }
    }

    private func json(
        _ level: Logger.Level, _ message: Logger.Message, _ metadata: [(key: String, value: Logger.MetadataValue)]
    ) -> String {
        var object: JSONObject = [
            "time": .string(Timestamp.now().description), "level": .string(level.rawValue),
            "logger": .string(label), "message": .string(message.description),
        ]
        for (key, value) in metadata { object[key] = .string("\(value)") }
        return JSONValue.object(object).jsonText
    }

    /// Control characters are escaped, so that no value can pretend to be a line of its own.
    private func words(
        _ level: Logger.Level, _ message: Logger.Message, _ metadata: [(key: String, value: Logger.MetadataValue)]
    ) -> String {
        let pairs = metadata.map { " \($0.key)=\(JSONValue.string("\($0.value)").jsonText)" }.joined()
        return "\(Timestamp.now()) \(level.rawValue) \(message)\(pairs)"
    }
}

import JSON

/// Tells what each line of a log says, whatever of the known forms it has.
struct LogReader {
    /// Which forms are tried.
    enum Choice: String, CaseIterable { case auto, access, json, text }

    private let choice: Choice
    private let access: AccessLine
    private let json: JSONLine
    private let text: TextLine

    init(_ choice: Choice = .auto, unit: DurationWord.Unit = .seconds, now: Timestamp) {
        let times = LogTime(now: now)
        self.choice = choice
        access = AccessLine(times: times)
        json = JSONLine(times: times, unit: unit)
        text = TextLine(times: times)
    }

    /// Nil for a line that has none of the forms.
    func read(_ line: ArraySlice<UInt8>) -> LogRecord? {
        line.withUnsafeBufferPointer { read($0) }
    }

    private func read(_ line: UnsafeBufferPointer<UInt8>) -> LogRecord? {
        switch choice {
        case .access: access.read(line)
        case .json: json.read(line)
        case .text: text.read(line)
        case .auto: line.first == UInt8(ascii: "{") ? json.read(line) : access.read(line) ?? text.read(line)
        }
    }
}

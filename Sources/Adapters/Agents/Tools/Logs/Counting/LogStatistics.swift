/// What the lines of a log amount to; takes them one by one and never holds more than its limits say.
struct LogStatistics {
    struct Unparsed: Equatable {
        let line: Int
        let text: String
    }

    /// How many different paths, clients and messages are counted exactly.
    static let exactTexts = 50_000

    private(set) var lines = 0
    private(set) var empty = 0
    private(set) var unparsed = 0
    /// The first of them.
    private(set) var unparsedExamples: [Unparsed] = []
    private(set) var forms: [LogRecord.Form: Int] = [:]
    private(set) var levels: [LogLevel: Int] = [:]
    private(set) var statuses: [Int: Int] = [:]
    private(set) var methods = TopCounter(limit: 256)
    private(set) var paths: TopCounter
    private(set) var clients: TopCounter
    private(set) var messages: TopCounter
    private(set) var bytes = 0
    private(set) var errors = 0
    private(set) var errorLines: ClosedRange<Int>?
    private(set) var serverErrorLines: ClosedRange<Int>?
    private(set) var timeRange: ClosedRange<Int>?
    private(set) var latency: Percentiles
    private(set) var times: TimeTable

    init(exactTexts: Int = exactTexts, exactLatencies: Int = 100_000, slots: Int = 50_000) {
        paths = TopCounter(limit: exactTexts)
        clients = TopCounter(limit: exactTexts)
        messages = TopCounter(limit: exactTexts)
        latency = Percentiles(limit: exactLatencies)
        times = TimeTable(limit: slots)
    }

    /// Lines that could be read.
    var parsed: Int { lines - empty - unparsed }

    /// Lines with a status.
    var requests: Int { statuses.values.reduce(0, +) }

    /// Of every `requests` how many were answered with 500 and above.
    var serverErrors: Int { statuses.reduce(0) { $0 + ($1.key >= 500 ? $1.value : 0) } }

    mutating func add(_ line: ArraySlice<UInt8>, _ record: LogRecord?) {
        lines += 1
        if let record {
            count(record)
        } else if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }) {
            empty += 1
        } else {
            unparsed += 1
            guard unparsedExamples.count < 5 else { return }
            unparsedExamples.append(.init(line: lines, text: String(decoding: line.prefix(200), as: UTF8.self)))
        }
    }

    private mutating func count(_ record: LogRecord) {
        forms[record.form, default: 0] += 1
        if let level = record.level { levels[level, default: 0] += 1 }
        if let method = record.method { methods.add(method) }
        if let path = record.path { paths.add(path) }
        if let client = record.client { clients.add(client) }
        if let message = record.message { messages.add(message) }
        if let milliseconds = record.milliseconds { latency.add(milliseconds) }
        // A log that claims more bytes than a number holds is wrong about them anyway.
        bytes = bytes.addingReportingOverflow(record.bytes ?? 0).overflow ? .max : bytes + (record.bytes ?? 0)
        countStatus(record.status)
        if record.isError {
            errors += 1
            errorLines = (errorLines?.lowerBound ?? lines)...lines
        }
        guard let time = record.time else { return }
        timeRange = min(time, timeRange?.lowerBound ?? time)...max(time, timeRange?.upperBound ?? time)
        times.add(time, line: lines, isError: record.isError)
    }

    private mutating func countStatus(_ status: Int?) {
        guard let status else { return }
        statuses[status, default: 0] += 1
        if status >= 500 { serverErrorLines = (serverErrorLines?.lowerBound ?? lines)...lines }
    }
}

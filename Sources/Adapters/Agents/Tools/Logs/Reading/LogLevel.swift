/// How grave a line says it is; the names that loggers use, brought to six.
enum LogLevel: String, CaseIterable, Comparable {
    case trace, debug, info, warning, error, critical

    static func < (left: LogLevel, right: LogLevel) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// The level of a word such as "WARN", in any case.
    init?(word: some Collection<UInt8>) {
        guard (1...11).contains(word.count), word.allSatisfy(LogBytes.isLetter) else { return nil }
        switch String(decoding: word.map { $0 | 0x20 }, as: UTF8.self) {
        case "trace", "finest", "finer", "verbose": self = .trace
        case "debug", "fine": self = .debug
        case "info", "information", "notice", "log": self = .info
        case "warn", "warning": self = .warning
        case "error", "err", "severe": self = .error
        case "critical", "crit", "fatal", "alert", "emerg", "emergency", "panic": self = .critical
        default: return nil
        }
    }

    /// The numbers of pino and bunyan: 10 trace to 60 fatal.
    init?(number: Int) {
        switch number {
        case 10..<20: self = .trace
        case 20..<30: self = .debug
        case 30..<40: self = .info
        case 40..<50: self = .warning
        case 50..<60: self = .error
        case 60..<70: self = .critical
        default: return nil
        }
    }
}

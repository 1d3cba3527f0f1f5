/// Reads a line of plain text that begins with a time, a level or both, in any brackets.
///
///     2026-11-25 03:04:05,678 ERROR [main] com.example.Pool - no connection
///     [Wed Nov 25 03:04:05 2026] [error] [client 192.0.2.1] file does not exist
///     Nov 25 03:04:05 host sshd[77]: error: no key
///     level=warn ts=2026-11-25T03:04:05Z msg="slow"
struct TextLine {
    let times: LogTime
    /// How many words may stand before the level.
    private static let reach = 8

    func read(_ line: UnsafeBufferPointer<UInt8>) -> LogRecord? {
        var bytes = LogBytes(line)
        var record = LogRecord(.text)
        _ = bytes.take(UInt8(ascii: "["))
        record.time = times.read(&bytes)
        if record.time == nil { bytes.place = 0 } else { _ = bytes.take(UInt8(ascii: "]")) }
        let afterTime = bytes.place
        let level = findLevel(&bytes, hasTime: record.time != nil)
        record.level = level
        if record.time == nil { record.time = namedTime(line) }
        guard record.time != nil || level != nil else { return nil }
        if level == nil { bytes.place = afterTime }
        record.message = message(&bytes)
        return record
    }

    /// The first of the next words that is a level: in capitals, in brackets, after `level=` or before a colon.
    ///
    /// Without a time only the first word counts, so that a sentence with an "ERROR" in it is no log line.
    private func findLevel(_ bytes: inout LogBytes, hasTime: Bool) -> LogLevel? {
        for _ in 0..<(hasTime ? Self.reach : 1) {
            bytes.skipSpaces()
            guard let word = bytes.word() else { return nil }
            if let level = level(bytes.bytes[word]) { return level }
        }
        return hasTime ? nil : namedLevel(&bytes)
    }

    private func level(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> LogLevel? {
        let plain = Array(word.drop(while: Self.isMark).reversed().drop(while: Self.isMark).reversed())
        guard let first = plain.first else { return nil }
        if let equals = plain.firstIndex(of: UInt8(ascii: "=")) {
            guard Self.names.contains(String(decoding: plain[..<equals], as: UTF8.self)) else { return nil }
            return LogLevel(word: plain[(equals + 1)...].filter { $0 != UInt8(ascii: "\"") })
        }
        let hasMark = plain.count < word.count
        let isCapital = plain.allSatisfy { $0 & 0x20 == 0 }
        // `ERROR:root:text` is how Python's logging writes by default.
        let end = plain.firstIndex(of: UInt8(ascii: ":")) ?? plain.count
        if end < plain.count, plain[..<end].allSatisfy({ $0 & 0x20 == 0 }) { return LogLevel(word: plain[..<end]) }
        // Apache writes `[core:error]`.
        if hasMark, let colon = plain.lastIndex(of: UInt8(ascii: ":")) { return LogLevel(word: plain[(colon + 1)...]) }
        return isCapital || hasMark || first & 0x20 == 0 ? LogLevel(word: plain) : nil
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x28, 0x29, 0x2c, 0x3a, 0x3c, 0x3e, 0x5b, 0x5d, 0x7c: true  // "(),:<>[]|
        default: false
        }
    }

    /// `level=warn` anywhere in the first words of a logfmt line.
    private func namedLevel(_ bytes: inout LogBytes) -> LogLevel? {
        for _ in 0..<Self.reach {
            bytes.skipSpaces()
            guard let word = bytes.word(), bytes.bytes[word].contains(UInt8(ascii: "=")) else { return nil }
            if let level = level(bytes.bytes[word]) { return level }
        }
        return nil
    }

    /// `ts=...` or `time="..."` in the first words of a logfmt line.
    private func namedTime(_ line: UnsafeBufferPointer<UInt8>) -> Int? {
        var bytes = LogBytes(line)
        for _ in 0..<Self.reach {
            bytes.skipSpaces()
            guard let word = bytes.word(), let equals = bytes.bytes[word].firstIndex(of: UInt8(ascii: "=")) else {
                return nil
            }
            guard ["ts", "time", "timestamp"].contains(bytes.text(word.lowerBound..<equals)) else { continue }
            bytes.place = equals + 1
            _ = bytes.take(UInt8(ascii: "\""))
            return times.read(&bytes)
        }
        return nil
    }

    private func message(_ bytes: inout LogBytes) -> String {
        while let byte = bytes.next, byte == 0x20 || byte == 0x09 || byte == 0x3a || byte == 0x2d { bytes.place += 1 }
        return bytes.text((bytes.place..<bytes.bytes.count).prefix(LogRecord.longestText))
    }

    private static let names: Set<String> = ["level", "lvl", "severity", "loglevel"]
}

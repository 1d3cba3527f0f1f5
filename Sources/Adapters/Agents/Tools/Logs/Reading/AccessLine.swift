/// Reads a line of a web server's access log: the common and the combined format, and what servers append to them.
///
///     127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /a?b HTTP/1.0" 200 2326 "referrer" "agent" 0.012
///
/// A number at the end is the time taken: with a unit (`12ms`) or a name that ends in one it says so itself, with a
/// decimal point it is seconds (nginx `$request_time`), without one microseconds (Apache `%D`).
struct AccessLine {
    let times: LogTime

    func read(_ line: UnsafeBufferPointer<UInt8>) -> LogRecord? {
        var bytes = LogBytes(line)
        guard let client = bytes.word(), bytes.take(0x20), bytes.word() != nil, let time = moment(&bytes),
            let request = quoted(&bytes), bytes.take(0x20), let status = bytes.number(3, 3), bytes.take(0x20),
            let size = size(&bytes)
        else { return nil }
        var record = LogRecord(.common)
        record.client = bytes.text(client.prefix(255))
        record.time = time
        record.status = status
        record.bytes = size
        readRequest(LogBytes(UnsafeBufferPointer(rebasing: line[request])), into: &record)
        readRest(&bytes, into: &record)
        return record
    }

    /// The user, which may hold spaces, and the time in brackets.
    private func moment(_ bytes: inout LogBytes) -> Int? {
        while let byte = bytes.next, byte != UInt8(ascii: "[") { bytes.place += 1 }
        guard bytes.take(UInt8(ascii: "[")), let time = times.read(&bytes), bytes.take(UInt8(ascii: "]")),
            bytes.take(0x20)
        else { return nil }
        return time
    }

    private func quoted(_ bytes: inout LogBytes) -> Range<Int>? {
        bytes.enclosed(UInt8(ascii: "\""), UInt8(ascii: "\""))
    }

    /// The bytes sent; `-` is none.
    private func size(_ bytes: inout LogBytes) -> Int? {
        bytes.take(UInt8(ascii: "-")) ? 0 : bytes.number()
    }

    /// `GET /a?b HTTP/1.1`; whatever a client sent instead is kept whole as the message.
    private func readRequest(_ request: LogBytes, into record: inout LogRecord) {
        var request = request
        guard let method = request.word(), request.bytes[method].allSatisfy(LogBytes.isLetter), request.take(0x20),
            let target = request.word()
        else {
            let length = min(request.bytes.count, LogRecord.longestText)
            record.message = length == 0 ? nil : request.text(0..<length)
            return
        }
        record.method = request.text(method.prefix(32))
        let query = request.bytes[target].firstIndex(of: UInt8(ascii: "?")) ?? target.upperBound
        record.path = request.text((target.lowerBound..<query).prefix(LogRecord.longestText))
    }

    /// Referrer and agent, and whatever comes after them; the last number there is the time taken.
    private func readRest(_ bytes: inout LogBytes, into record: inout LogRecord) {
        bytes.skipSpaces()
        if bytes.next == UInt8(ascii: "\""), quoted(&bytes) != nil {
            bytes.skipSpaces()
            if quoted(&bytes) != nil { record.form = .combined }
        }
        var last: Range<Int>?
        while !bytes.isAtEnd {
            bytes.skipSpaces()
            if bytes.next == UInt8(ascii: "\""), let text = quoted(&bytes) {
                last = text
            } else if let word = bytes.word() {
                last = word
            }
        }
        guard let last else { return }
        record.milliseconds = DurationWord.milliseconds(bytes.bytes[last], unit: nil)
    }
}

extension Range<Int> {
    /// The first `count` of them.
    func prefix(_ count: Int) -> Range<Int> { lowerBound..<Swift.min(upperBound, lowerBound + count) }
}

/// Reads one HTTP/1.1 answer from bytes that may come in any pieces (RFC 9112 sections 4 to 7).
struct ResponseParser: Sendable {
    enum Progress: Sendable {
        case needsMore
        case done(RawResponse)
        case broken(String)
    }

    private enum Framing { case none, length(Int), chunked, untilClose }

    private let isHead: Bool
    private var bytes: [UInt8] = []
    /// What came behind a whole answer, and is none of it.
    private(set) var rest: [UInt8] = []

    /// - Parameter isHead: whether the answer is to HEAD and ends with its head, whatever its fields say.
    init(isHead: Bool) { self.isHead = isHead }

    /// Whether the head is here and names a stream of events, which need not ever end.
    var isEventStream: Bool {
        guard let head = try? head() else { return false }
        return head.response.mediaType == "text/event-stream"
    }

    /// Takes more bytes in.
    mutating func take(_ more: some Sequence<UInt8>) -> Progress {
        bytes.append(contentsOf: more)
        return progress(atEnd: false)
    }

    /// The other end sends nothing more.
    mutating func end() -> Progress {
        if bytes.isEmpty { return .broken("the connection closed without an answer") }
        let last = progress(atEnd: true)
        if case .needsMore = last { return .broken("the connection closed inside the answer") }
        return last
    }

    /// What is here of a stream that is cut off on purpose.
    func soFar() -> Progress {
        guard let found = try? head() else { return .needsMore }
        var response = found.response
        response.body = Array(bytes[found.end...])
        return .done(response)
    }

    private mutating func progress(atEnd: Bool) -> Progress {
        do throws(WireError) {
            guard let found = try head() else { return .needsMore }
            var response = found.response
            // RFC 9110 section 15.2: an interim answer precedes the final one.
            if (100...199).contains(response.status), response.status != 101 {
                var final = ResponseParser(isHead: isHead)
                defer { rest = final.rest }
                return atEnd && found.end < bytes.count
                    ? final.last(bytes[found.end...]) : final.take(bytes[found.end...])
            }
            let tail = bytes[found.end...]
            switch try framing(of: response) {
            case .none: rest = Array(tail)
            case .length(let count):
                guard tail.count >= count else { return .needsMore }
                response.body = Array(tail.prefix(count))
                rest = Array(tail.dropFirst(count))
            case .chunked:
                guard let (body, end) = try Self.unchunked(tail) else { return .needsMore }
                response.body = body
                rest = Array(tail[end...])
            case .untilClose:
                guard atEnd else { return .needsMore }
                response.body = Array(tail)
            }
            // RFC 9110 section 15.2.2: behind a 101 the bytes are another protocol's.
            response.surplus = response.status == 101 ? 0 : rest.count
            return .done(response)
        } catch {
            return .broken(error.reason)
        }
    }

    /// Takes the last bytes in.
    private mutating func last(_ more: some Sequence<UInt8>) -> Progress {
        bytes.append(contentsOf: more)
        return end()
    }

    /// Status line and fields, and where they end; nil until they are whole.
    private func head() throws(WireError) -> (response: RawResponse, end: Int)? {
        guard let end = Self.index(of: [13, 10, 13, 10], in: bytes[...]) else { return nil }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
        guard let first = lines.first else { throw WireError("the answer has no status line") }
        let parts = first.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, parts[0] == "HTTP/1.1" || parts[0] == "HTTP/1.0", parts[1].count == 3,
            let status = Int(parts[1])
        else { throw WireError("the status line is \"\(first.prefix(80))\"") }
        var headers: [(name: String, value: String)] = []
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":"), colon > line.startIndex, !line[..<colon].contains(" ") else {
                throw WireError("the field \"\(line.prefix(80))\" is malformed")
            }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            headers.append((String(line[..<colon]), String(value.trimmedEnd)))
        }
        return (RawResponse(status: status, headers: headers, body: []), end + 4)
    }

    private func framing(of response: RawResponse) throws(WireError) -> Framing {
        if isHead || response.status == 204 || response.status == 304 || response.status == 101 { return .none }
        let lengths = response.all("content-length")
        if !response.all("transfer-encoding").isEmpty {
            guard lengths.isEmpty else { throw WireError("Content-Length stands beside Transfer-Encoding") }
            return .chunked
        }
        guard let text = lengths.first else { return .untilClose }
        guard lengths.count == 1, let count = Int(text), count >= 0 else {
            throw WireError("Content-Length is \(lengths.joined(separator: ", "))")
        }
        return .length(count)
    }

    /// The body in chunks (RFC 9112 section 7.1), and where they end; nil until the last one is here.
    private static func unchunked(_ source: ArraySlice<UInt8>) throws(WireError) -> (body: [UInt8], end: Int)? {
        var rest = source
        var body: [UInt8] = []
        while let end = index(of: [13, 10], in: rest) {
            let text = String(decoding: rest[rest.startIndex..<end], as: UTF8.self).prefix { $0 != ";" }
            guard let size = Int(text, radix: 16), size >= 0 else { throw WireError("a chunk size is \"\(text)\"") }
            rest = rest[(end + 2)...]
            if size == 0 {
                // Fields may follow the last chunk; an empty line ends them.
                let isPlain = rest.starts(with: [13, 10])
                let end = isPlain ? rest.startIndex + 2 : index(of: [13, 10, 13, 10], in: rest).map { $0 + 4 }
                return end.map { (body, $0) }
            }
            guard rest.count >= size + 2 else { return nil }
            body += rest.prefix(size)
            rest = rest.dropFirst(size + 2)
        }
        return nil
    }

    private static func index(of needle: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= needle.count else { return nil }
        return (bytes.startIndex...(bytes.endIndex - needle.count)).first {
            bytes[$0] == needle[0] && bytes[$0..<$0 + needle.count].elementsEqual(needle)
        }
    }
}

/// Why there is no answer to judge.
struct WireError: Error, Sendable {
    var reason: String

    init(_ reason: String) { self.reason = reason }
}

extension Substring {
    /// Without spaces and tabs at the end.
    fileprivate var trimmedEnd: Substring {
        var text = self
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}

/// A request as a line for a POSIX shell, with secrets taken out.
struct Curl: Sendable {
    /// Text that must not be shown, and the shell variable that stands for it.
    var secrets: [(text: String, variable: String)] = []

    /// Longer runs of one character are shown by how they are made.
    private static let longest = 4_000

    /// - Parameter options: what curl prints; nil for head and body.
    func line(_ request: RawRequest, at address: ServerAddress, options: String? = nil) -> String {
        let isHead = request.method == "HEAD"
        var parts = ["curl \(options ?? (isHead ? "-sI" : "-si")) --path-as-is"]
        if isHead, options != nil { parts.append("-I") }
        // curl takes brackets and braces of a URL for a pattern.
        if request.target.contains(where: { "[]{}".contains($0) }) { parts.append("-g") }
        if request.method != "GET", request.method != "HEAD" { parts.append("-X \(quoted(request.method))") }
        parts += request.headers.map { "-H \(quoted($0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)"))" }
        var before = ""
        if let body = request.body {
            if !request.has("content-type") { parts.append("-H 'Content-Type:'") }
            let (maker, argument) = data(body)
            before = maker
            parts.append("--data-binary \(argument)")
        }
        parts.append(quoted("\(address)\(request.target)"))
        return before + parts.joined(separator: " ")
    }

    /// A line that prints the bytes of a request as they go over the wire.
    func bytes(_ request: RawRequest, at address: ServerAddress) -> String {
        var arguments: [String] = []
        var format = ""
        var rest = request.bytes(host: address.authority)[...]
        let marks = secrets.filter { !$0.text.isEmpty }.map { (bytes: Array($0.text.utf8), variable: $0.variable) }
        while let byte = rest.first {
            if let mark = marks.first(where: { rest.starts(with: $0.bytes) }) {
                format += "%s"
                arguments.append("\"$\(mark.variable)\"")
                rest = rest.dropFirst(mark.bytes.count)
                continue
            }
            format += Self.escaped(byte)
            rest = rest.dropFirst()
        }
        return (["printf '\(format)'"] + arguments).joined(separator: " ")
    }

    /// A byte in the format of printf, within single quotes.
    private static func escaped(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "%"): return "%%"
        case UInt8(ascii: "\r"): return "\\r"
        case UInt8(ascii: "\n"): return "\\n"
        case UInt8(ascii: "'"), UInt8(ascii: "\\"), 0..<0x20, 0x7F...:
            return octal(byte)
        default: return String(Unicode.Scalar(byte))
        }
    }

    private static func octal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 8)
        return "\\" + String(repeating: "0", count: 3 - digits.utf8.count) + digits
    }

    /// The message of a WebSocket after the line that opens it.
    func line(opening target: String, at address: ServerAddress) -> String {
        let fields = [
            "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        ].map { "-H '\($0)'" }.joined(separator: " ")
        return "curl -siN --max-time 5 \(fields) \(quoted("\(address)\(target)"))"
    }

    /// Bytes that are no request of curl's, cut where they get long.
    func line(sending bytes: [UInt8], to address: ServerAddress) -> String {
        let shown = bytes.prefix(Self.longest)
        // \\r and \\n stay readable; everything else that printf or the shell would take otherwise is an octal escape.
        let text = shown.map { byte -> String in
            switch byte {
            case 13: "\\r"
            case 10: "\\n"
            case 0x20..<0x7F where !"'\\%".utf8.contains(byte): String(decoding: [byte], as: UTF8.self)
            default: Self.octal(byte)
            }
        }.joined()
        return "{ printf \(quoted(text)); sleep 1; } | nc \(address.socketHost) \(address.port)"
    }

    private func data(_ body: [UInt8]) -> (before: String, argument: String) {
        guard let text = String(validating: body, as: UTF8.self), !body.contains(0) else {
            return ("printf '\(body.map(Self.octal).joined())' | ", "@-")
        }
        guard body.count > Self.longest, let run = Self.longestRun(of: body) else { return ("", quoted(text)) }
        let (head, tail) = (body[..<run.lowerBound], body[run.upperBound...])
        let filler = quoted(String(decoding: [body[run.lowerBound]], as: UTF8.self))
        let maker =
            "{ printf %s \(quoted(String(decoding: head, as: UTF8.self)));"
            + " head -c \(run.count) /dev/zero | tr '\\0' \(filler);"
            + " printf %s \(quoted(String(decoding: tail, as: UTF8.self))); } | "
        return (maker, "@-")
    }

    /// Where one ASCII character is repeated most often; nil if that is not most of the text.
    private static func longestRun(of body: [UInt8]) -> Range<Int>? {
        var (best, start) = (0..<0, 0)
        for index in body.indices {
            if body[index] != body[start] { start = index }
            if index + 1 - start > best.count { best = start..<index + 1 }
        }
        return best.count > longest && body[best.lowerBound] < 0x80 ? best : nil
    }

    /// In single quotes, with the variables outside of them in double quotes.
    func quoted(_ text: String) -> String {
        var pieces = [(text: text, isVariable: false)]
        for secret in secrets where !secret.text.isEmpty {
            pieces = pieces.flatMap { piece -> [(text: String, isVariable: Bool)] in
                guard !piece.isVariable else { return [piece] }
                let parts = piece.text.split(separator: secret.text, omittingEmptySubsequences: false).map(String.init)
                return parts.enumerated().flatMap { index, part in
                    index == 0 ? [(part, false)] : [("$\(secret.variable)", true), (part, false)]
                }
            }
        }
        let shown = pieces.filter { !$0.text.isEmpty }.map { piece in
            piece.isVariable ? "\"\(piece.text)\"" : "'" + piece.text.escapingQuotes + "'"
        }.joined()
        return shown.isEmpty ? "''" : shown
    }
}

extension String {
    fileprivate var escapingQuotes: String {
        split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
    }
}

import JSON

extension Function {
    func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let end = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[start...end])
    }

    func parts(of text: String, between separator: String) throws(EvaluationError) -> [JSONValue] {
        if separator.isEmpty { throw EvaluationError("split needs a separator that is not empty") }
        if text.isEmpty { return [] }
        var (parts, part): ([JSONValue], [UInt8]) = ([], [])
        let wanted = Array(separator.utf8)
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            if rest.starts(with: wanted) {
                parts.append(.string(String(decoding: part, as: UTF8.self)))
                part = []
                rest = rest.dropFirst(wanted.count)
            } else {
                part.append(byte)
                rest = rest.dropFirst()
            }
        }
        return parts + [.string(String(decoding: part, as: UTF8.self))]
    }

    /// The elements as text, nulls left out.
    func joined(_ list: [JSONValue], with separator: String) -> String {
        list.filter { !$0.isNull }.map(\.interpolated).joined(separator: separator)
    }

    /// The root page of a web server: "https://[2001:db8::1]:8443/".
    func url(host: String, port: JSONValue, secure: Bool) throws(EvaluationError) -> String {
        guard let port = port.intValue else { throw wrong(port, wanted: "a whole number as port") }
        let isBare = host.unicodeScalars.contains(":") && !host.hasPrefix("[")
        return "\(secure ? "https" : "http")://\(isBare ? "[\(host)]" : host):\(port)/"
    }
}

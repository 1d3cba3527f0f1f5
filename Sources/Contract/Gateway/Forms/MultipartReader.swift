import APISpec

/// Reads multipart/form-data (RFC 7578, on the syntax of RFC 2046 section 5.1).
///
/// The body is in memory already and within its limit; nothing here copies more than it holds.
struct MultipartReader {
    /// Bytes of the header fields of one part at most, and how many fields.
    private static let headBytes = 8_192
    private static let headCount = 32

    private let bytes: [UInt8]
    /// Two hyphens and the boundary.
    private let dash: [UInt8]
    private var position = 0

    /// - Throws: a boundary that RFC 2046 does not allow.
    init(_ bytes: [UInt8], boundary: String?) throws(Fault.Unreadable) {
        guard let boundary, (1...70).contains(boundary.utf8.count), boundary.utf8.last != 0x20 else {
            throw Fault.Unreadable("needs a boundary of 1 to 70 characters in its Content-Type")
        }
        self.bytes = bytes
        dash = Array("--\(boundary)".utf8)
    }

    /// Every field, in order.
    ///
    /// - Parameter limit: how many there may be.
    mutating func fields(limit: Int) throws(Fault.Unreadable) -> [FormField] {
        guard let first = nextDelimiter(from: 0, isFirst: true) else {
            throw Fault.Unreadable("has no line that is its boundary")
        }
        position = first.end
        var fields: [FormField] = []
        while try !isClosed() {
            guard fields.count < limit else { throw Fault.Unreadable("has more than \(limit) parts") }
            let headers = try head()
            guard let next = nextDelimiter(from: position, isFirst: false) else {
                throw Fault.Unreadable("ends before its last boundary")
            }
            fields.append(try field(headers, bytes[position..<next.start]))
            position = next.end
        }
        return fields
    }

    /// Whether the delimiter just read was the last; otherwise moves to the line after it.
    private mutating func isClosed() throws(Fault.Unreadable) -> Bool {
        if bytes[position...].starts(with: [0x2D, 0x2D]) { return true }
        while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
        guard bytes[position...].starts(with: [0x0D, 0x0A]) else {
            throw Fault.Unreadable("has a boundary that is no line of its own")
        }
        position += 2
        return false
    }

    /// The next delimiter: where the content before it ends, and where the delimiter ends.
    private func nextDelimiter(from start: Int, isFirst: Bool) -> (start: Int, end: Int)? {
        if isFirst || bytes[start...].starts(with: dash) {
            // The content may be empty: the line break behind the head is then that of the delimiter.
            if bytes[start...].starts(with: dash) { return (start, start + dash.count) }
        }
        var index = start
        while let found = bytes[index...].firstIndex(of: 0x0D) {
            let line = found + 2
            if line <= bytes.count, bytes[found...].starts(with: [0x0D, 0x0A]), bytes[line...].starts(with: dash) {
                return (found, line + dash.count)
            }
            index = found + 1
        }
        return nil
    }

    private mutating func head() throws(Fault.Unreadable) -> HeaderFields {
        var headers = HeaderFields()
        let start = position
        while true {
            guard let end = bytes[position...].firstIndex(of: 0x0D), bytes[end...].starts(with: [0x0D, 0x0A]),
                end - start <= Self.headBytes, headers.fields.count < Self.headCount
            else { throw Fault.Unreadable("has a part whose header does not end, or is too large") }
            let line = bytes[position..<end]
            position = end + 2
            if line.isEmpty { return headers }
            guard let text = String(validating: line, as: UTF8.self), let colon = text.firstIndex(of: ":") else {
                throw Fault.Unreadable("has a part with a malformed header field")
            }
            headers.add(String(text[..<colon]), String(text[text.index(after: colon)...].trimmed))
        }
    }

    private func field(_ headers: HeaderFields, _ content: ArraySlice<UInt8>) throws(Fault.Unreadable) -> FormField {
        let disposition = Disposition(headers["content-disposition"] ?? "")
        guard let name = disposition.name else {
            throw Fault.Unreadable("has a part without Content-Disposition: form-data; name=\"…\"")
        }
        let media = headers["content-type"].flatMap { MediaRange($0) }
        let text = FieldText(text: OctetText.string(content)[...], octets: .plain, media: media)
        return FormField(name: name, text: text, headers: headers)
    }
}

/// The name in a Content-Disposition field (RFC 7578 section 4.2).
private struct Disposition {
    var name: String?

    init(_ text: String) {
        var rest = text[...]
        guard rest.prefix(while: { $0 != ";" }).trimmed.lowercased() == "form-data" else { return }
        rest = rest.drop { $0 != ";" }
        while !rest.isEmpty {
            rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
            let key = rest.prefix { $0 != "=" && $0 != ";" }
            rest = rest[key.endIndex...]
            guard rest.first == "=" else { continue }
            rest = rest.dropFirst()
            let value = rest.first == "\"" ? Self.takeQuoted(&rest) : Self.takeToken(&rest)
            if key.trimmed.lowercased() == "name" { name = Self.unescaped(value) }
        }
    }

    private static func takeToken(_ rest: inout Substring) -> String {
        let token = rest.prefix { $0 != ";" }
        rest = rest[token.endIndex...]
        return String(token.trimmed)
    }

    private static func takeQuoted(_ rest: inout Substring) -> String {
        rest = rest.dropFirst()
        var value = ""
        while let next = rest.popFirst(), next != "\"" {
            if next == "\\", let escaped = rest.first, escaped == "\"" || escaped == "\\" {
                value.append(escaped)
                rest = rest.dropFirst()
            } else {
                value.append(next)
            }
        }
        rest = rest.drop { $0 != ";" }
        return value
    }

    /// What browsers escape in names (HTML Standard, multipart/form-data encoding algorithm).
    private static func unescaped(_ text: String) -> String {
        text.replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing("%0A", with: "\n")
    }
}

/// Bytes as a string.
enum OctetText {
    /// The text where the bytes are UTF-8, else one character for each byte.
    static func string(_ bytes: some Collection<UInt8>) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var text = ""
        text.unicodeScalars.append(contentsOf: bytes.lazy.map { Unicode.Scalar($0) })
        return text
    }
}

import JSON

/// Where the text of a `$ref` leads, before anything is looked up (RFC 3986, section 5.2).
enum ReferenceTarget: Equatable {
    /// Within its own file.
    case here
    /// To a file below the folder of the root document.
    case file(String)
    /// To a file that is not below that folder.
    case outside
    /// To another host, or to a name that a schema gives itself; nothing is fetched.
    case remote

    /// - Parameter root: the root document, whose folder holds all the others
    init(_ reference: Node, below root: String) {
        let text = (reference.string ?? "")[...]
        let path = text.prefix { $0 != "#" }
        guard !path.isEmpty else {
            self = .here
            return
        }
        if path.prefix(while: { $0 != "/" }).contains(":") || path.hasPrefix("//") {
            self = .remote
        } else {
            self = Self.resolve(path, from: reference.file ?? "", below: root)
        }
    }

    private static func resolve(_ path: Substring, from file: String, below root: String) -> ReferenceTarget {
        guard !path.hasPrefix("/"), let decoded = PercentText.decoded(path) else { return .outside }
        var folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        for part in decoded.split(separator: "/", omittingEmptySubsequences: false) {
            switch part {
            case ".": continue
            case "..": if folder.popLast() == nil { return .outside }
            default: folder.append(part)
            }
        }
        let name = folder.joined(separator: "/")
        if name == file { return .here }
        let home = root.utf8.lastIndex(of: UInt8(ascii: "/")).map { root[...$0] } ?? ""
        let isBelow = home.isEmpty ? !name.hasPrefix("/") : name.hasPrefix(home)
        return isBelow ? .file(name) : .outside
    }
}

/// Percent-encoding (RFC 3986, section 2.1).
enum PercentText {
    /// Nil if a percent sign is followed by anything but two hexadecimal digits, or the bytes are no UTF-8.
    static func decoded(_ text: Substring) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let digits = String(rest.prefix(2)), digits.count == 2, digits.allSatisfy(\.isHexDigit),
                let value = UInt8(digits, radix: 16)
            else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

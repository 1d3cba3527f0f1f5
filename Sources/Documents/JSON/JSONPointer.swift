/// A path into a document (RFC 6901): "/tasks/0/title".
public struct JSONPointer: Sendable, Hashable, CustomStringConvertible {
    /// The member names and array indexes from the root down, unescaped.
    public var tokens: [String]

    public init(tokens: [String] = []) {
        self.tokens = tokens
    }

    /// Reads the string form; nil unless it is empty or starts with "/" and every "~" is "~0" or "~1".
    public init?(_ text: String) {
        self.init(utf8: text.utf8)
    }

    init?(utf8 bytes: some Sequence<UInt8>) {
        var tokens: [[UInt8]] = []
        var isEscaped = false
        for byte in bytes {
            if isEscaped {
                guard byte == UInt8(ascii: "0") || byte == UInt8(ascii: "1") else { return nil }
                tokens[tokens.count - 1].append(UInt8(ascii: byte == UInt8(ascii: "0") ? "~" : "/"))
                isEscaped = false
            } else if byte == UInt8(ascii: "/") {
                tokens.append([])
            } else if tokens.isEmpty {
                return nil
            } else if byte == UInt8(ascii: "~") {
                isEscaped = true
            } else {
                tokens[tokens.count - 1].append(byte)
            }
        }
        let texts = tokens.compactMap { String(validating: $0, as: UTF8.self) }
        guard !isEscaped, texts.count == tokens.count else { return nil }
        self.tokens = texts
    }

    public func appending(_ token: String) -> JSONPointer {
        JSONPointer(tokens: tokens + [token])
    }

    public func appending(_ index: Int) -> JSONPointer {
        appending(String(index))
    }

    /// The string form: "" for the root.
    public var description: String {
        var text = ""
        for token in tokens {
            text.append("/")
            for scalar in token.unicodeScalars {
                switch scalar {
                case "~": text.append("~0")
                case "/": text.append("~1")
                default: text.unicodeScalars.append(scalar)
                }
            }
        }
        return text
    }
}

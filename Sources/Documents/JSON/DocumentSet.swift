/// Documents that refer to each other with `$ref`.
public struct DocumentSet: Sendable {
    /// By file name as shown in diagnostics, such as "spec/openapi.yaml", or by the URI they are known under.
    ///
    /// A document must have been read under the name it has here.
    public let documents: [String: Document]

    public init(_ documents: [String: Document]) {
        self.documents = documents
    }

    /// The node that `reference` names when it stands in `node`; nil if there is none.
    ///
    /// "#/a/b" is in the same document, "other.yaml#/x" in a file beside it. The parts are percent-decoded
    /// (RFC 3986 section 2.1) and the fragment is a JSON pointer (RFC 6901 section 6).
    public func resolve(_ reference: String, from node: Node) -> Node? {
        let parts = reference.utf8.split(separator: UInt8(ascii: "#"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let path = parts.first.flatMap(PercentCoding.decoded),
            let fragment = parts.count == 2 ? PercentCoding.decoded(parts[1]) : [],
            let pointer = JSONPointer(utf8: fragment),
            let document = document(at: String(decoding: path, as: UTF8.self), from: node)
        else { return nil }
        return document.root.at(pointer)
    }

    private func document(at path: String, from node: Node) -> Document? {
        guard !path.isEmpty else { return node.document }
        var folder = (node.file ?? "").split(separator: "/", omittingEmptySubsequences: false).dropLast()
        for part in path.split(separator: "/", omittingEmptySubsequences: false) {
            switch part {
            case ".": continue
            case "..": if folder.popLast() == nil { return nil }
            default: folder.append(part)
            }
        }
        return documents[folder.joined(separator: "/")]
    }
}

/// Values of hexadecimal digits.
enum HexDigit {
    static func value(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46: UInt32(byte - 0x37)
        case 0x61...0x66: UInt32(byte - 0x57)
        default: nil
        }
    }
}

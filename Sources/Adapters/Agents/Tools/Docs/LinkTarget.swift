/// Where a link leads.
enum LinkTarget: Equatable {
    /// A file or folder of this disk: its path from the document or, with a slash at its start, from the folder on.
    case local(path: String, fragment: String?)
    /// An http or https URL.
    case external(String)
    /// Something that is no document: mailto, tel, data, javascript.
    case other

    init(_ text: String) {
        if text.hasPrefix("//") {
            self = .external("https:\(text)")
        } else if Self.hasScheme(text) {
            let scheme = text.prefix { $0 != ":" }.lowercased()
            self = scheme == "http" || scheme == "https" ? .external(text) : .other
        } else {
            let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
            let path = (parts.first ?? "").prefix { $0 != "?" }
            let fragment = parts.count == 2 ? PercentDecoding.decoded(String(parts[1])) : nil
            self = .local(path: PercentDecoding.decoded(String(path)), fragment: fragment)
        }
    }

    /// RFC 3986 section 3.1.
    static func hasScheme(_ text: String) -> Bool {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let scheme = text.utf8[..<colon]
        guard scheme.count >= 2, let first = scheme.first, LogBytes.isLetter(first) else { return false }
        return scheme.allSatisfy { LogBytes.isWord($0) || $0 == 0x2b || $0 == 0x2d || $0 == 0x2e }
    }

    /// The path from the folder that a local one in `document` means; nil if it leads out of the folder.
    static func resolved(_ path: String, from document: String) -> String? {
        var names = path.hasPrefix("/") ? [] : Array(document.split(separator: "/").dropLast())
        for name in path.split(separator: "/") where name != "." {
            if name == ".." {
                guard names.popLast() != nil else { return nil }
            } else {
                names.append(name)
            }
        }
        return names.joined(separator: "/")
    }
}

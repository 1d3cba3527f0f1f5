import JSON

/// The path of a server's URL, which stands before every path of the document.
enum ServerURL {
    /// Such as "/api/v1"; empty for a server at the root, and where there is no server.
    static func path(of server: Node?) -> String {
        guard let server, var text = server["url"]?.string else { return "" }
        for (key, variable) in server["variables"].map({ Array($0.members) }) ?? [] {
            text = replace("{\(key.keyText)}", in: text, by: variable["default"]?.string ?? "")
        }
        var path = text[...]
        if let scheme = firstIndex(of: "://", in: text) {
            let host = text[text.index(scheme, offsetBy: 3)...]
            path = host.firstIndex(of: "/").map { host[$0...] } ?? ""
        }
        while path.hasSuffix("/") { path = path.dropLast() }
        return path.isEmpty || path.hasPrefix("/") ? String(path) : "/\(path)"
    }

    /// The names in braces.
    static func variables(in url: String) -> [String] {
        url.split(separator: "{").dropFirst().compactMap { part in
            part.firstIndex(of: "}").map { String(part[..<$0]) }
        }
    }

    private static func firstIndex(of needle: String, in text: String) -> String.Index? {
        text.indices.first { text[$0...].hasPrefix(needle) }
    }

    private static func replace(_ needle: String, in text: String, by replacement: String) -> String {
        var result = text
        while let start = firstIndex(of: needle, in: result) {
            result.replaceSubrange(start..<result.index(start, offsetBy: needle.count), with: replacement)
            // A default that contains its own variable would go on for ever.
            if replacement.contains(needle) { break }
        }
        return result
    }
}

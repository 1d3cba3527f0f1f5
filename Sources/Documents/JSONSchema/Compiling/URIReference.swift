import JSON

/// Resolution of references against a base: RFC 3986 section 5.2, and file names where the base is no URI.
enum URIReference {
    /// The parts before and behind the first "#", the latter percent-decoded; nil if an escape is broken.
    static func split(_ reference: String) -> (resource: String, fragment: String?)? {
        let parts = reference.utf8.split(separator: UInt8(ascii: "#"), maxSplits: 1, omittingEmptySubsequences: false)
        let resource = String(parts[0]) ?? ""
        guard parts.count == 2 else { return (resource, nil) }
        return PercentCoding.decoded(parts[1]).map { (resource, String(decoding: $0, as: UTF8.self)) }
    }

    /// What `reference`, which has no fragment, names beside `base`; nil if it is no reference.
    ///
    /// A base without scheme is the name of a file, and may hold any character; the reference is percent-decoded then.
    static func resolve(_ reference: String, against base: String) -> String? {
        if reference.isEmpty { return base }
        if scheme(of: reference) != nil { return normalised(reference) }
        guard let scheme = scheme(of: base) else {
            return PercentCoding.decoded(reference.utf8).flatMap { fileName(String(decoding: $0, as: UTF8.self), base) }
        }
        let (authority, path, query) = parts(base.dropFirst(scheme.utf8.count + 1))
        if reference.hasPrefix("//") { return normalised("\(scheme):\(reference)") }
        let (_, otherPath, otherQuery) = parts(reference[...])
        if otherPath.isEmpty { return "\(scheme):\(authority)\(path)\(otherQuery.isEmpty ? query : otherQuery)" }
        let merged =
            otherPath.hasPrefix("/") ? String(otherPath) : merge(path, otherPath, hasAuthority: !authority.isEmpty)
        return "\(scheme):\(authority)\(withoutDots(merged))\(otherQuery)"
    }

    /// The scheme in front of the colon; nil if there is none.
    static func scheme(of text: String) -> Substring? {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), let first = text.utf8.first,
            ASCII.isLetter(first),
            text.utf8[..<colon].allSatisfy({ ASCII.isAlphanumeric($0) || ASCII.isOne(of: "+-.", $0) })
        else { return nil }
        return text[..<colon]
    }

    /// "//authority", path and "?query" of what stands behind the scheme.
    private static func parts(_ text: Substring) -> (authority: Substring, path: Substring, query: Substring) {
        let query = text.firstIndex(of: "?") ?? text.endIndex
        guard text.hasPrefix("//") else { return ("", text[..<query], text[query...]) }
        let path = text[..<query].dropFirst(2).firstIndex(of: "/") ?? query
        return (text[..<path], text[path..<query], text[query...])
    }

    private static func normalised(_ uri: String) -> String {
        guard let scheme = scheme(of: uri) else { return uri }
        let (authority, path, query) = parts(uri.dropFirst(scheme.utf8.count + 1))
        return "\(scheme):\(authority)\(path.hasPrefix("/") ? withoutDots(String(path)) : String(path))\(query)"
    }

    private static func merge(_ base: Substring, _ path: Substring, hasAuthority: Bool) -> String {
        guard let slash = base.lastIndex(of: "/") else { return hasAuthority ? "/\(path)" : String(path) }
        return "\(base[...slash])\(path)"
    }

    /// RFC 3986 section 5.2.4.
    private static func withoutDots(_ path: String) -> String {
        var output: [Substring] = []
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            switch segment {
            case ".": if isLast { output.append("") }
            case "..":
                if output.count > 1 || output.first?.isEmpty == false { output.removeLast() }
                if isLast { output.append("") }
            default: output.append(segment)
            }
        }
        return output.joined(separator: "/")
    }

    /// The file at `path`, seen from the file called `base`; nil above the uppermost folder.
    private static func fileName(_ path: String, _ base: String) -> String? {
        var folder = base.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        for part in path.split(separator: "/", omittingEmptySubsequences: false) {
            switch part {
            case ".": continue
            case "..": if folder.popLast() == nil { return nil }
            default: folder.append(part)
            }
        }
        return folder.joined(separator: "/")
    }
}

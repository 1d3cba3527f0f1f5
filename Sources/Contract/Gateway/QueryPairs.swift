import JSON

/// The pairs of a query, values still encoded (URL Standard, application/x-www-form-urlencoded).
struct QueryPairs: Sendable {
    private(set) var pairs: [(name: String, value: Substring)] = []
    /// Names that cannot be decoded.
    private(set) var faults: [Fault] = []

    /// - Parameter place: the part of the request that the pairs stand in.
    init(_ query: String?, place: String = "query") {
        guard let query else { return }
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if let name = PercentDecoding.decode(parts[0], plusIsSpace: true) {
                pairs.append((name, parts.count > 1 ? parts[1] : ""))
            } else {
                faults.append(
                    Fault(
                        place: place, pointer: JSONPointer(tokens: [String(parts[0])]).description,
                        keyword: "style", message: "is not percent-encoded UTF-8"))
            }
        }
    }

    /// Every occurrence of a name, in order.
    func values(of name: String) -> [Substring] { pairs.compactMap { $0.name == name ? $0.value : nil } }

    func has(_ name: String) -> Bool { pairs.contains { $0.name == name } }

    /// The names, each once, in order.
    var names: [String] {
        var seen: Set<String> = []
        return pairs.map(\.name).filter { seen.insert($0).inserted }
    }
}

/// The pairs of the Cookie fields (RFC 6265 section 4.2.1).
enum CookiePairs {
    static func values(of name: String, in headers: HeaderFields) -> [Substring] {
        headers.all("cookie").flatMap { $0.split(separator: ";") }.compactMap { pair in
            let parts = pair.trimmed.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return parts.count == 2 && parts[0] == name ? parts[1] : nil
        }
    }
}

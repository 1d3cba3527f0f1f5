import JSON

/// Findings gathered from whatever holds them, each once.
struct FindingsHeap {
    struct Entry {
        let severity: Finding.Severity
        let rule: String
        let location: String
        let title: String
        /// The finding as it came, with whatever else its tool said.
        let value: JSONValue
    }

    private var entries: [Entry] = []
    private var seen: Set<[String]> = []
    /// Deeper nesting is not looked into, and more findings are not kept.
    private static let depth = 16
    private static let limit = 10_000

    /// Adds every finding in `value`: a finding is an object with a rule and a severity; lists are taken apart, and an
    /// object with "findings" stands for these; other objects are searched through.
    mutating func add(_ value: JSONValue, depth: Int = 0) {
        guard depth < Self.depth, entries.count < Self.limit else { return }
        switch value {
        case .array(let items):
            for item in items { add(item, depth: depth + 1) }
        case .object(let object):
            if let entry = Entry(value) {
                if seen.insert([entry.rule, entry.location, entry.title]).inserted { entries.append(entry) }
            } else if let inner = object["findings"] {
                add(inner, depth: depth + 1)
            } else {
                for member in object { add(member.value, depth: depth + 1) }
            }
        default: break
        }
    }

    /// The worst first; equals by rule, then place, then in the order they came.
    var sorted: [Entry] {
        entries.enumerated().sorted { left, right in
            if left.element.severity != right.element.severity { return left.element.severity > right.element.severity }
            if left.element.rule != right.element.rule { return left.element.rule < right.element.rule }
            if left.element.location != right.element.location { return left.element.location < right.element.location }
            return left.offset < right.offset
        }.map(\.element)
    }
}

extension FindingsHeap.Entry {
    /// Reads a finding; nil for an object that is none.
    init?(_ value: JSONValue) {
        guard let rule = value["rule"]?.stringValue, let word = value["severity"]?.stringValue,
            let severity = Finding.Severity(rawValue: word)
        else { return nil }
        self.severity = severity
        self.rule = rule
        location = value["location"]?.stringValue ?? ""
        title = value["title"]?.stringValue ?? rule
        self.value = value
    }
}

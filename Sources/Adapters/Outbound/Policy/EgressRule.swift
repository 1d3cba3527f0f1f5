/// One entry of an allow or deny list: a host name, "*.suffix", an address or a CIDR block, each with an optional port.
///
/// Forms: `example.com`, `*.example.com`, `example.com:443`, `10.0.0.0/8`, `10.0.0.0/8:22`, `fd00::/8`, `[fd00::/8]:22`.
public struct EgressRule: Sendable, Hashable {
    enum Subject: Sendable, Hashable {
        case name(String)
        /// Every name that ends in this text, which starts with a dot; the bare domain is not among them.
        case suffix(String)
        case range(AddressRange)
    }

    let subject: Subject
    /// The only port the rule is for, nil for all.
    let port: Int?

    /// Reads a rule; throws a `Fault` that says how to mend it.
    public init(_ text: String) throws(Fault) {
        let (subject, port) = try Self.split(text)
        self.port = try port.map(Self.port)
        if subject.contains("/") || IPAddress(subject) != nil {
            self.subject = .range(try Self.range(subject))
        } else {
            self.subject = try Self.name(subject)
        }
    }

    /// What is wrong with the text of a rule.
    public struct Fault: Error, Sendable, Equatable {
        public let message: String
    }

    func matches(_ host: Host, port: Int) -> Bool {
        guard case .name(let name) = host, self.port == nil || self.port == port else { return false }
        switch subject {
        case .name(let own): return name == own
        case .suffix(let own): return name.hasSuffix(own)
        case .range: return false
        }
    }

    func matches(_ address: IPAddress, port: Int) -> Bool {
        guard case .range(let range) = subject, self.port == nil || self.port == port else { return false }
        return range.contains(address)
    }

    /// Whether the rule is for nothing wider than `block`, so that it opens it on purpose.
    func isInside(_ block: AddressRange) -> Bool {
        guard case .range(let range) = subject else { return false }
        return range.isInside(block)
    }
}

extension EgressRule {
    /// Cuts ":port" off, telling it from the colons of an IPv6 address.
    private static func split(_ text: String) throws(Fault) -> (subject: String, port: String?) {
        if text.contains("://") { throw Fault(message: "write the host alone, without scheme or path") }
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { throw Fault(message: "\"[\" without \"]\"") }
            let subject = String(text[text.index(after: text.startIndex)..<end])
            let rest = text[text.index(after: end)...]
            if rest.isEmpty { return (subject, nil) }
            guard rest.hasPrefix(":") else { throw Fault(message: "only \":port\" may follow \"]\"") }
            return (subject, String(rest.dropFirst()))
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 ? (String(parts[0]), String(parts[1])) : (text, nil)
    }

    private static func port(_ text: String) throws(Fault) -> Int {
        guard text.isDigits, let port = Int(text), (1...65_535).contains(port) else {
            throw Fault(message: "\"\(text.shown)\" is not a port from 1 to 65535")
        }
        return port
    }

    private static func range(_ text: String) throws(Fault) -> AddressRange {
        if let range = AddressRange(text) { return range }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = IPAddress(String(parts[0])) else {
            throw Fault(message: "\"\(text.shown)\" is not an address block; write it as 10.0.0.0/8 or fd00::/8")
        }
        guard let length = Int(parts[1]), (0...address.width).contains(length) else {
            throw Fault(message: "the prefix length of \(address) must be from 0 to \(address.width)")
        }
        throw Fault(message: "\(text.shown) has bits beyond its prefix; write \(AddressRange(address, prefix: length))")
    }

    private static func name(_ text: String) throws(Fault) -> Subject {
        let bare = text.hasPrefix("*.") ? String(text.dropFirst(2)) : text
        if bare.contains("*") { throw Fault(message: "\"*\" may only stand first, as in *.example.com") }
        if let problem = Host.problem(bare) { throw Fault(message: "\"\(bare.shown)\" is not a host: \(problem)") }
        return text.hasPrefix("*.") ? .suffix("." + bare.lowercased()) : .name(bare.lowercased())
    }
}

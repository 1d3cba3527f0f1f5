/// The host of a target: a DNS name in lower case, or an address.
///
/// Nothing in between is let in.
///
/// A text that some library might read as another host than we do is refused: short, octal and hex IPv4,
/// zone ids, user info, percent escapes, non-ASCII letters (write the xn-- form), trailing dots.
public enum Host: Sendable, Hashable, CustomStringConvertible {
    case name(String)
    case address(IPAddress)

    /// Reads a host; IPv6 may stand in brackets.
    ///
    /// Throws `EgressError.invalid` saying what is wrong.
    public init(_ text: String) throws(EgressError) {
        if text.hasPrefix("["), text.hasSuffix("]") {
            guard let address = IPAddress(String(text.dropFirst().dropLast())), address.family == .v6 else {
                throw .invalid("\"\(text.shown)\" is not an IPv6 address")
            }
            self = .address(address)
        } else if let address = IPAddress(text) {
            self = .address(address)
        } else if let problem = Self.problem(text) {
            throw .invalid("\"\(text.shown)\" is not a host: \(problem)")
        } else {
            self = .name(text.lowercased())
        }
    }

    public var description: String {
        switch self {
        case .name(let name): name
        case .address(let address): "\(address)"
        }
    }

    /// The name for SNI and certificates, nil for an address.
    var name: String? {
        if case .name(let name) = self { name } else { nil }
    }

    /// The host as a URL writes it: IPv6 in brackets.
    public var inURL: String {
        switch self {
        case .name(let name): name
        case .address(let address): address.inURL
        }
    }

    /// What keeps `text` from being a DNS name, nil if it is one.
    static func problem(_ text: String) -> String? {
        if text.isEmpty { return "it is empty" }
        if text.utf8.count > 253 { return "it is longer than 253 characters" }
        if text.contains(":") { return "a colon belongs to an IPv6 address or a port, and this is neither" }
        if text.contains("@") { return "user information is not allowed" }
        if text.contains("%") { return "zone ids and percent escapes are not allowed" }
        if text.utf8.contains(where: { $0 >= 0x80 }) { return "write an international name in its xn-- form" }
        if text.hasSuffix(".") { return "a trailing dot is not allowed" }
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        if let label = labels.first(where: { !isLabel($0) }) { return "\"\(String(label).shown)\" is not a label" }
        return endsInNumber(labels) ? "write an IPv4 address as four decimal numbers" : nil
    }

    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
            && label.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    /// WHATWG URL "ends in a number": such a host is an IPv4 address to many libraries.
    private static func endsInNumber(_ labels: [Substring]) -> Bool {
        guard let last = labels.last?.lowercased() else { return false }
        if last.isDigits { return true }
        return last.hasPrefix("0x") && last.dropFirst(2).allSatisfy(\.isHexDigit)
    }
}

/// The record types this client asks for; raw values are those of the wire (RFC 1035, 3596, 8659).
public enum DNSType: UInt16, Sendable, CaseIterable {
    case a = 1
    case ns = 2
    case cname = 5
    case soa = 6
    case mx = 15
    case txt = 16
    case aaaa = 28
    case caa = 257

    /// The type's name in zone files: "A", "AAAA", ...
    public var name: String { "\(self)".uppercased() }

    /// The type called `name` in zone files, nil if this client does not ask for it.
    public init?(name: String) {
        guard let type = Self.allCases.first(where: { $0.name == name.uppercased() }) else { return nil }
        self = type
    }
}

/// One resource record of an answer.
public struct DNSRecord: Sendable, Equatable {
    public enum Value: Sendable, Equatable {
        case address(IPAddress)
        case name(String)
        case mail(preference: Int, exchange: String)
        case text(String)
        case authorisation(flags: Int, tag: String, value: String)
        case authority(DNSAuthority)
    }

    /// The owner's name, lower case, without the final dot.
    public let name: String
    public let type: DNSType
    /// Seconds the record may be cached.
    public let timeToLive: Int
    public let value: Value
}

/// The fields of an SOA record; times in seconds.
public struct DNSAuthority: Sendable, Equatable {
    public let server: String
    public let mailbox: String
    public let serial: Int
    public let refresh: Int
    public let retry: Int
    public let expire: Int
    public let minimum: Int
}

/// What a server answered to one question.
public struct DNSAnswer: Sendable, Equatable {
    public enum Outcome: Sendable, Equatable {
        case found
        /// The name does not exist (NXDOMAIN).
        case noSuchName
        /// Another response code, by its mnemonic.
        case failed(String)
    }

    public let outcome: Outcome
    /// Every readable record of the answer section, aliases included, in the server's order.
    public let records: [DNSRecord]
}

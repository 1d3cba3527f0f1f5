/// The address blocks that are not ordinary public unicast, which no rule for names can open.
///
/// Sources: the IANA special-purpose registries for IPv4 and IPv6 (RFC 6890 and its updates), multicast
/// (RFC 5771, RFC 4291), the NAT64 and transition prefixes that embed IPv4, and cloud metadata addresses.
public enum SpecialRanges {
    public struct Block: Sendable {
        public let range: AddressRange
        public let meaning: String
    }

    /// The narrowest special block that holds `address`, nil for ordinary public addresses.
    ///
    /// Narrowest, so that opening 169.254.0.0/16 does not open the metadata address inside it.
    public static func block(of address: IPAddress) -> Block? {
        blocks.filter { $0.range.contains(address) }.max { $0.range.prefix < $1.range.prefix }
    }

    public static let blocks: [Block] = table.compactMap { text, meaning in
        AddressRange(text).map { Block(range: $0, meaning: meaning) }
    }

    private static let table: [(String, String)] = [
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private network"),
        ("100.64.0.0/10", "shared address space"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("169.254.169.254/32", "cloud metadata"),
        ("169.254.170.2/32", "cloud metadata"),
        ("100.100.100.200/32", "cloud metadata"),
        ("172.16.0.0/12", "private network"),
        ("192.0.0.0/24", "protocol assignments"),
        ("192.0.2.0/24", "documentation"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private network"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
        ("255.255.255.255/32", "broadcast"),
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("::/96", "IPv4-compatible"),
        ("::ffff:0:0/96", "IPv4-mapped"),
        ("64:ff9b::/96", "NAT64"),
        ("64:ff9b:1::/48", "NAT64"),
        ("100::/64", "discard only"),
        ("2001::/32", "Teredo"),
        ("2001:10::/28", "ORCHID"),
        ("2001:20::/28", "ORCHIDv2"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("3fff::/20", "documentation"),
        ("5f00::/16", "segment routing"),
        ("fc00::/7", "unique local"),
        ("fd00:ec2::254/128", "cloud metadata"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    ]
}

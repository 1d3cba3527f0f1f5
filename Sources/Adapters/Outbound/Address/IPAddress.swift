/// One IPv4 or IPv6 address, read strictly and printed in one canonical way.
///
/// Only dotted quads of four plain decimal numbers and RFC 4291 text are read: no octal, hex or short IPv4,
/// no zone ids, no brackets. IPv6 is printed as RFC 5952 says.
public struct IPAddress: Sendable, Hashable, CustomStringConvertible {
    public enum Family: Sendable { case v4, v6 }

    public let family: Family
    // Two words, as Swift 6.3 on Linux passes a stored UInt128 wrongly to async functions and crashes.
    private let high: UInt64
    private let low: UInt64

    init(family: Family, bits: UInt128) {
        self.family = family
        high = UInt64(truncatingIfNeeded: bits >> 64)
        low = UInt64(truncatingIfNeeded: bits)
    }

    /// The address as a number; an IPv4 address fills the low 32 bits.
    var bits: UInt128 { UInt128(high) << 64 | UInt128(low) }

    /// Reads an address, or gives nil for anything but its strict textual forms.
    public init?(_ text: String) {
        if let bits = Self.quad(text[...]) {
            self.init(family: .v4, bits: UInt128(bits))
        } else if let bits = Self.groups(text) {
            self.init(family: .v6, bits: bits)
        } else {
            return nil
        }
    }

    /// Makes an address of 4 or 16 bytes in network order, nil for another count.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.init(family: bytes.count == 4 ? .v4 : .v6, bits: bytes.reduce(0) { $0 << 8 | UInt128($1) })
    }

    /// The 4 or 16 bytes in network order.
    public var bytes: [UInt8] {
        stride(from: width - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: bits >> UInt128($0)) }
    }

    /// How many bits an address of this family has: 32 or 128.
    var width: Int { family == .v4 ? 32 : 128 }

    public var description: String {
        family == .v4 ? bytes.map(String.init).joined(separator: ".") : Self.canonical(bits)
    }

    /// The address as the host of a URL: IPv6 in brackets.
    public var inURL: String { family == .v4 ? description : "[\(description)]" }
}

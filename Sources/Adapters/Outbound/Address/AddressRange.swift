/// A block of addresses in CIDR notation; a single address is a block of one.
public struct AddressRange: Sendable, Hashable, CustomStringConvertible {
    public let base: IPAddress
    /// How many leading bits are fixed: 0...32 for IPv4, 0...128 for IPv6.
    public let prefix: Int

    /// The block of `prefix` leading bits around `address`; host bits are cleared.
    public init(_ address: IPAddress, prefix: Int? = nil) {
        let prefix = min(max(prefix ?? address.width, 0), address.width)
        self.prefix = prefix
        base = IPAddress(family: address.family, bits: address.bits & Self.mask(prefix, width: address.width))
    }

    /// Reads "10.0.0.0/8", "fd00::/8" or one address; nil for anything else, host bits set included.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2, let address = IPAddress(parts[0]) else { return nil }
        guard parts.count == 2 else { self.init(address); return }
        guard let prefix = Self.length(parts[1]), prefix <= address.width else { return nil }
        self.init(address, prefix: prefix)
        guard base == address else { return nil }
    }

    public func contains(_ address: IPAddress) -> Bool {
        address.family == base.family && address.bits & Self.mask(prefix, width: base.width) == base.bits
    }

    /// Whether every address of this block is in `other` too.
    public func isInside(_ other: AddressRange) -> Bool { prefix >= other.prefix && other.contains(base) }

    public var description: String { prefix == base.width ? "\(base)" : "\(base)/\(prefix)" }

    private static func mask(_ prefix: Int, width: Int) -> UInt128 {
        let ones = width == 128 ? UInt128.max : UInt128(UInt32.max)
        return prefix == 0 ? 0 : ones & ~((UInt128(1) << UInt128(width - prefix)) - 1)
    }

    private static func length(_ text: String) -> Int? {
        guard (1...3).contains(text.utf8.count), text.isDigits else { return nil }
        return text.utf8.count > 1 && text.first == "0" ? nil : Int(text)
    }
}

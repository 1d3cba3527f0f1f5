/// The part of an address that one customer of a provider holds.
public enum Network {
    /// An IPv4 address as it is, an IPv6 address as its /64: a host can take any of the 2^64 addresses of its network.
    public static func name(of address: String) -> String {
        guard address.contains(":") else { return address }
        // "::ffff:192.0.2.1" is an IPv4 client on an IPv6 socket.
        if let dotted = address.split(separator: ":").last, dotted.contains(".") { return String(dotted) }
        let text = address.prefix { $0 != "%" }
        let groups = expanded(text).prefix(4)
        return groups.joined(separator: ":") + "::/64"
    }

    /// Groups of an IPv6 address with the zeros of "::" filled in.
    private static func expanded(_ text: Substring) -> [Substring] {
        guard let gap = text.firstRange(of: "::") else { return text.split(separator: ":") }
        let head = text[..<gap.lowerBound].split(separator: ":")
        let tail = text[gap.upperBound...].split(separator: ":")
        let zeros = [Substring](repeating: "0", count: max(0, 8 - head.count - tail.count))
        return head + zeros + tail
    }
}

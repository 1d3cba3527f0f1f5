import NIOCore

/// The text by which the other end of a connection is known: address without port, zone or IPv4-in-IPv6 prefix.
enum PeerAddress {
    static func text(of address: SocketAddress?) -> String {
        guard let full = address?.ipAddress else { return "local" }
        let bare = full.prefix { $0 != "%" }
        let mapped = "::ffff:"
        if bare.lowercased().hasPrefix(mapped), bare.contains(".") { return String(bare.dropFirst(mapped.count)) }
        return String(bare)
    }
}

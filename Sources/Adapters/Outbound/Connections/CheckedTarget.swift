/// A target that the policy lets through, with the addresses that were checked and that alone may be dialled.
public struct CheckedTarget: Sendable, Equatable, CustomStringConvertible {
    public let host: Host
    public let port: Int
    /// At least one address, IPv4 first; every one passed the policy.
    public let addresses: [IPAddress]

    public var endpoints: [Endpoint] { addresses.map { Endpoint($0, port: port) } }

    public var description: String { "\(host.inURL):\(port)" }
}

/// An address and a port: where a packet really goes.
public struct Endpoint: Sendable, Hashable, CustomStringConvertible {
    public let address: IPAddress
    public let port: Int

    public init(_ address: IPAddress, port: Int) {
        self.address = address
        self.port = port
    }

    public var description: String { "\(address.inURL):\(port)" }
}

/// Why a connection must fail: the code and reason of the Close frame that says so (RFC 6455 7.1.7).
public struct WebSocketFault: Error, Sendable, Equatable {
    /// 1002 broken protocol, 1003 unsupported data, 1007 not UTF-8, 1008 against policy, 1009 too big.
    public var code: UInt16
    /// One part of a sentence, short enough for a Close frame.
    public var reason: String

    /// A fault with its Close code.
    public init(_ code: UInt16, _ reason: String) {
        self.code = code
        self.reason = reason
    }
}

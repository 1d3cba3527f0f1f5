/// The numbers that say why a connection closed (RFC 6455 7.4, IANA WebSocket Close Code Number Registry).
public enum CloseCode {
    /// The purpose is fulfilled.
    public static let normal: UInt16 = 1000
    /// The server stops or the page is left.
    public static let goingAway: UInt16 = 1001
    /// The other end broke the protocol.
    public static let protocolError: UInt16 = 1002
    /// The kind of message is not understood.
    public static let unsupportedData: UInt16 = 1003
    /// A Close frame came without a code; never sent.
    public static let none: UInt16 = 1005
    /// The connection ended without a Close frame; never sent.
    public static let abnormal: UInt16 = 1006
    /// A text was not UTF-8.
    public static let invalidText: UInt16 = 1007
    /// A rule of the endpoint was broken.
    public static let policyViolation: UInt16 = 1008
    /// A message was too big.
    public static let tooBig: UInt16 = 1009
    /// The server failed.
    public static let internalError: UInt16 = 1011
    /// Too much was waiting to be sent; come back later.
    public static let tryAgainLater: UInt16 = 1013

    /// Whether a Close frame may hold the code.
    public static func maySend(_ code: UInt16) -> Bool {
        switch code {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }
}

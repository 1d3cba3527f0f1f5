import Logging

/// What every connection of one server shares.
struct ConnectionSettings: Sendable {
    var responder: any TransportResponder
    var limits: TransportLimits
    var logger: Logger
    /// Seconds since 1970, for the Date field.
    var second: @Sendable () -> Int

    /// Bytes a client may still send after the reply that closes its connection.
    static let lingerBytes = 65_536
    /// Seconds a client may take to notice that its connection is closed.
    static let lingerSeconds = 2
}

public import HummingbirdCore
public import Logging
public import NIOCore
import NIOHTTP1

/// Turns each accepted connection into an HTTP/1.x conversation with a responder.
///
/// The pipeline is NIO's strict request parser and one handler of ours; a connection over a limit gets the responder's
/// `tooManyConnections` reply and is closed.
public struct HTTPConnectionChannel: ServerChildChannel {
    /// One connection, for the server to wait for.
    public struct Value: ServerChildChannelValue {
        /// The connection's channel.
        public let channel: any Channel
    }

    private let settings: ConnectionSettings
    private let counter: ConnectionCounter
    private let gauge: ConnectionGauge?

    /// A set-up for one listener; `gauge` hears of its connections, `second` gives the time of the Date field, in
    /// seconds since 1970.
    public init(
        limits: TransportLimits, responder: any TransportResponder, logger: Logger,
        gauge: ConnectionGauge? = nil, second: (@Sendable () -> Int)? = nil
    ) {
        settings = ConnectionSettings(
            responder: responder, limits: limits, logger: logger, second: second ?? { HTTPDate.now() })
        self.gauge = gauge
        counter = ConnectionCounter(total: limits.connections, perAddress: limits.connectionsPerAddress)
    }

    /// Installs the handlers; runs on the connection's event loop before its first byte is read.
    public func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let peer = PeerAddress.text(of: channel.remoteAddress)
            let admitted = counter.admit(peer)
            gauge?.opened(isAdmitted: admitted)
            channel.closeFuture.whenComplete { [counter, gauge] _ in
                if admitted { counter.release(peer) }
                gauge?.closed()
            }
            let parser = ByteToMessageHandler(
                HTTPRequestDecoder(
                    leftOverBytesStrategy: .forwardBytes, limitConfiguration: Self.parserLimits(settings.limits)))
            let handler = ConnectionHandler(settings: settings, parser: parser, peer: peer, isRefused: !admitted)
            try channel.pipeline.syncOperations.addHandlers([parser, handler])
            return Value(channel: channel)
        }
    }

    /// Returns when the connection has ended; closes it when the server is cancelled.
    public func handle(value: Value, logger: Logger) async {
        await withTaskCancellationHandler {
            try? await value.channel.closeFuture.get()
        } onCancel: {
            value.channel.close(promise: nil)
        }
    }

    /// The parser stops well above our own limits, so that our checks can say which limit a head broke.
    private static func parserLimits(_ limits: TransportLimits) -> NIOHTTPDecoderLimitConfiguration {
        var parser = NIOHTTPDecoderLimitConfiguration()
        parser.maxHeaderFieldSize = 4 * limits.headBytes
        parser.maxHeaderListSize = 4 * limits.headBytes
        parser.maxHeaderFieldCount = 10 * limits.headerCount
        return parser
    }
}

import NIOCore
import NIOSSL
import NIOTLS
import Synchronization

/// A TLS client that accepts every certificate, for looking at servers.
///
/// Nothing secret may be sent through it.
enum TLSClient {
    /// Puts TLS in front of a channel's other handlers; gives what will be known once the handshake is over.
    @discardableResult
    static func secure(_ channel: any Channel, serverName: String?, protocols: [String]) throws -> Handshake {
        let handshake = Handshake(channel.eventLoop.makePromise())
        do {
            let handler = try NIOSSLClientHandler(context: context(protocols), serverHostname: serverName) {
                handshake.saw($0)
                $1.succeed(.certificateVerified)
            }
            try channel.pipeline.syncOperations.addHandlers([handler, HandshakeWatcher(handshake)])
        } catch {
            handshake.end(with: .failure(error))
            throw error
        }
        return handshake
    }

    private static func context(_ protocols: [String]) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv1
        configuration.cipherSuites = "ALL"
        configuration.applicationProtocols = protocols
        // The callback above replaces all verification; without roots none are loaded from disk for nothing.
        configuration.certificateVerification = .noHostnameVerification
        configuration.trustRoots = .certificates([])
        configuration.shutdownTimeout = .milliseconds(100)
        return try NIOSSLContext(configuration: configuration)
    }
}

/// What a handshake brought: the certificates as the server sent them, and the protocol it chose.
final class Handshake: Sendable {
    private let chain = Mutex<[[UInt8]]>([])
    private let promise: EventLoopPromise<String?>

    init(_ promise: EventLoopPromise<String?>) { self.promise = promise }

    /// The certificates in DER, the server's own first.
    var certificates: [[UInt8]] { chain.withLock { $0 } }

    /// The protocol chosen by ALPN, nil for none; throws when the handshake fails.
    func finished() async throws -> String? { try await promise.futureResult.get() }

    func saw(_ certificates: [NIOSSLCertificate]) {
        let bytes = certificates.compactMap { try? $0.toDERBytes() }
        chain.withLock { $0 = bytes }
    }

    func end(with result: Result<String?, any Error>) { promise.completeWith(result) }
}

/// Tells a `Handshake` how it ended.
private final class HandshakeWatcher: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let handshake: Handshake
    private var ended = false

    init(_ handshake: Handshake) { self.handshake = handshake }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted(let chosen)? = event as? TLSUserEvent { end(.success(chosen)) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(.failure(error))
        context.fireErrorCaught(error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(.failure(ChannelError.eof))
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { end(.failure(ChannelError.eof)) }

    private func end(_ result: Result<String?, any Error>) {
        if !ended { handshake.end(with: result) }
        ended = true
    }
}

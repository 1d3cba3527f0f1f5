import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL

extension EgressError {
    /// Names a failure of the libraries below in our words.
    init(_ error: any Error, target: String, limit: Duration) {
        switch error {
        case let error as EgressError: self = error
        case is CancellationError: self = Task.isCancelled ? .cancelled : .connection(target: target, reason: "closed")
        case let error as NIOConnectionError:
            let inner = error.connectionErrors.first?.error ?? ChannelError.eof
            self = EgressError(inner, target: target, limit: limit)
        case let error as IOError: self = .connection(target: target, reason: Self.reason(error.errnoCode))
        case let error as ChannelError: self = Self.channel(error, target: target, limit: limit)
        case let error as NIOSSLError: self = Self.handshake(error, target: target)
        case is NIOSSLExtraError: self = .certificate(target: target, reason: "it is for another host")
        case let error as HTTPClientError: self = Self.http(error, target: target, limit: limit)
        default: self = .protocolFault(target: target, reason: "\(error)")
        }
    }

    private static func channel(_ error: ChannelError, target: String, limit: Duration) -> EgressError {
        if case .connectTimeout = error { return .timeout(target: target, limit: limit) }
        return .connection(target: target, reason: "the connection was closed")
    }

    private static func handshake(_ error: NIOSSLError, target: String) -> EgressError {
        let text = "\(error)"
        if text.contains("CERTIFICATE_VERIFY_FAILED") || text.contains("unableToValidateCertificate") {
            return .certificate(target: target, reason: "its chain does not lead to a trusted root in its time")
        }
        return .protocolFault(target: target, reason: "the TLS handshake failed (\(shortened(text)))")
    }

    private static func http(_ error: HTTPClientError, target: String, limit: Duration) -> EgressError {
        switch error {
        case .cancelled: .cancelled
        case .deadlineExceeded, .connectTimeout, .readTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout:
            .timeout(target: target, limit: limit)
        case .remoteConnectionClosed, .uncleanShutdown: .connection(target: target, reason: "the connection was closed")
        default: .protocolFault(target: target, reason: error.shortDescription)
        }
    }

    /// BoringSSL's reason, such as "WRONG_VERSION_NUMBER", without its source file and line.
    private static func shortened(_ text: String) -> String {
        let reason = text.split(separator: ":").first { part in
            part.contains("_") && part.allSatisfy { $0.isUppercase || $0.isNumber || $0 == "_" }
        }
        return reason.map { $0.lowercased().replacing("_", with: " ") } ?? "no reason given"
    }

    static func reason(_ code: CInt) -> String {
        switch code {
        case ECONNREFUSED: "connection refused"
        case ECONNRESET: "connection reset"
        case EHOSTUNREACH: "no route to the host"
        case ENETUNREACH: "no route to the network"
        case EMFILE, ENFILE: "no file descriptors left"
        default: "system error \(code)"
        }
    }
}

extension IOError {
    /// Whether the other machine answered that nothing listens there.
    var isRefusal: Bool { errnoCode == ECONNREFUSED }
}

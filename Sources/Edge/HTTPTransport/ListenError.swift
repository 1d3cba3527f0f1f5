import NIOCore

/// The server could not listen; the description is one sentence for the operator.
public struct ListenError: Error, CustomStringConvertible, Equatable {
    /// Address the server was told to listen on.
    public let host: String
    /// Port the server was told to listen on.
    public let port: Int
    /// What the system said, such as "address already in use".
    public let reason: String

    /// "cannot listen on 127.0.0.1:8000: address already in use".
    public var description: String {
        let shown = host.contains(":") ? "[\(host)]" : host
        return "cannot listen on \(shown):\(port): \(reason)"
    }

    init(host: String, port: Int, cause: any Error) {
        self.host = host
        self.port = port
        reason = Self.reason(of: cause)
    }

    private static func reason(of cause: any Error) -> String {
        switch cause {
        case let error as IOError: SystemText.of(errno: error.errnoCode)
        case is SocketAddressError: "the host is not known"
        default: "\(cause)"
        }
    }
}

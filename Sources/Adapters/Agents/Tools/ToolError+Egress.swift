import Outbound

extension ToolError {
    /// The failure of an outgoing connection as the tool that wanted it reports it.
    init(_ error: EgressError) {
        let kind: Kind =
            switch error {
            case .notAllowed: .notAllowed
            case .invalid: .invalidInput
            case .resolution, .connection, .closed: .connection
            case .certificate, .protocolFault: .protocolError
            case .timeout: .timeout
            case .cancelled: .cancelled
            }
        self.init(kind: kind, message: "\(error)")
    }
}

/// Runs `body` with its failures reported as a tool's.
func reported<R>(_ body: () async throws(EgressError) -> R) async throws(ToolError) -> R {
    do {
        return try await body()
    } catch {
        throw ToolError(error)
    }
}

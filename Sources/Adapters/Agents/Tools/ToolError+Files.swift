import Outbound

extension ToolError {
    /// A file that could not be read as the tool that wanted it reports it.
    init(_ error: FileError) {
        let kind: Kind =
            switch error {
            case .notAllowed: .notAllowed
            case .invalid, .notFound, .wrongKind, .tooLarge, .unreadable: .invalidInput
            case .cancelled: .cancelled
            }
        self.init(kind: kind, message: "\(error)")
    }
}

/// Runs `body` with its failures reported as a tool's.
func reportedFiles<R>(_ body: () async throws(FileError) -> R) async throws(ToolError) -> R {
    do {
        return try await body()
    } catch {
        throw ToolError(error)
    }
}

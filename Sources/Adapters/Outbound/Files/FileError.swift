/// Why a file or folder could not be read; `path` is always the path as it was asked for.
public enum FileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file policy does not let us read it.
    case notAllowed(path: String, reason: String)
    /// A path that is not well formed.
    case invalid(path: String, reason: String)
    case notFound(path: String)
    /// A device, a pipe, a socket, or a folder where a file is wanted, or the other way round.
    case wrongKind(path: String, reason: String)
    /// More bytes than the caller wants to read.
    case tooLarge(path: String, limit: Int)
    /// The system refused, or the disk failed.
    case unreadable(path: String, reason: String)
    /// The task that asked was cancelled.
    case cancelled

    public var description: String {
        switch self {
        case .notAllowed(let path, let reason): "\(path.shown) may not be read: \(reason)"
        case .invalid(let path, let reason): "\"\(path.shown)\" is not a path: \(reason)"
        case .notFound(let path): "\(path.shown) does not exist"
        case .wrongKind(let path, let reason): "\(path.shown) cannot be read: \(reason)"
        case .tooLarge(let path, let limit): "\(path.shown) is larger than \(limit) bytes"
        case .unreadable(let path, let reason): "\(path.shown) cannot be read: \(reason)"
        case .cancelled: "cancelled"
        }
    }
}

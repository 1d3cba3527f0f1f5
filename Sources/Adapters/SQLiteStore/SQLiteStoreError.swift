/// Why a database could not be opened, in words for the operator.
public enum SQLiteStoreError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Another process has it open; `holder` is that process's id where it is known.
    case inUse(path: String, holder: String?)
    /// A newer version of this program has written it.
    case newer(path: String)
    /// SQLite does not keep what it must keep through a power cut.
    case notDurable(path: String, reason: String)
    /// The file cannot be opened, made or migrated.
    case unusable(path: String, reason: String)

    public var description: String {
        switch self {
        case .inUse(let path, let holder):
            let who = holder.map { "process \($0)" } ?? "another process"
            return "\(path) is in use by \(who); stop that one first, or use another data folder"
        case .newer(let path):
            return "\(path) was written by a newer version of this program; use that version, or another data folder"
        case .notDurable(let path, let reason):
            return "\(path) would not survive a power cut: \(reason)"
        case .unusable(let path, let reason):
            return "\(path) cannot be used: \(reason)"
        }
    }
}

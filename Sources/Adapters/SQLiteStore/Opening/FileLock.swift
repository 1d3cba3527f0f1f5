import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An exclusive lock on a file, held by one process until it releases it or dies.
///
/// Two writers on one database could damage it, see https://sqlite.org/wal.html, "the WAL-reset bug".
final class FileLock: Sendable {
    private let descriptor: Mutex<Int32?>

    /// Takes the lock and writes this process's id into the file.
    init(path: String, of database: String) throws(SQLiteStoreError) {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .unusable(path: path, reason: systemReason()) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let isTaken = errno == EWOULDBLOCK
            let reason = systemReason()
            let holder = Self.holder(file)
            _ = Self.closeFile(file)
            throw isTaken ? .inUse(path: database, holder: holder) : .unusable(path: path, reason: reason)
        }
        descriptor = Mutex(file)
        let name = Array(String(getpid()).utf8)
        // The id is for people only: the lock holds without it.
        if ftruncate(file, 0) == 0 { _ = pwrite(file, name, name.count, 0) }
    }

    deinit { release() }

    /// Lets others take the lock.
    func release() {
        let file = descriptor.withLock { held in
            defer { held = nil }
            return held
        }
        if let file { _ = Self.closeFile(file) }
    }

    private static func closeFile(_ file: Int32) -> Int32 { close(file) }

    private static func holder(_ file: Int32) -> String? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(file, &bytes, bytes.count, 0)
        let digits = bytes.prefix(max(0, count)).filter { (48...57).contains($0) }
        return digits.isEmpty ? nil : String(decoding: digits, as: UTF8.self)
    }
}

/// What the system says of the call that just failed.
func systemReason() -> String { String(cString: strerror(errno)) }

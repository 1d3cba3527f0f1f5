#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The files of one database.
enum DatabaseFiles {
    /// Makes the database file when it is missing, and lets only its owner read and write it and what SQLite puts
    /// beside it: SQLite gives those the mode of the database file.
    static func restrict(_ path: String) throws(SQLiteStoreError) {
        // Never opened when it is there: closing any descriptor of it drops the locks of this process's connections.
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 || errno == EEXIST else { throw .unusable(path: path, reason: systemReason()) }
        if file >= 0 { close(file) }
        guard chmod(path, 0o600) == 0 else { throw .unusable(path: path, reason: systemReason()) }
        for neighbour in [path + "-wal", path + "-shm"] {
            guard chmod(neighbour, 0o600) == 0 || errno == ENOENT else {
                throw .unusable(path: neighbour, reason: systemReason())
            }
        }
    }
}

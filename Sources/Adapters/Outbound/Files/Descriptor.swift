#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A handle on a place that opens nothing (open(2)); glibc shows the constant to GNU sources alone.
private let O_PATH: Int32 = 0o10_000_000

/// An open descriptor of the system, closed with its last user.
final class Descriptor: Sendable {
    let number: Int32

    /// What the system says a file is.
    struct Status {
        enum Kind: Equatable { case folder, file, link, other(String) }

        let kind: Kind
        let bytes: Int

        init(_ raw: stat) {
            bytes = Int(raw.st_size)
            kind =
                switch raw.st_mode & S_IFMT {
                case S_IFDIR: .folder
                case S_IFREG: .file
                case S_IFLNK: .link
                case S_IFIFO: .other("a pipe")
                case S_IFSOCK: .other("a socket")
                default: .other("a device")
                }
        }
    }

    /// Why the system did not do it.
    struct Failure: Error {
        let code: Int32

        var reason: String { String(cString: strerror(code)) }
        var isMissing: Bool { code == ENOENT || code == ENOTDIR }
    }

    private init(taking number: Int32) throws(Failure) {
        guard number >= 0 else { throw Failure(code: errno) }
        self.number = number
    }

    deinit { close(number) }

    /// A handle on the place itself, which reads nothing and so cannot block or move a device; links are followed.
    convenience init(placeAt path: String) throws(Failure) { try self.init(taking: open(path, O_PATH | O_CLOEXEC)) }

    /// A handle on what `name` is in this folder: on the link itself, if it is one.
    func place(_ name: String) throws(Failure) -> Descriptor {
        try Descriptor(taking: openat(number, name, O_PATH | O_NOFOLLOW | O_CLOEXEC))
    }

    /// This very place, opened for reading: not its name, which may lead elsewhere by now.
    func reading() throws(Failure) -> Descriptor {
        try Descriptor(taking: open("/proc/self/fd/\(number)", O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC))
    }

    /// A folder in this folder, opened for reading; a link is refused.
    func folder(_ name: String) throws(Failure) -> Descriptor {
        try Descriptor(taking: openat(number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
    }

    func status() throws(Failure) -> Status {
        var raw = stat()
        guard fstat(number, &raw) == 0 else { throw Failure(code: errno) }
        return Status(raw)
    }

    /// What `name` is in this folder, not what it links to.
    func status(of name: String) throws(Failure) -> Status {
        var raw = stat()
        guard fstatat(number, name, &raw, AT_SYMLINK_NOFOLLOW) == 0 else { throw Failure(code: errno) }
        return Status(raw)
    }

    /// The text of the link that this is a handle on; nil if it is not UTF-8.
    func linkText() throws(Failure) -> String? { try Self.link { readlinkat(number, "", $0, $1) } }

    /// Where this place is, without links; nil if that is not UTF-8.
    func realPath() throws(Failure) -> String? {
        try Self.link { readlink("/proc/self/fd/\(number)", $0, $1) }
    }

    private static func link(
        _ read: (UnsafeMutablePointer<CChar>, Int) -> Int
    ) throws(Failure) -> String? {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = read(&bytes, bytes.count)
        guard count >= 0 else { throw Failure(code: errno) }
        guard count < bytes.count else { throw Failure(code: ENAMETOOLONG) }
        return String(validating: bytes[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Reads what comes next into the start of `chunk`; answers how many bytes that are, 0 at the end.
    func read(into chunk: inout [UInt8]) throws(Failure) -> Int {
        while true {
            let count = chunk.withUnsafeMutableBytes { readBytes(number, $0.baseAddress, $0.count) }
            if count >= 0 { return count }
            guard errno == EINTR else { throw Failure(code: errno) }
        }
    }
}

/// The system's `read`, under a name that no method hides.
private func readBytes(_ file: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(file, buffer, count)
}

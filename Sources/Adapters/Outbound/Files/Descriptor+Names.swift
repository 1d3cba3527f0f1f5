#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension Descriptor {
    /// The names in this folder in the order of their bytes, "." and ".." left out, and how many are not UTF-8.
    ///
    /// At most `limit` names are read; `isComplete` tells whether these are all.
    func names(limit: Int) throws(Failure) -> (names: [String], strange: Int, isComplete: Bool) {
        let copy = fcntl(number, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0, let stream = fdopendir(copy) else {
            let failure = Failure(code: errno)
            if copy >= 0 { close(copy) }
            throw failure
        }
        defer { closedir(stream) }
        var names: [String] = []
        var strange = 0
        while let entry = readdir(stream) {
            guard names.count < limit else { return (Self.sorted(names), strange, false) }
            guard let name = Self.name(of: entry) else {
                strange += 1
                continue
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return (Self.sorted(names), strange, true)
    }

    private static func sorted(_ names: [String]) -> [String] {
        names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func name(of entry: UnsafeMutablePointer<dirent>) -> String? {
        withUnsafePointer(to: &entry.pointee.d_name) { name in
            name.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(validatingCString: $0) }
        }
    }
}

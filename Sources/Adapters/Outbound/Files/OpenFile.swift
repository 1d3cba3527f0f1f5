/// A regular file that may be read, open.
struct OpenFile {
    let descriptor: Descriptor
    /// As it was asked for.
    let path: String
    /// Its bytes when it was opened; it may grow.
    let size: Int

    /// As much as one read takes; between two, cancellation is looked for.
    static let chunk = 65_536

    /// All bytes, from where the file stands.
    func bytes(limit: Int) throws(FileError) -> [UInt8] {
        guard size <= limit else { throw .tooLarge(path: path, limit: limit) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        var chunk = [UInt8](repeating: 0, count: Self.chunk)
        while true {
            let count = try read(into: &chunk)
            if count == 0 { return bytes }
            guard bytes.count + count <= limit else { throw .tooLarge(path: path, limit: limit) }
            bytes += chunk[..<count]
        }
    }

    /// Fills the start of `chunk`; answers how many bytes that are, 0 at the end.
    func read(into chunk: inout [UInt8]) throws(FileError) -> Int {
        if Task.isCancelled { throw .cancelled }
        do {
            return try descriptor.read(into: &chunk)
        } catch {
            throw FileError(error, path: path)
        }
    }
}

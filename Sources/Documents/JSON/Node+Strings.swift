extension Node {
    @inlinable public var string: String? {
        let entry = entry
        guard entry.kind == .string else { return nil }
        let start = Int(entry.low)
        return String(decoding: storage.bytes[start..<start + Int(entry.high)], as: UTF8.self)
    }

    /// Whether this is the string `text`, compared byte by byte without allocating.
    @inlinable public func equals(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { equals($0) }
    }

    /// Whether this is a string of exactly these UTF-8 bytes.
    @inlinable public func equals(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let entry = entry
        guard entry.kind == .string, Int(entry.high) == text.count else { return false }
        let start = Int(entry.low)
        return storage.bytes.withUnsafeBufferPointer { bytes in
            for offset in 0..<text.count where bytes[start + offset] != text[offset] { return false }
            return true
        }
    }

    /// Runs `body` on the UTF-8 bytes of a string node; nil for other kinds.
    @inlinable public func withUTF8<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
        let entry = entry
        guard entry.kind == .string else { return nil }
        let start = Int(entry.low)
        return storage.bytes.withUnsafeBufferPointer {
            body(UnsafeBufferPointer(rebasing: $0[start..<start + Int(entry.high)]))
        }
    }

    /// Unicode scalars of a string node, which is how JSON Schema counts its length.
    public var scalarCount: Int? {
        withUTF8 { bytes in
            var count = 0
            for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
            return count
        }
    }
}

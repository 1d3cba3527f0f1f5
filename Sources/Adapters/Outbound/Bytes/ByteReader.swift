/// Reads big-endian fields of a message, never past its end; every failure is a nil.
struct ByteReader {
    let bytes: [UInt8]
    var offset = 0

    mutating func byte() -> Int? {
        guard offset < bytes.count else { return nil }
        defer { offset += 1 }
        return Int(bytes[offset])
    }

    mutating func short() -> Int? {
        guard let high = byte(), let low = byte() else { return nil }
        return high << 8 | low
    }

    mutating func long() -> Int? {
        guard let high = short(), let low = short() else { return nil }
        return high << 16 | low
    }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= bytes.count - offset else { return nil }
        defer { offset += count }
        return bytes[offset..<offset + count]
    }
}

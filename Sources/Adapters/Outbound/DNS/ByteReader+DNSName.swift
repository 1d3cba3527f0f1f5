extension ByteReader {
    /// A name in presentation form, compression followed (RFC 1035 section 4.1.4).
    ///
    /// A pointer must point before itself, so a chain ends; the name may not grow beyond 255 bytes.
    mutating func name() -> String? {
        var labels: [String] = []
        var size = 0
        var place = offset
        var resume: Int?
        while place < bytes.count {
            let length = Int(bytes[place])
            if length == 0 {
                offset = resume ?? place + 1
                return labels.joined(separator: ".").lowercased()
            }
            if length & 0xc0 == 0xc0 {
                guard place + 1 < bytes.count else { return nil }
                let target = (length & 0x3f) << 8 | Int(bytes[place + 1])
                guard target < place else { return nil }
                resume = resume ?? place + 2
                place = target
            } else {
                size += length + 1
                guard length < 64, size <= 255, place + 1 + length <= bytes.count else { return nil }
                labels.append(Self.escaped(bytes[place + 1..<place + 1 + length]))
                place += 1 + length
            }
        }
        return nil
    }

    /// RFC 1035 presentation form: dots and unprintable bytes inside a label are escaped.
    static func escaped(_ label: ArraySlice<UInt8>) -> String {
        label.map { byte in
            switch byte {
            case UInt8(ascii: "."), UInt8(ascii: "\\"): "\\" + String(UnicodeScalar(byte))
            case 0x21...0x7e: String(UnicodeScalar(byte))
            default: "\\" + String(repeating: "0", count: byte < 10 ? 2 : byte < 100 ? 1 : 0) + String(byte)
            }
        }.joined()
    }
}

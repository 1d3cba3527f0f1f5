/// One element of a DER encoding (ITU-T X.690): a tag and what it holds.
///
/// Reading never passes the end.
///
/// Certificates of every age must be readable here, also those that a strict library refuses for their keys.
struct DER: Equatable {
    let tag: UInt8
    let content: ArraySlice<UInt8>
    /// Tag, length and content as they stand in the message.
    let whole: ArraySlice<UInt8>

    /// Reads the first element and moves `bytes` behind it; nil if there is no whole element.
    init?(_ bytes: inout ArraySlice<UInt8>) {
        guard bytes.count >= 2, let tag = bytes.first, tag & 0x1f != 0x1f else { return nil }
        var place = bytes.startIndex + 1
        guard let length = Self.length(bytes, &place), length <= bytes.endIndex - place else { return nil }
        self.tag = tag
        content = bytes[place..<place + length]
        whole = bytes[bytes.startIndex..<place + length]
        bytes = bytes[(place + length)...]
    }

    init?(_ bytes: [UInt8]) {
        var slice = bytes[...]
        self.init(&slice)
    }

    /// The elements inside, as far as they can be read.
    var children: [DER] {
        var rest = content
        var list: [DER] = []
        while let child = DER(&rest) { list.append(child) }
        return list
    }

    private static func length(_ bytes: ArraySlice<UInt8>, _ place: inout Int) -> Int? {
        let first = bytes[place]
        place += 1
        guard first & 0x80 != 0 else { return Int(first) }
        let count = Int(first & 0x7f)
        guard (1...4).contains(count), count <= bytes.endIndex - place else { return nil }
        defer { place += count }
        return bytes[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
    }
}

extension DER {
    static let integer: UInt8 = 0x02
    static let bitString: UInt8 = 0x03
    static let octetString: UInt8 = 0x04
    static let objectIdentifier: UInt8 = 0x06
    static let utcTime: UInt8 = 0x17
    static let sequence: UInt8 = 0x30

    /// An object identifier in dotted form, nil for another tag.
    var identifier: String? {
        guard tag == Self.objectIdentifier, !content.isEmpty else { return nil }
        var numbers: [UInt64] = []
        var current: UInt64 = 0
        for byte in content {
            guard current < 1 << 56 else { return nil }
            current = current << 7 | UInt64(byte & 0x7f)
            if byte & 0x80 == 0 {
                numbers.append(current)
                current = 0
            }
        }
        guard let first = numbers.first else { return nil }
        let top = min(first / 40, 2)
        return ([top, first - top * 40] + numbers.dropFirst()).map(String.init).joined(separator: ".")
    }

    /// How many bits the number of an INTEGER has.
    var bitLength: Int {
        let bytes = content.drop { $0 == 0 }
        return bytes.isEmpty ? 0 : bytes.count * 8 - (bytes.first?.leadingZeroBitCount ?? 0)
    }

    /// The content of a BIT STRING as an element of its own, nil if it holds none.
    var wrapped: DER? {
        guard tag == Self.bitString, content.first == 0 else { return nil }
        var rest = content.dropFirst()
        return DER(&rest)
    }

    /// A character string of any of the old types.
    var text: String {
        // BMPString has two bytes a character; all others are read as UTF-8, of which ASCII is a part.
        guard tag == 0x1e else { return String(decoding: content, as: UTF8.self) }
        let bytes = Array(content)
        let units = stride(from: 0, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        return String(decoding: units, as: UTF16.self)
    }
}

/// Writes a marker for what varies from line to line: addresses, ids and numbers.
///
/// | marker | stands for |
/// |---|---|
/// | `<ip>` | an IPv4 or IPv6 address |
/// | `<uuid>` | 8-4-4-4-12 hexadecimal digits |
/// | `<hex>` | `0x` and hexadecimal digits, or at least 8 of them with both digits and letters |
/// | `<num>` | a number, with sign and decimals |
///
/// Only whole words are masked: what stands before and after is neither letter nor digit.
enum LogMask {
    static func apply(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            var output: [UInt8] = []
            output.reserveCapacity(bytes.count)
            var place = 0
            while place < bytes.count {
                if isStart(place, in: bytes), let (end, marker) = match(bytes, at: place) {
                    marker.withUTF8Buffer { output.append(contentsOf: $0) }
                    place = end
                } else {
                    output.append(bytes[place])
                    place += 1
                }
            }
            return String(decoding: output, as: UTF8.self)
        }
    }

    private static func isStart(_ place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        place == 0 || !isWord(bytes[place - 1])
    }

    private static func isEnd(_ place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        place == bytes.count || !isWord(bytes[place])
    }

    /// Letters beyond ASCII count as such.
    private static func isWord(_ byte: UInt8) -> Bool { LogBytes.isWord(byte) || byte >= 0x80 }

    private static func match(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> (end: Int, marker: StaticString)? {
        let first = bytes[place]
        guard LogBytes.isHex(first) || first == 0x2d || first == 0x2b || first == 0x3a else { return nil }
        if let end = ipv4(bytes, place) { return (end, "<ip>") }
        if let end = uuid(bytes, place) { return (end, "<uuid>") }
        if let end = ipv6(bytes, place) { return (end, "<ip>") }
        if let end = hex(bytes, place) { return (end, "<hex>") }
        if let end = number(bytes, place) { return (end, "<num>") }
        return nil
    }

    private static func run(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ isPart: (UInt8) -> Bool) -> Int {
        var end = start
        while end < bytes.count, isPart(bytes[end]) { end += 1 }
        return end
    }

    private static func ipv4(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
        var place = start
        for part in 0..<4 {
            let end = run(bytes, place, LogBytes.isDigit)
            guard (1...3).contains(end - place) else { return nil }
            place = end
            guard part < 3 else { break }
            guard place < bytes.count, bytes[place] == 0x2e else { return nil }
            place += 1
        }
        return isEnd(place, in: bytes) ? place : nil
    }

    private static func uuid(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
        var place = start
        for (index, length) in [8, 4, 4, 4, 12].enumerated() {
            if index > 0 {
                guard place < bytes.count, bytes[place] == 0x2d else { return nil }
                place += 1
            }
            let end = run(bytes, place, LogBytes.isHex)
            guard end - place == length else { return nil }
            place = end
        }
        return isEnd(place, in: bytes) ? place : nil
    }

    /// Groups of hexadecimal digits: eight, or fewer with one "::".
    private static func ipv6(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
        let end = run(bytes, start) { LogBytes.isHex($0) || $0 == 0x3a }
        guard end - start >= 2, end - start <= 39, isEnd(end, in: bytes) else { return nil }
        let groups = bytes[start..<end].split(separator: 0x3a, omittingEmptySubsequences: false)
        guard groups.allSatisfy({ $0.count <= 4 }) else { return nil }
        let gaps = groups.indices.dropFirst().dropLast().count { groups[$0].isEmpty }
        let isWhole = groups.count == 8 && !groups.contains { $0.isEmpty }
        let isShort = (3...8).contains(groups.count) && gaps == 1 && groups.contains { !$0.isEmpty }
        return isWhole || isShort ? end : nil
    }

    private static func hex(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
        let isPrefixed = start + 2 < bytes.count && bytes[start] == 0x30 && bytes[start + 1] | 0x20 == 0x78
        let digits = isPrefixed ? start + 2 : start
        let end = run(bytes, digits, LogBytes.isHex)
        guard isEnd(end, in: bytes) else { return nil }
        if isPrefixed { return end > digits ? end : nil }
        let word = bytes[digits..<end]
        return word.count >= 8 && word.contains(where: LogBytes.isDigit) && word.contains(where: LogBytes.isLetter)
            ? end : nil
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
        var place = start
        if bytes[place] == 0x2d || bytes[place] == 0x2b { place += 1 }
        let end = run(bytes, place, LogBytes.isDigit)
        guard end > place else { return nil }
        place = end
        if place + 1 < bytes.count, bytes[place] == 0x2e {
            let decimals = run(bytes, place + 1, LogBytes.isDigit)
            if decimals > place + 1, isEnd(decimals, in: bytes) { place = decimals }
        }
        return isEnd(place, in: bytes) ? place : nil
    }
}

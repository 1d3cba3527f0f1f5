/// Lines and columns of byte offsets.
///
/// A line ends with LF, CR LF or a lone CR.
enum SourceText {
    /// The byte offset at which each line starts.
    static func lineStarts(of source: UnsafeBufferPointer<UInt8>) -> [UInt32] {
        var starts: [UInt32] = [0]
        for index in source.indices where endsLine(index, in: source) { starts.append(UInt32(index + 1)) }
        return starts
    }

    /// 1-based line and column of `offset`, found by reading the text up to there.
    static func place(of offset: Int, in source: UnsafeBufferPointer<UInt8>) -> (line: Int, column: Int) {
        let end = min(offset, source.count)
        var line = 1
        var start = 0
        for index in 0..<end where endsLine(index, in: source) {
            line += 1
            start = index + 1
        }
        return (line, column(from: start, to: end, in: source))
    }

    /// 1-based column, in Unicode scalars, of the byte at `end` on the line that starts at `start`.
    static func column(from start: Int, to end: Int, in source: UnsafeBufferPointer<UInt8>) -> Int {
        scalarCount(from: start, to: end, in: source) + 1
    }

    /// Unicode scalars that begin in a range of bytes; none where the range ends before it begins.
    static func scalarCount(from start: Int, to end: Int, in source: UnsafeBufferPointer<UInt8>) -> Int {
        guard start < end else { return 0 }
        var count = 0
        for byte in source[start..<end] where byte & 0xC0 != 0x80 { count += 1 }
        return count
    }

    /// The line that starts at `start`, without its end; nil if it is too long to show a person.
    static func line(from start: Int, in source: UnsafeBufferPointer<UInt8>) -> String? {
        let tail = source[start...].prefix(1001)
        let end = tail.firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? tail.endIndex
        return end - start > 1000 ? nil : String(decoding: source[start..<end], as: UTF8.self)
    }

    private static func endsLine(_ index: Int, in source: UnsafeBufferPointer<UInt8>) -> Bool {
        switch source[index] {
        case UInt8(ascii: "\n"): true
        case UInt8(ascii: "\r"): index + 1 == source.count || source[index + 1] != UInt8(ascii: "\n")
        default: false
        }
    }
}

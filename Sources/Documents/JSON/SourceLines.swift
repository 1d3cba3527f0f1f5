/// Where each line of a text starts, so that many places in it can be named cheaply.
package struct SourceLines: Sendable {
    private let starts: [UInt32]
    /// Unicode scalars before each stretch of the text, so that a place far into a long line is found without reading
    /// all of the line: a file may be one line of megabytes.
    private let scalars: [UInt32]

    private static let stretch = 4096

    package init(_ source: UnsafeBufferPointer<UInt8>) {
        starts = SourceText.lineStarts(of: source)
        var scalars: [UInt32] = [0]
        scalars.reserveCapacity(source.count / Self.stretch + 1)
        for start in stride(from: Self.stretch, through: source.count, by: Self.stretch) {
            let count = SourceText.scalarCount(from: start - Self.stretch, to: start, in: source)
            scalars.append((scalars.last ?? 0) + UInt32(count))
        }
        self.scalars = scalars
    }

    /// The place of the byte at `offset`.
    package func location(of offset: Int, in source: UnsafeBufferPointer<UInt8>, file: String) -> SourceLocation {
        let line = index(of: offset)
        let before = scalarCount(before: Int(starts[line]), in: source)
        let column = scalarCount(before: min(offset, source.count), in: source) - before + 1
        return SourceLocation(file: file, line: line + 1, column: column)
    }

    private func scalarCount(before offset: Int, in source: UnsafeBufferPointer<UInt8>) -> Int {
        let stretch = offset / Self.stretch
        return Int(scalars[stretch])
            + SourceText.scalarCount(from: stretch * Self.stretch, to: offset, in: source)
    }

    /// The text of the line that holds `offset`; nil if it is over 1000 bytes long.
    package func line(of offset: Int, in source: UnsafeBufferPointer<UInt8>) -> String? {
        SourceText.line(from: Int(starts[index(of: offset)]), in: source)
    }

    /// 0-based line of `offset`: the last one that starts at or before it.
    private func index(of offset: Int) -> Int {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(starts[middle]) <= offset { low = middle } else { high = middle }
        }
        return low
    }
}

/// Where each line of a text starts, so that many places in it can be named cheaply.
package struct SourceLines: Sendable {
    private let starts: [UInt32]

    package init(_ source: UnsafeBufferPointer<UInt8>) {
        starts = SourceText.lineStarts(of: source)
    }

    /// The place of the byte at `offset`.
    package func location(of offset: Int, in source: UnsafeBufferPointer<UInt8>, file: String) -> SourceLocation {
        let line = index(of: offset)
        let column = SourceText.column(from: Int(starts[line]), to: min(offset, source.count), in: source)
        return SourceLocation(file: file, line: line + 1, column: column)
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

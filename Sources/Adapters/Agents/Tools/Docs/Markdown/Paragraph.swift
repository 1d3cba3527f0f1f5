/// Lines of Markdown that belong together, with the way back to the places they come from.
struct Paragraph {
    private(set) var bytes: [UInt8] = []
    /// Where each line begins: here, and in the document.
    private var lines: [(here: Int, there: Int)] = []

    var isEmpty: Bool { lines.isEmpty }

    /// Adds a line, or the part of it after its markers.
    mutating func add(_ line: ArraySlice<UInt8>) {
        if !lines.isEmpty { bytes.append(0x0a) }
        lines.append((bytes.count, line.startIndex))
        bytes += line
    }

    /// The place in the document of a place in `bytes`.
    func offset(of place: Int) -> Int {
        guard !lines.isEmpty else { return 0 }
        var (low, high) = (0, lines.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if lines[middle].here <= place { low = middle } else { high = middle }
        }
        return lines[low].there + place - lines[low].here
    }

    /// Drops the first bytes, up to a line's end.
    mutating func drop(_ count: Int) {
        bytes.removeFirst(min(count, bytes.count))
        lines = lines.map { ($0.here - count, $0.there) }.filter { $0.here >= 0 }
    }
}

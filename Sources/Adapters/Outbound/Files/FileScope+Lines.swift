/// How many lines of a file were read.
public struct LinesRead: Sendable, Equatable {
    public var lines = 0
    public var bytes = 0
    /// Lines of which only the first bytes were handed on.
    public var cutLines = 0
    /// Whether the file goes on: `atMost` was reached or the reader had enough.
    public var isPartial = false
}

extension FileScope {
    /// Reads a file line by line with little memory, however large it is.
    ///
    /// A line ends before "\n" or "\r\n", or at the end of the file; an empty rest is no line.
    /// - Parameters:
    ///   - longest: bytes of a line beyond it are dropped
    ///   - atMost: bytes of the file that are read
    ///   - body: gets each line in order, and answers whether it wants another
    public func lines(
        of path: String, longest: Int = 65_536, atMost: Int = .max, _ body: (ArraySlice<UInt8>) -> Bool
    ) async throws(FileError) -> LinesRead {
        try await Self.working { () async throws(FileError) in
            let file = try open(path)
            var cutter = LineCutter(longest: longest)
            var chunk = [UInt8](repeating: 0, count: OpenFile.chunk)
            while true {
                let count = try file.read(into: &chunk)
                let room = atMost - cutter.seen.bytes
                if count > room { cutter.seen.isPartial = true }
                if count == 0 || room == 0 {
                    _ = cutter.finish(body)
                    return cutter.seen
                }
                guard cutter.take(chunk[..<min(count, room)], body) else {
                    cutter.seen.isPartial = true
                    return cutter.seen
                }
            }
        }
    }
}

/// Cuts chunks of bytes into lines.
struct LineCutter {
    let longest: Int
    var seen = LinesRead()
    /// The start of a line whose end has not come yet.
    private var open: [UInt8] = []
    private var openIsCut = false

    init(longest: Int) { self.longest = longest }

    /// Hands on the lines that end in `chunk`; answers false when the reader wants no more.
    mutating func take(_ chunk: ArraySlice<UInt8>, _ body: (ArraySlice<UInt8>) -> Bool) -> Bool {
        var rest = chunk
        while let end = rest.firstIndex(of: 0x0A) {
            seen.bytes += end + 1 - rest.startIndex
            let line = rest[..<end]
            rest = rest[(end + 1)...]
            if open.isEmpty, line.count <= longest {
                guard hand(line, isCut: openIsCut, body) else { return false }
            } else {
                keep(line)
                guard hand(open[...], isCut: openIsCut, body) else { return false }
                open = []
            }
            openIsCut = false
        }
        seen.bytes += rest.count
        keep(rest)
        return true
    }

    /// Hands on what stands after the last line end.
    mutating func finish(_ body: (ArraySlice<UInt8>) -> Bool) -> Bool {
        guard !open.isEmpty else { return true }
        defer { open = [] }
        return hand(open[...], isCut: openIsCut, body)
    }

    private mutating func keep(_ part: ArraySlice<UInt8>) {
        let room = longest - open.count
        open += part.prefix(room)
        if part.count > room { openIsCut = true }
    }

    private mutating func hand(_ line: ArraySlice<UInt8>, isCut: Bool, _ body: (ArraySlice<UInt8>) -> Bool) -> Bool {
        seen.lines += 1
        if isCut { seen.cutLines += 1 }
        return body(!isCut && line.last == 0x0D ? line.dropLast() : line)
    }
}

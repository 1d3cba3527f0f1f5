/// Takes comments in the style of C out of a text.
struct CommentStripper {
    /// Whether "//" starts one too.
    let slashes: Bool

    /// A line that ends in a backslash is read on with the next; a block comment without an end is none.
    func strip(_ lines: [Line]) -> [Line] {
        var text: [UInt8] = []
        text.reserveCapacity(lines.reduce(0) { $0 + $1.count + 2 })
        for line in lines {
            text += line
            text.append(0x0A)
            // The end of a comment with slashes takes one line end with it, not the lines' own.
            if slashes, line.last != 0x5C { text.append(0x0A) }
        }
        return without(comments: text).split(separator: 0x0A, omittingEmptySubsequences: false)
    }

    private func without(comments text: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = []
        kept.reserveCapacity(text.count)
        var place = 0
        // Once no block ends any more, none is looked for: a text full of starts is read once.
        var blocksEnd = true
        while place < text.count {
            if slashes, text.starts(0x2F, 0x2F, at: place), let end = text[place...].firstIndex(of: 0x0A) {
                place = end + 1
            } else if blocksEnd, text.starts(0x2F, 0x2A, at: place) {
                let end = text.endOfBlock(from: place + 2)
                blocksEnd = end != nil
                place = end ?? place
            } else {
                kept.append(text[place])
                place += 1
            }
        }
        return kept
    }
}

extension [UInt8] {
    fileprivate func starts(_ first: UInt8, _ second: UInt8, at place: Int) -> Bool {
        self[place] == first && place + 1 < count && self[place + 1] == second
    }

    /// The place after the next "*/".
    fileprivate func endOfBlock(from start: Int) -> Int? {
        var place = start
        while place + 1 < count {
            if self[place] == 0x2A, self[place + 1] == 0x2F { return place + 2 }
            place += 1
        }
        return nil
    }
}

/// Turns strings in three quotes into block comments.
enum Docstrings {
    static func marked(_ lines: [Line]) -> [Line] {
        var isInside = false
        return lines.map { line in
            var out: [UInt8] = []
            var rest = line
            while let place = quotes(in: rest) {
                var before = rest[..<place]
                if !isInside, let last = before.last, last == 0x75 || last == 0x55 { before = before.dropLast() }
                out += before
                out += isInside ? [0x2A, 0x2F] : [0x2F, 0x2A]
                rest = rest[(place + 3)...]
                isInside.toggle()
            }
            return (out + rest)[...]
        }
    }

    /// Where three equal quotes stand next.
    private static func quotes(in line: Line) -> Int? {
        guard line.count >= 3 else { return nil }
        return (line.startIndex..<line.endIndex - 2).first { place in
            let quote = line[place]
            return (quote == 0x22 || quote == 0x27) && line[place + 1] == quote && line[place + 2] == quote
        }
    }
}

/// Takes the comment signs out of strings that end in one.
enum GlobStrings {
    static func opened(_ line: Line) -> Line {
        var line = line.last == 0x5C ? line.dropLast() + [0x20] : line
        for sign in ["/*\"", "/*'", "*/\"", "*/'"] { line = opened(line, at: Array(sign.utf8)) }
        return line
    }

    private static func opened(_ line: Line, at sign: [UInt8]) -> Line {
        var out: [UInt8] = []
        var rest = line
        while let end = rest.firstRange(of: sign), let quote = sign.last {
            if let start = rest[..<end.lowerBound].firstIndex(of: quote) {
                out += rest[..<start] + Array("\"xx\"".utf8)
            } else {
                out += rest[..<end.upperBound]
            }
            rest = rest[end.upperBound...]
        }
        return out.isEmpty ? line : (out + rest)[...]
    }
}

/// Takes comments of HTML out of lines.
struct MarkupComments {
    /// Whether what stands before a comment that goes on to the next line is kept.
    let keepsCode: Bool
    private static let start = Array("<!--".utf8)
    private static let end = Array("-->".utf8)

    func strip(_ lines: [Line]) -> [Line] {
        var isInside = false
        return lines.compactMap { line in
            var line = Self.withoutWhole(line)
            if line.isBlank { return nil }
            if isInside {
                guard let end = line.firstRange(of: Self.end) else { return nil }
                line = line[end.upperBound...]
                isInside = false
            }
            if line.isBlank { return nil }
            guard let start = line.firstRange(of: Self.start) else { return line }
            isInside = true
            let before = line[..<start.lowerBound]
            return before.isBlank || !keepsCode ? nil : before
        }
    }

    /// The line without the comments that begin and end on it.
    private static func withoutWhole(_ line: Line) -> Line {
        var out: [UInt8] = []
        var rest = line
        while let start = rest.firstRange(of: Self.start),
            let end = rest[start.upperBound...].firstRange(of: Self.end)
        {
            out += rest[..<start.lowerBound]
            rest = rest[end.upperBound...]
        }
        return out.isEmpty && rest.count == line.count ? line : (out + rest)[...]
    }
}

/// Cuts a Markdown document into what is read for links and what is not (CommonMark 0.31, section 4 and 5).
///
/// Code is left out. Of block quotes and lists the markers are passed over.
struct MarkdownBlocks {
    enum Block {
        case text(Paragraph)
        case heading(Paragraph)
        /// The bytes of an HTML block.
        case html(Range<Int>)
    }

    private enum State: Equatable {
        case open
        case fence(UInt8, Int)
        case html(start: Int, HTMLEnd)
    }

    private enum HTMLEnd: Equatable {
        case blank
        /// A line that holds this, in any case.
        case mark(String)
    }

    private let bytes: [UInt8]
    private var state = State.open
    private var paragraph = Paragraph()
    private var blocks: [Block] = []
    /// Columns at which the contents of the open list items begin.
    private var items: [Int] = []
    private var isAfterBlank = true

    static func read(_ bytes: [UInt8]) -> [Block] {
        var reader = MarkdownBlocks(bytes: bytes)
        var start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0a) ?? bytes.count
            let isCarriage = end > start && bytes[end - 1] == 0x0d
            reader.add(bytes[start..<(isCarriage ? end - 1 : end)])
            start = end + 1
        }
        reader.finish()
        return reader.blocks
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func add(_ line: ArraySlice<UInt8>) {
        switch state {
        case .fence(let mark, let length): endFence(line, mark, length)
        case .html(let start, let end): endHTML(line, start, end)
        case .open: addOpen(line)
        }
    }

    private mutating func addOpen(_ line: ArraySlice<UInt8>) {
        var rest = line
        guard !isBlank(rest) else {
            close()
            isAfterBlank = true
            return
        }
        let isCode = enter(&rest)
        defer { isAfterBlank = false }
        if isCode || isBlank(rest) { return }
        let text = rest.dropFirst(indent(of: rest))
        if let fence = Self.fence(text) {
            close()
            state = .fence(fence.mark, fence.length)
        } else if let end = htmlEnd(text) {
            close()
            state = .html(start: text.startIndex, end)
            endHTML(text, text.startIndex, end)
        } else if let heading = Self.heading(text) {
            close()
            var paragraph = Paragraph()
            paragraph.add(heading)
            blocks.append(.heading(paragraph))
        } else if !paragraph.isEmpty, Self.isUnderline(text) {
            blocks.append(.heading(paragraph))
            paragraph = Paragraph()
        } else {
            paragraph.add(text)
        }
    }

    /// Passes over quote and list markers; tells whether what is left is indented code.
    private mutating func enter(_ rest: inout ArraySlice<UInt8>) -> Bool {
        var column = 0
        var open = 0
        while true {
            let indent = indent(of: rest)
            // Inside an item, its indent belongs to it.
            if open < items.count, column + indent >= items[open] {
                rest = rest.dropFirst(items[open] - column)
                column = items[open]
                open += 1
                continue
            }
            if indent >= 4 {
                guard isAfterBlank || paragraph.isEmpty else { return false }
                close()
                return true
            }
            let text = rest.dropFirst(indent)
            if text.first == UInt8(ascii: ">") {
                if open < items.count { items.removeLast(items.count - open) }
                rest = text.dropFirst()
                column += indent + 1
                if rest.first == 0x20 {
                    rest = rest.dropFirst()
                    column += 1
                }
                // A quote counts its columns anew.
                if items.isEmpty { column = 0 }
            } else if let width = Self.marker(text) {
                if open < items.count { items.removeLast(items.count - open) }
                close()
                rest = text.dropFirst(width)
                column += indent + width
                items.append(column)
                open += 1
            } else {
                // A line further left ends the items, unless it goes on with their paragraph.
                if open < items.count, paragraph.isEmpty || isAfterBlank { items.removeLast(items.count - open) }
                return false
            }
            if isBlank(rest) { return false }
        }
    }

    /// The width of a list marker with the spaces after it: `- `, `* `, `+ `, `12. `, `12) `.
    private static func marker(_ text: ArraySlice<UInt8>) -> Int? {
        guard let first = text.first else { return nil }
        var width = 0
        if "-*+".utf8.contains(first) {
            if isRule(text, first) { return nil }
            width = 1
        } else {
            let digits = text.prefix(10).prefix(while: LogBytes.isDigit).count
            guard (1...9).contains(digits), let mark = text.dropFirst(digits).first, mark == 0x2e || mark == 0x29 else {
                return nil
            }
            width = digits + 1
        }
        let rest = text.dropFirst(width)
        if rest.isEmpty { return width }
        guard rest.first == 0x20 || rest.first == 0x09 else { return nil }
        let spaces = rest.prefix { $0 == 0x20 || $0 == 0x09 }.count
        return width + (spaces > 4 ? 1 : spaces)
    }

    /// `***`, `- - -`: a line across the page.
    private static func isRule(_ text: ArraySlice<UInt8>, _ mark: UInt8) -> Bool {
        let marks = text.filter { $0 != 0x20 && $0 != 0x09 }
        return marks.count >= 3 && marks.allSatisfy { $0 == mark }
    }

    private static func isUnderline(_ text: ArraySlice<UInt8>) -> Bool {
        guard let mark = text.first, mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-") else { return false }
        return text.drop { $0 == mark }.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }

    private static func heading(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let marks = text.prefix { $0 == UInt8(ascii: "#") }.count
        var rest = text.dropFirst(marks)
        guard (1...6).contains(marks), rest.isEmpty || rest.first == 0x20 || rest.first == 0x09 else { return nil }
        while let last = rest.last, last == 0x20 || last == 0x09 { rest = rest.dropLast() }
        let closing = rest.reversed().prefix { $0 == UInt8(ascii: "#") }.count
        let before = rest.dropLast(closing)
        if closing > 0, before.isEmpty || before.last == 0x20 || before.last == 0x09 { rest = before }
        while let last = rest.last, last == 0x20 || last == 0x09 { rest = rest.dropLast() }
        return rest.drop { $0 == 0x20 || $0 == 0x09 }
    }

    private static func fence(_ text: ArraySlice<UInt8>) -> (mark: UInt8, length: Int)? {
        guard let mark = text.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
        let length = text.prefix { $0 == mark }.count
        let isCode = mark == UInt8(ascii: "`") && text.dropFirst(length).contains(mark)
        return length >= 3 && !isCode ? (mark, length) : nil
    }

    private mutating func endFence(_ line: ArraySlice<UInt8>, _ mark: UInt8, _ length: Int) {
        let isMarker: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") }
        let text = line.drop(while: isMarker)
        let marks = text.prefix { $0 == mark }.count
        guard marks >= length, text.dropFirst(marks).allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else { return }
        state = .open
        isAfterBlank = true
    }

    /// How an HTML block that begins here ends; nil if none does (CommonMark section 4.6).
    private func htmlEnd(_ text: ArraySlice<UInt8>) -> HTMLEnd? {
        guard text.first == UInt8(ascii: "<") else { return nil }
        let head = String(decoding: text.prefix(24), as: UTF8.self).lowercased()
        if head.hasPrefix("<!--") { return .mark("-->") }
        if head.hasPrefix("<?") { return .mark("?>") }
        let name = head.dropFirst().drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
        guard !name.isEmpty, !head.dropFirst(1 + name.count).hasPrefix(":") else { return nil }
        if !head.hasPrefix("</"), ["pre", "script", "style", "textarea"].contains(name) { return .mark("</\(name)>") }
        if Self.blockNames.contains(String(name)) { return .blank }
        // Any other tag begins a block when it is alone on its line and interrupts nothing.
        let end = text.reversed().drop { $0 == 0x20 || $0 == 0x09 }.first
        let isAlone = end == UInt8(ascii: ">") && text.filter { $0 == UInt8(ascii: "<") }.count == 1
        return isAlone && paragraph.isEmpty && !head.contains("://") && !head.contains("@") ? .blank : nil
    }

    private mutating func endHTML(_ line: ArraySlice<UInt8>, _ start: Int, _ end: HTMLEnd) {
        let isLast =
            switch end {
            case .blank: isBlank(line)
            case .mark(let mark): String(decoding: line, as: UTF8.self).lowercased().contains(mark)
            }
        guard isLast else { return }
        blocks.append(.html(start..<line.endIndex))
        state = .open
        isAfterBlank = true
    }

    private mutating func close() {
        if !paragraph.isEmpty { blocks.append(.text(paragraph)) }
        paragraph = Paragraph()
    }

    private mutating func finish() {
        if case .html(let start, _) = state { blocks.append(.html(start..<bytes.count)) }
        close()
    }

    private func isBlank(_ line: ArraySlice<UInt8>) -> Bool { line.allSatisfy { $0 == 0x20 || $0 == 0x09 } }

    /// Columns of white space; a tab counts to the next multiple of four, and is one byte.
    private func indent(of line: ArraySlice<UInt8>) -> Int { line.prefix { $0 == 0x20 || $0 == 0x09 }.count }

    private static let blockNames: Set<String> = [
        "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col", "colgroup",
        "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
        "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "legend",
        "li", "link", "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param",
        "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
    ]
}

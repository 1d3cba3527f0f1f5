/// The templates of a log with what is known of each.
struct TemplateTable {
    struct Entry: Equatable {
        let example: String
        let firstLine: Int
        var lastLine: Int
        var errors: Int
    }

    struct Template: Equatable {
        let text: String
        let count: Int
        let entry: Entry
    }

    private var drain: Drain
    private var entries: [Entry] = []
    private(set) var lines = 0
    private(set) var empty = 0

    init(_ parameters: Drain.Parameters = .init()) { drain = Drain(parameters) }

    /// Lines of no template, because there were too many templates already.
    var overflow: Int { drain.overflow }

    var count: Int { entries.count }

    /// Adds a line: by what it says if it can be read, whole if not.
    mutating func add(_ line: ArraySlice<UInt8>, _ record: LogRecord?) {
        lines += 1
        let content = record?.content ?? String(decoding: line.prefix(LogRecord.longestText), as: UTF8.self)
        let words = Drain.words(of: LogMask.apply(content))
        guard !words.isEmpty else {
            empty += 1
            return
        }
        let isError = record?.isError == true
        guard let index = drain.add(words) else { return }
        if index == entries.count {
            let example = String(decoding: line.prefix(400), as: UTF8.self)
            entries.append(Entry(example: example, firstLine: lines, lastLine: lines, errors: isError ? 1 : 0))
        } else {
            entries[index].lastLine = lines
            entries[index].errors += isError ? 1 : 0
        }
    }

    /// All templates, the most frequent first; equals in the order in which they came up.
    var templates: [Template] {
        zip(drain.groups, entries).map { group, entry in
            Template(text: group.words.joined(separator: " "), count: group.count, entry: entry)
        }.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.map(\.element)
    }
}

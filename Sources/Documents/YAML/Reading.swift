import CLibYAML
import JSON

/// One reading of one file: events in, tape out, mistakes collected on the way.
struct Reading {
    let source: UnsafeBufferPointer<UInt8>
    let file: String
    let limits: YAMLLimits
    var builder: DocumentBuilder
    var cursor: SourceCursor
    var diagnostics = Diagnostics()
    var lines: SourceLines?
    /// The containers that are open, outermost first.
    var frames: [Frame] = []
    /// Tape index of each anchored node.
    var anchors: [String: Int] = [:]
    var aliasNodes = 0
    /// Open containers of a key that is being skipped.
    var skippedDepth = 0

    /// Where the reading stands in one open container.
    struct Frame {
        let isMapping: Bool
        /// Whether the next node is a key.
        var expectsKey: Bool
    }

    /// Thrown once the diagnostics hold the reason to stop.
    struct Halt: Error {}

    init(_ source: UnsafeBufferPointer<UInt8>, file: String, limits: YAMLLimits) {
        self.source = source
        self.file = file
        self.limits = limits
        builder = DocumentBuilder(file: file, source: source)
        cursor = SourceCursor(source)
    }

    /// The document, or every mistake found up to where reading had to stop.
    mutating func document() throws(Diagnostics) -> Document {
        do {
            try readEvents()
        } catch {
            throw Diagnostics(diagnostics.sorted)
        }
        if diagnostics.hasErrors { throw Diagnostics(diagnostics.sorted) }
        return builder.finish()
    }

    /// Likewise, with a document even if keys occur twice, as long as nothing else is wrong.
    mutating func documentWithRepeatedKeys() -> (document: Document?, mistakes: [Diagnostic]) {
        do { try readEvents() } catch { return (nil, diagnostics.sorted) }
        let isReadable = diagnostics.items.allSatisfy { $0.severity == .warning || $0.code == "yaml-duplicate-key" }
        return (isReadable ? builder.finish() : nil, diagnostics.sorted)
    }

    private mutating func readEvents() throws(Halt) {
        try checkLineBreaks()
        let stream = EventStream(source)
        var documents = 0
        while true {
            var event = yaml_event_t()
            guard stream.next(&event) else { throw syntaxError(stream.problem) }
            defer { yaml_event_delete(&event) }
            switch event.type {
            case YAML_DOCUMENT_START_EVENT:
                documents += 1
                if documents > 1 { throw secondDocument(event) }
            case YAML_STREAM_END_EVENT:
                if documents == 0 { throw emptyFile() }
                return
            default: try read(event)
            }
            try checkNodes(event)
        }
    }

    private mutating func read(_ event: yaml_event_t) throws(Halt) {
        if skippedDepth > 0 { return try skip(event) }
        switch event.type {
        case YAML_SCALAR_EVENT: try readScalar(event)
        case YAML_ALIAS_EVENT: try readAlias(event)
        case YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT: try begin(event)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: end()
        default: break
        }
    }

    /// Byte offset at which `event` starts.
    mutating func position(_ event: yaml_event_t) -> Int {
        cursor.offset(ofCharacter: Int(event.start_mark.index))
    }

    /// Whether the next node is a key.
    var expectsKey: Bool { frames.last?.expectsKey ?? false }

    /// Notes that a key or value is complete: in a mapping the other of the two follows.
    mutating func didReadNode() {
        guard let last = frames.indices.last, frames[last].isMapping else { return }
        frames[last].expectsKey.toggle()
    }
}

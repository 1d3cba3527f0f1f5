import CLibYAML

/// libyaml's parser over one text, asked for one event at a time.
///
/// Nothing is loaded ahead of the caller's limits.
struct EventStream: ~Copyable {
    /// On the heap: libyaml keeps a pointer to its own parser.
    private let parser: UnsafeMutablePointer<yaml_parser_t>

    /// The text must outlive the stream.
    init(_ source: UnsafeBufferPointer<UInt8>) {
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        // Fails only without memory; then the first event reports the error.
        guard yaml_parser_initialize(parser) == 1 else { return }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, source.baseAddress, source.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// Fills `event`, which the caller must delete; false if the text is wrong.
    func next(_ event: inout yaml_event_t) -> Bool {
        yaml_parser_parse(parser, &event) == 1
    }

    /// What libyaml says is wrong, after `next` gave false.
    var problem: SyntaxProblem {
        let state = parser.pointee
        return SyntaxProblem(
            problem: state.problem.map { String(cString: $0) } ?? "out of memory",
            context: state.context.map { String(cString: $0) } ?? "",
            mark: Int(state.problem_mark.index), contextMark: Int(state.context_mark.index),
            byte: state.error == YAML_READER_ERROR ? Int(state.problem_offset) : nil)
    }
}

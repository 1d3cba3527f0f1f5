import CLibYAML
import JSON

extension Reading {
    mutating func begin(_ event: yaml_event_t) throws(Halt) {
        let position = position(event)
        let isMapping = event.type == YAML_MAPPING_START_EVENT
        if expectsKey { return refuseKey(position) }
        guard frames.count < limits.depth else {
            throw tooDeep(at: position)
        }
        checkContainerTag(event, isMapping: isMapping, at: position)
        let anchor = isMapping ? event.data.mapping_start.anchor : event.data.sequence_start.anchor
        try remember(anchor, at: position)
        if isMapping { builder.beginObject(at: position) } else { builder.beginArray(at: position) }
        frames.append(Frame(isMapping: isMapping, expectsKey: isMapping))
    }

    mutating func end() {
        for name in builder.end() { reportRepeated(name) }
        frames.removeLast()
        didReadNode()
    }

    private mutating func reportRepeated(_ name: DocumentBuilder.RepeatedName) {
        let key = builder.string(at: name.second)
        let first = builder.position(of: name.first).map { location(of: $0).line }
        report(
            "yaml-duplicate-key", "the key \"\(key)\" occurs twice in this mapping",
            help: first.map { "it is first given on line \($0): remove or rename one of them" },
            at: builder.position(of: name.second) ?? 0)
    }

    /// A sequence or mapping as key: reported, and skipped so that reading can go on.
    private mutating func refuseKey(_ position: Int) {
        report("yaml-key", "a key must be a text, not a sequence or mapping", at: position)
        builder.append(string: Self.placeholder(position), at: position)
        skippedDepth = 1
    }

    mutating func skip(_ event: yaml_event_t) throws(Halt) {
        switch event.type {
        case YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT:
            skippedDepth += 1
            if frames.count + skippedDepth > limits.depth { throw tooDeep(at: position(event)) }
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: skippedDepth -= 1
        default: break
        }
        if skippedDepth == 0 { didReadNode() }
    }

    /// A name that no file can give, so that a refused key is never taken for a repeated one.
    static func placeholder(_ position: Int) -> [UInt8] { [0xFF] + Array(String(position).utf8) }

    private mutating func checkContainerTag(_ event: yaml_event_t, isMapping: Bool, at position: Int) {
        let tag = isMapping ? event.data.mapping_start.tag : event.data.sequence_start.tag
        guard let tag else { return }
        let expected = isMapping ? "map" : "seq"
        let name = String(cString: tag)
        guard name != Tag.prefix + expected, name != "!" else { return }
        reportTag(name, on: isMapping ? "a mapping" : "a sequence", at: position)
    }
}

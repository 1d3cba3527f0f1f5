import JSON

/// The text of an agents file, to name places inside its scalars.
struct AgentsSource: Sendable {
    let file: String
    private let bytes: [UInt8]
    private let lines: SourceLines

    /// The text as the YAML reader counts it: without a byte order mark.
    init(_ bytes: [UInt8], file: String) {
        self.file = file
        self.bytes = Array(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...])
        lines = self.bytes.withUnsafeBufferPointer { SourceLines($0) }
    }

    /// A diagnostic that points at the character inside the scalar `node` where `fault` is.
    func diagnostic(_ fault: ExpressionFault, in node: Node, path: String) -> Diagnostic {
        guard let start = node.offset, let text = node.string else {
            return Diagnostic(code: fault.code, fault.message, help: fault.help, at: node, pointer: path)
        }
        let offset = ScalarPlaces(bytes, at: start).offset(ofScalar: fault.offset, of: text) ?? start
        return bytes.withUnsafeBufferPointer { source in
            Diagnostic(
                code: fault.code, fault.message, help: fault.help,
                location: lines.location(of: offset, in: source, file: file),
                sourceLine: lines.line(of: offset, in: source), pointer: path)
        }
    }
}

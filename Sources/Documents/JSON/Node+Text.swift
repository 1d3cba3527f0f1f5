extension Node {
    /// The value as compact JSON text, numbers as they were written.
    public var jsonBytes: [UInt8] {
        var output: [UInt8] = []
        write(to: &output)
        return output
    }

    /// Appends the value as compact JSON text.
    public func write(to output: inout [UInt8]) {
        switch kind {
        case .null: output.append(contentsOf: "null".utf8)
        case .boolean: output.append(contentsOf: (bool == true ? "true" : "false").utf8)
        case .integer, .number: writeNumber(to: &output)
        case .string: _ = withUTF8 { JSONWriter.write(string: $0, to: &output) }
        case .array: writeElements(to: &output)
        case .object: writeMembers(to: &output)
        }
    }

    private func writeNumber(to output: inout [UInt8]) {
        if let range = numberTextRange {
            output.append(contentsOf: storage.bytes[range])
        } else if let int {
            output.append(contentsOf: String(int).utf8)
        }
    }

    private func writeElements(to output: inout [UInt8]) {
        output.append(UInt8(ascii: "["))
        var isFirst = true
        for element in elements {
            if !isFirst { output.append(UInt8(ascii: ",")) }
            isFirst = false
            element.write(to: &output)
        }
        output.append(UInt8(ascii: "]"))
    }

    private func writeMembers(to output: inout [UInt8]) {
        output.append(UInt8(ascii: "{"))
        var isFirst = true
        for (key, value) in members {
            if !isFirst { output.append(UInt8(ascii: ",")) }
            isFirst = false
            key.write(to: &output)
            output.append(UInt8(ascii: ":"))
            value.write(to: &output)
        }
        output.append(UInt8(ascii: "}"))
    }
}

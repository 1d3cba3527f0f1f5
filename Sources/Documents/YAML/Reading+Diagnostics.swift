import CLibYAML
import JSON

extension Reading {
    /// Mistakes collected before reading stops: a file with more was not meant as YAML.
    private static let enough = 100

    mutating func report(_ code: String, _ message: String, help: String? = nil, at offset: Int) {
        guard diagnostics.items.count < Self.enough else { return }
        diagnostics.append(diagnostic(code, message, help: help, at: offset))
    }

    mutating func halt(_ code: String, _ message: String, help: String? = nil, at offset: Int) -> Halt {
        diagnostics.append(diagnostic(code, message, help: help, at: offset))
        return Halt()
    }

    mutating func location(of offset: Int) -> SourceLocation {
        index().location(of: offset, in: source, file: file)
    }

    mutating func tooDeep(at offset: Int) -> Halt {
        halt("yaml-depth", "more than \(limits.depth) sequences and mappings inside each other", at: offset)
    }

    mutating func checkNodes(_ event: yaml_event_t) throws(Halt) {
        if builder.count > limits.nodes {
            throw halt("yaml-nodes", "more than \(limits.nodes) values and keys", at: position(event))
        }
    }

    mutating func syntaxError(_ problem: SyntaxProblem) -> Halt {
        let offset = place(of: problem)
        let character = String(decoding: source[offset...].prefix(4), as: UTF8.self).unicodeScalars.first
        if problem.byte != nil, character == "\u{FFFD}" {
            return halt("yaml-encoding", "the text is not UTF-8 here", help: "save the file as UTF-8", at: offset)
        }
        let before = source[..<offset].reversed().prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        let startsLine = before.allSatisfy { $0 == UInt8(ascii: " ") }
        let explanation = problem.explanation(at: character, startsLine: startsLine)
        return halt("yaml-syntax", explanation.message, help: explanation.help, at: offset)
    }

    /// Where a person would look for the cause.
    private mutating func place(of problem: SyntaxProblem) -> Int {
        if let byte = problem.byte { return min(byte, source.count) }
        let context = cursor.offset(ofCharacter: problem.contextMark)
        let mark = cursor.offset(ofCharacter: problem.mark)
        if problem.isBestShownAtContext { return context }
        let isAbove = problem.isBestShownAtContextAbove && location(of: context).line < location(of: mark).line
        return isAbove ? context : mark
    }

    /// YAML 1.1, and so libyaml, ends a line at these three; YAML 1.2 and every editor do not.
    mutating func checkLineBreaks() throws(Halt) {
        for index in source.indices where source[index] == 0xC2 || source[index] == 0xE2 {
            let tail = source[index...].prefix(3)
            guard
                tail.starts(with: [0xC2, 0x85]) || tail.elementsEqual([0xE2, 0x80, 0xA8])
                    || tail.elementsEqual([0xE2, 0x80, 0xA9])
            else { continue }
            throw halt(
                "yaml-line-break", "an invisible line break that readers of YAML disagree about",
                help: "remove it, or escape it in double quotes: \"\\u0085\", \"\\u2028\" or \"\\u2029\"", at: index)
        }
    }

    mutating func secondDocument(_ event: yaml_event_t) -> Halt {
        halt(
            "yaml-documents", "a second document starts here", help: "one document a file: put it in a file of its own",
            at: position(event))
    }

    mutating func emptyFile() -> Halt {
        halt("yaml-empty", "the file holds no document", at: 0)
    }

    private mutating func diagnostic(
        _ code: String, _ message: String, help: String?, at offset: Int
    ) -> Diagnostic {
        let lines = index()
        return Diagnostic(
            code: code, message, help: help, location: lines.location(of: offset, in: source, file: file),
            sourceLine: lines.line(of: offset, in: source))
    }

    private mutating func index() -> SourceLines {
        let found = lines ?? SourceLines(source)
        lines = found
        return found
    }
}

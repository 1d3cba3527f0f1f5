import Testing

/// One mistake planted in the correct file, and what must be said about it.
struct Mistake: CustomTestStringConvertible, Sendable {
    var old: String
    /// What stands in its place; each "▸" marks where a diagnostic must point, and is not part of the file.
    var new: String
    var messages: [String]

    init(_ old: String, _ new: String, _ messages: String...) {
        (self.old, self.new, self.messages) = (old, new, messages)
    }

    /// What to replace, and by what.
    struct Plant {
        var old: String
        var new: String

        init(_ old: String, _ new: String) { (self.old, self.new) = (old, new) }
    }

    var testDescription: String { messages.first ?? new }

    func check(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let marked = try Files.replacing(old, with: new)
        let expected = zip(Self.places(in: marked), messages).map { "\($0) \($1)" }
        #expect(expected.count == messages.count, "as many ▸ as messages", sourceLocation: sourceLocation)
        #expect(Files.diagnostics(marked.replacing("▸", with: "")) == expected, sourceLocation: sourceLocation)
    }

    /// "line:column" of every marker, both from 1, as if there were no markers.
    static func places(in text: String) -> [String] {
        var (line, column, places) = (1, 1, [String]())
        for scalar in text.unicodeScalars {
            switch scalar {
            case "▸": places.append("\(line):\(column)")
            case "\n": (line, column) = (line + 1, 1)
            default: column += 1
            }
        }
        return places
    }
}

import JSON

extension FuzzTarget {
    /// What is read can be written, and reads as the same; what is refused is refused at a place within the text.
    static let json = FuzzTarget("json") { bytes in
        do throws(JSONSyntaxError) {
            let document = try Document.json(bytes)
            let written = document.root.jsonBytes
            guard let again = try? Document.json(written) else { fatalError("what was written cannot be read") }
            demand(again.root.isEqual(to: document.root), "what was written reads as something else")
            let copy = try? Document.json(JSONValue(document.root).jsonBytes).root
            demand(copy?.isEqual(to: document.root) == true, "a copy has another value")
        } catch {
            demand((0...bytes.count).contains(error.offset), "the error is outside of the text")
        }
    }

    /// A pointer reads as it is written, and finds what it names.
    static let pointer = FuzzTarget("pointer") { bytes in
        let parts = bytes.parts(2)
        guard let pointer = JSONPointer(String(decoding: parts[0], as: UTF8.self)) else { return }
        demand(JSONPointer(pointer.description) == pointer, "a pointer reads as another one")
        guard let root = try? Document.json(parts[1]).root else { return }
        let steps = pointer.tokens.reduce(Node?.some(root)) { node, token in node?.at(JSONPointer(tokens: [token])) }
        demand((root.at(pointer) == nil) == (steps == nil), "one step at a time leads elsewhere")
    }
}

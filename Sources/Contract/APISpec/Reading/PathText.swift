/// The text of a path, as its author wrote it.
struct PathText {
    let text: String

    init(_ text: String) { self.text = text }

    /// The names in braces, wherever they stand in their segments; nil if a brace has no partner or no name.
    var names: [String]? {
        var names: [String] = []
        var rest = text[...]
        while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            guard rest[brace] == "{", let end = rest[brace...].firstIndex(of: "}") else { return nil }
            let name = rest[rest.index(after: brace)..<end]
            guard !name.isEmpty, !name.contains("{"), !name.contains("/") else { return nil }
            names.append(String(name))
            rest = rest[rest.index(after: end)...]
        }
        return names
    }

    /// Equal for texts that match the same requests, whatever their parameters are called; a fragment is never sent.
    var shape: String {
        var shape = ""
        var isName = false
        for character in text.prefix(while: { $0 != "#" }) {
            switch character {
            case "{":
                isName = true
                shape += "{}"
            case "}": isName = false
            default: if !isName { shape.append(character) }
            }
        }
        return shape
    }
}

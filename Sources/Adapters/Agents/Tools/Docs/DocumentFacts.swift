/// What a Markdown or HTML document refers to, and what in it can be referred to.
struct DocumentFacts: Equatable {
    struct Link: Equatable {
        enum Kind: String { case link, image }

        let kind: Kind
        /// Where it leads, as written but for escapes and character references.
        let target: String
        /// Byte offset in the document.
        let offset: Int
    }

    struct Mark: Equatable {
        let text: String
        let offset: Int
    }

    var links: [Link] = []
    /// The fragments that lead into this document.
    var anchors: Set<String> = []
    /// Every `id` in HTML, for those that occur twice.
    var ids: [Mark] = []
    /// `[text][label]` for which there is no `[label]: target`.
    var undefinedLabels: [Mark] = []

    mutating func add(_ tag: HTMLTags.Tag, at offset: Int) {
        if let id = tag.attributes["id"], !id.isEmpty {
            ids.append(Mark(text: id, offset: offset))
            anchors.insert(CharacterReferences.decoded(id))
        }
        if tag.name == "a", let name = tag.attributes["name"], !name.isEmpty {
            anchors.insert(CharacterReferences.decoded(name))
        }
        for (attribute, kind) in Self.attributes[tag.name] ?? [] {
            guard let target = tag.attributes[attribute] else { continue }
            let trimmed = CharacterReferences.decoded(target).trimmed
            links.append(Link(kind: kind, target: trimmed, offset: offset))
        }
    }

    /// Where HTML elements refer to others.
    private static let attributes: [String: [(String, Link.Kind)]] = [
        "a": [("href", .link)], "area": [("href", .link)], "link": [("href", .link)], "img": [("src", .image)],
        "script": [("src", .link)], "iframe": [("src", .link)], "video": [("src", .link), ("poster", .image)],
        "audio": [("src", .link)], "source": [("src", .link)], "track": [("src", .link)], "embed": [("src", .link)],
        "object": [("data", .link)], "input": [("src", .image)],
    ]
}

extension String {
    /// Without the white space of HTML around it.
    var trimmed: String {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
        return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    }
}

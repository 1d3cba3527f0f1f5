import JSON

/// The schemas that schemas follow; they are at hand without being among anybody's documents.
enum Metaschemas {
    /// The metaschema called `uri`, without fragment.
    static func document(_ uri: String) -> Document? { documents[uri] }

    private static let documents: [String: Document] = {
        var found: [String: Document] = [:]
        for text in draft202012 + draft7 {
            guard let name = try? Document.json(text.utf8).root["$id"]?.string,
                let uri = URIReference.split(name)?.resource,
                let document = try? Document.json(text.utf8, file: uri)
            else { continue }
            found[uri] = document
        }
        return found
    }()
}

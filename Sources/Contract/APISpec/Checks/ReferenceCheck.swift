import JSON

/// Every reference of a document of anybody's leads somewhere, within the folder of the document.
///
/// Names that schemas give themselves (`$id`, `$anchor`) are known to their compiler alone, which looks for those.
struct ReferenceCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        let set = specification.documents.set
        var sound: Set<Use> = []
        return set.documents.sorted { $0.key < $1.key }.flatMap { file, document in
            ReferenceScan(document).compactMap { reference -> Diagnostic? in
                guard let text = reference.string, !sound.contains(Use(file: file, text: text)) else { return nil }
                if set.resolve(text, from: reference) != nil {
                    sound.insert(Use(file: file, text: text))
                    return nil
                }
                return fault(of: text, at: reference, in: specification)
            }
        }
    }

    private struct Use: Hashable {
        let file: String
        let text: String
    }

    private func fault(of text: String, at reference: Node, in specification: Specification) -> Diagnostic? {
        let set = specification.documents.set
        switch ReferenceTarget(reference, below: specification.documents.root) {
        case .remote: return nil
        case .outside:
            return Diagnostic(
                code: "reference-outside", "\"\(text)\" leads out of the folder of the document",
                help: "copy the file into that folder, and refer to the copy", at: reference)
        case .file(let file) where set.documents[file] == nil:
            return Diagnostic(
                code: "reference-not-found", "there is no file \"\(file)\"",
                help: .didYouMean(
                    file.fileName, among: set.documents.keys.filter { $0 != reference.file }.map(\.fileName)),
                at: reference)
        case .here, .file:
            let fragment = text.drop { $0 != "#" }.dropFirst()
            guard fragment.isEmpty || fragment.hasPrefix("/") else { return nil }
            if let stop = blocker(of: text, at: reference, in: set) {
                return set.target(of: stop) == nil ? nil : detour(text, through: stop, at: reference)
            }
            return set.brokenReference(text, at: reference)
        }
    }

    /// The reference that ends the way to a node; if it is broken itself, that is the mistake.
    private func blocker(of text: String, at reference: Node, in set: DocumentSet) -> Node? {
        var way = text[...]
        while let slash = way.lastIndex(of: "/"), slash > way.startIndex {
            way = way[..<slash]
            guard !way.hasSuffix("#"), let stop = set.resolve(String(way), from: reference) else { continue }
            return stop["$ref"]?.string == nil ? nil : stop
        }
        return nil
    }

    /// RFC 6901, section 4: a pointer goes through the text as it stands.
    private func detour(_ text: String, through stop: Node, at reference: Node) -> Diagnostic {
        Diagnostic(
            code: "reference-not-found", "there is nothing at \"\(text)\": the way leads through another reference",
            help: stop["$ref"]?.string.map { "refer to what \"\($0)\" leads to" }, at: reference)
    }
}

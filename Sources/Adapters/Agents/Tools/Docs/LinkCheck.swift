/// Follows the links between the documents of a folder.
///
/// Paths are taken from the folder on, without a slash at the beginning.
struct LinkCheck {
    /// What is wrong with a link, or has to be asked elsewhere.
    struct Doubt: Equatable {
        enum Kind: Equatable {
            /// There is no such file among those known: path from the folder on; nil if it leads out of the folder.
            case missing(path: String?)
            /// The file is there, the place in it is not.
            case noAnchor(path: String, fragment: String)
        }

        let document: String
        let link: DocumentFacts.Link
        let kind: Kind
    }

    struct External: Equatable {
        let document: String
        let link: DocumentFacts.Link
        let url: String
    }

    /// By path.
    let documents: [String: DocumentFacts]
    private let files: Set<String>
    private let folders: Set<String>
    private(set) var doubts: [Doubt] = []
    private(set) var externals: [External] = []
    /// Links within the folder, and links that lead to no document (mailto and the like).
    private(set) var localCount = 0
    private(set) var otherCount = 0

    init(files: some Sequence<String>, documents: [String: DocumentFacts]) {
        self.documents = documents
        self.files = Set(files)
        var folders: Set<String> = [""]
        for file in self.files {
            var path = file[...]
            while let slash = path.lastIndex(of: "/") {
                path = path[..<slash]
                guard folders.insert(String(path)).inserted else { break }
            }
        }
        self.folders = folders
        for (path, facts) in documents.sorted(by: { $0.key < $1.key }) {
            for link in facts.links { follow(link, in: path) }
        }
    }

    private mutating func follow(_ link: DocumentFacts.Link, in document: String) {
        switch LinkTarget(link.target) {
        case .other: otherCount += 1
        case .external(let url): externals.append(External(document: document, link: link, url: url))
        case .local(let path, let fragment):
            localCount += 1
            if let kind = doubt(path, fragment, in: document) {
                doubts.append(Doubt(document: document, link: link, kind: kind))
            }
        }
    }

    private func doubt(_ path: String, _ fragment: String?, in document: String) -> Doubt.Kind? {
        guard !path.isEmpty else { return anchorDoubt(fragment, in: document) }
        guard let target = LinkTarget.resolved(path, from: document) else { return .missing(path: nil) }
        // A slash at the end asks for a folder.
        if files.contains(target), !path.hasSuffix("/") { return anchorDoubt(fragment, in: target) }
        guard folders.contains(target) else { return .missing(path: target) }
        let page = ["README.md", "index.md", "index.html"].map { target.isEmpty ? $0 : "\(target)/\($0)" }
            .first { documents[$0] != nil }
        return page.flatMap { anchorDoubt(fragment, in: $0) }
    }

    /// Nothing and "top" are the beginning of every page (HTML Standard section 7.4.6.4).
    private func anchorDoubt(_ fragment: String?, in document: String) -> Doubt.Kind? {
        guard let fragment, !fragment.isEmpty, fragment.lowercased() != "top", let facts = documents[document],
            !facts.anchors.contains(fragment), !fragment.hasPrefix(":~:")
        else { return nil }
        return .noAnchor(path: document, fragment: fragment)
    }

    /// The names that stand where a missing path looked for one, for a suggestion.
    func neighbours(of path: String) -> [String] {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        let here = files.union(folders).filter { $0.hasPrefix(folder) && $0.utf8.count > folder.utf8.count }
        return here.filter { !$0.dropFirst(folder.count).contains("/") }
    }
}

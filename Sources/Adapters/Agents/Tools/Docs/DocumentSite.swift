import JSON
import Outbound

/// The documents of a folder, read.
struct DocumentSite {
    let folder: TargetFolder
    let tree: FileTree
    private(set) var documents: [String: DocumentFacts] = [:]
    private(set) var lines: [String: LineStarts] = [:]
    /// Documents that could not be read or were too large.
    private(set) var unread = 0
    let check: LinkCheck

    /// Larger documents are not read.
    private static let documentBytes = 8 << 20

    /// Of a folder all documents, of one document that alone; its neighbours are known as files.
    static func read(_ path: String, _ walk: FileWalk, files: FileScope) async throws(ToolError)
        -> DocumentSite
    {
        let folder = try await TargetFolder.find(path, in: files)
        let tree = try await reportedFiles { () async throws(FileError) in
            try await files.tree(path, walk)
        }
        var documents: [String: DocumentFacts] = [:]
        var lines: [String: LineStarts] = [:]
        var unread = 0
        for entry in tree.files {
            guard let read = reader(of: entry.path) else { continue }
            guard let bytes = try? await files.read(entry, of: tree, limit: documentBytes) else {
                unread += 1
                continue
            }
            (documents[entry.path], lines[entry.path]) = await FileScope.working {
                (read(bytes), LineStarts(bytes))
            }
        }
        let (facts, paths) = (documents, tree.files.map(\.path))
        let check = await FileScope.working { LinkCheck(files: paths, documents: facts) }
        return DocumentSite(
            folder: folder, tree: tree, documents: documents, lines: lines,
            unread: unread, check: check)
    }

    private static func reader(of path: String) -> ((([UInt8]) -> DocumentFacts))? {
        let name = path.lowercased()
        if [".md", ".markdown"].contains(where: name.hasSuffix) { return MarkdownPage.facts }
        if [".html", ".htm", ".xhtml"].contains(where: name.hasSuffix) { return HTMLPage.facts }
        return nil
    }

    /// Whether what a link leads to is there although the walk did not see it.
    ///
    /// It may be in a hidden folder, beside the folder or behind a link. What may not be looked at is left in peace.
    func exists(_ doubt: LinkCheck.Doubt, in files: FileScope) async -> Bool {
        guard case .missing = doubt.kind, case .local(let path, _) = LinkTarget(doubt.link.target)
        else { return false }
        var names = tree.folder.names
        if !path.hasPrefix("/") {
            names += doubt.document.split(separator: "/").dropLast().map(String.init)
        }
        for name in path.split(separator: "/") where name != "." {
            if name == ".." { _ = names.popLast() } else { names.append(String(name)) }
        }
        do throws(FileError) {
            _ = try await files.read("/" + names.joined(separator: "/"), limit: 0)
            return true
        } catch {
            switch error {
            case .notFound, .invalid: return false
            default: return true
            }
        }
    }

    func summary(of check: LinkCheck) -> JSONObject {
        [
            "path": .string(folder.shown), "documents": .integer(documents.count),
            "links": [
                "local": .integer(check.localCount), "external": .integer(check.externals.count),
                "other": .integer(check.otherCount),
            ],
            "anchors": .integer(documents.values.reduce(0) { $0 + $1.anchors.count }),
            "unread": .integer(unread),
            "skipped": .integer(tree.skippedCount), "incomplete": JSONValue(tree.cutBy),
        ]
    }
}

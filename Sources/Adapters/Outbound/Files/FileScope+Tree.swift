extension FileScope {
    /// Lists the regular files below a folder; a path of a file gives a tree of that file.
    ///
    /// The list is the same whenever the disk is the same. What the policy denies is left out as if it were not there.
    public func tree(_ path: String, _ walk: FileWalk = FileWalk()) async throws(FileError) -> FileTree {
        try await Self.working { () async throws(FileError) in
            let found = try find(path)
            switch found.status.kind {
            case .folder: break
            case .file: return Self.tree(of: found)
            case .other(let kind): throw .wrongKind(path: path, reason: "it is \(kind)")
            case .link: throw .wrongKind(path: path, reason: "it is a link")
            }
            var walker = TreeWalker(walk, roots: FileRoots(policy), found: found)
            do {
                try walker.enter(found.place.reading(), at: [])
            } catch let failure as Descriptor.Failure {
                throw FileError(failure, path: path)
            } catch {
                throw .cancelled
            }
            return walker.tree
        }
    }

    private static func tree(of file: FileSearch.Found) -> FileTree {
        var tree = FileTree(folder: FilePath(names: Array(file.path.names.dropLast())))
        tree.files = [.init(path: file.path.names.last ?? "", bytes: file.status.bytes)]
        return tree
    }

    /// Reads a file of a tree; refuses it if it is no longer in an allowed place.
    public func read(_ entry: FileTree.Entry, of tree: FileTree, limit: Int) async throws(FileError) -> [UInt8] {
        try await read(tree.path(of: entry), limit: limit)
    }
}

/// One walk through a tree, depth first, folders open from the top down to here.
struct TreeWalker {
    let walk: FileWalk
    let roots: FileRoots
    /// The allowed place that the walk is in.
    let root: FilePath
    var tree: FileTree
    private var bytes = 0

    init(_ walk: FileWalk, roots: FileRoots, found: FileSearch.Found) {
        self.walk = walk
        self.roots = roots
        root = found.root
        tree = FileTree(folder: found.path)
    }

    /// Adds what is in an open folder; throws `Descriptor.Failure` if it cannot be listed, or `CancellationError`.
    mutating func enter(_ folder: Descriptor, at names: [String]) throws {
        let listing = try folder.names(limit: walk.files + 1)
        if !listing.isComplete { cut("more than \(walk.files) names in one folder") }
        for _ in 0..<listing.strange { skip(names + ["?"], .name) }
        for name in listing.names where tree.cutBy == nil {
            try Task.checkCancellation()
            let path = names + [name]
            guard roots.objection(to: tree.folder.appending(path), below: root) == nil else { continue }
            guard let status = try? folder.status(of: name) else { continue }
            switch status.kind {
            case .folder: try enter(name, in: folder, at: path)
            case .file: add(path, status.bytes)
            case .link: skip(path, .link)
            case .other: skip(path, .special)
            }
        }
    }

    private mutating func enter(_ name: String, in folder: Descriptor, at path: [String]) throws {
        if let reason = walk.objection(toFolder: name) { return skip(path, reason) }
        guard path.count <= walk.depth else { return skip(path, .tooDeep) }
        do {
            try enter(folder.folder(name), at: path)
        } catch is Descriptor.Failure {
            skip(path, .unreadable)
        }
    }

    private mutating func add(_ path: [String], _ size: Int) {
        guard size <= walk.fileBytes else { return skip(path, .tooLarge) }
        guard tree.files.count < walk.files else { return cut("more than \(walk.files) files") }
        guard bytes + size <= walk.totalBytes else { return cut("more than \(walk.totalBytes) bytes") }
        bytes += size
        tree.files.append(.init(path: path.joined(separator: "/"), bytes: size))
    }

    private mutating func skip(_ path: [String], _ reason: FileTree.Skipped.Reason) {
        tree.skippedCount += 1
        guard tree.skipped.count < FileWalk.mostSkipped else { return }
        tree.skipped.append(.init(path: path.joined(separator: "/"), reason: reason))
    }

    private mutating func cut(_ limit: String) { tree.cutBy = tree.cutBy ?? limit }
}

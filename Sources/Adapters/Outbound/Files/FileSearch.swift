/// Finds the place that a path names, one folder after the other, by open descriptors.
///
/// No name is looked at twice and no link is followed by the system, so that whoever changes links or folders in between
/// cannot lead out of the allowed places: what was checked is what is opened.
struct FileSearch {
    /// A place that may be read.
    struct Found {
        let place: Descriptor
        let path: FilePath
        let status: Descriptor.Status
        /// The allowed place it lies in.
        let root: FilePath
    }

    let roots: FileRoots
    /// The path as it was asked for, for messages.
    let shown: String
    private var links = 0
    /// As many links as Linux follows in one path.
    private static let mostLinks = 40

    init(_ roots: FileRoots, shown: String) {
        self.roots = roots
        self.shown = shown
    }

    /// Where the search stands: the folders from the allowed place down to here.
    private struct Position {
        let root: FileRoots.Root
        var names: [String] = []
        var places: [Descriptor] = []

        var here: Descriptor { places.last ?? root.place }
        var path: FilePath { root.real.appending(names) }

        mutating func enter(_ name: String, _ place: Descriptor) {
            names.append(name)
            places.append(place)
        }

        mutating func leave() {
            names.removeLast()
            places.removeLast()
        }
    }

    /// The place of `path`; throws `FileError`.
    mutating func find(_ path: FilePath) throws(FileError) -> Found {
        var (position, rest) = try start(path)
        try check(position)
        while let name = rest.popLast() {
            if name == ".." {
                try goUp(&position, &rest)
                continue
            }
            let place = try attempt { () throws(Descriptor.Failure) in try position.here.place(name) }
            let status = try attempt { () throws(Descriptor.Failure) in try place.status() }
            if status.kind == .link {
                try follow(place, &position, &rest)
            } else {
                position.enter(name, place)
                try check(position)
            }
        }
        let place = position.here
        let status = try attempt { () throws(Descriptor.Failure) in try place.status() }
        return Found(place: place, path: position.path, status: status, root: position.root.real)
    }

    /// The allowed place to begin at, and the names to go from there, the next one last.
    private func start(_ path: FilePath) throws(FileError) -> (Position, [String]) {
        if let (root, rest) = roots.start(for: path) { return (Position(root: root), rest.reversed()) }
        if roots.missing.contains(where: path.isInside) { throw .notFound(path: shown) }
        throw .notAllowed(path: shown, reason: "it is in no folder that files.allow names")
    }

    private func check(_ position: Position) throws(FileError) {
        guard let reason = roots.objection(to: position.path, below: position.root.real) else { return }
        throw .notAllowed(path: shown, reason: reason)
    }

    /// ".." of a link: the folder above, which may lie in another allowed place.
    private func goUp(_ position: inout Position, _ rest: inout [String]) throws(FileError) {
        guard position.names.isEmpty else { return position.leave() }
        let above = Self.path(from: Array(position.root.real.names.dropLast()), along: rest)
        (position, rest) = try start(above)
        try check(position)
    }

    /// Where the names lead from a folder, the next one last; each ".." takes one name away.
    private static func path(from folder: [String], along rest: [String]) -> FilePath {
        var names = folder
        for name in rest.reversed() {
            if name == ".." { _ = names.popLast() } else { names.append(name) }
        }
        return FilePath(names: names)
    }

    private mutating func follow(
        _ link: Descriptor, _ position: inout Position, _ rest: inout [String]
    ) throws(FileError) {
        links += 1
        guard links <= Self.mostLinks else {
            throw .wrongKind(path: shown, reason: "its links lead in a circle, or are too many")
        }
        guard let text = try attempt({ () throws(Descriptor.Failure) in try link.linkText() }) else {
            throw .wrongKind(path: shown, reason: "a link in it is not UTF-8")
        }
        rest += FilePath.parts(of: text).reversed()
        guard text.hasPrefix("/") else { return }
        (position, rest) = try start(Self.path(from: [], along: rest))
        try check(position)
    }

    /// Does what may fail, with the failure as a `FileError`.
    private func attempt<R>(_ body: () throws(Descriptor.Failure) -> R) throws(FileError) -> R {
        do {
            return try body()
        } catch {
            throw FileError(error, path: shown)
        }
    }
}

extension FileError {
    init(_ failure: Descriptor.Failure, path: String) {
        self = failure.isMissing ? .notFound(path: path) : .unreadable(path: path, reason: failure.reason)
    }
}

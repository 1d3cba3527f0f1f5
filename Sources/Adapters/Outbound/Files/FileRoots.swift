/// The rules of a policy with the places they stand for at this moment.
struct FileRoots {
    struct Root {
        /// As the operator wrote it.
        let written: FilePath
        /// Where that is, links followed.
        let real: FilePath
        let place: Descriptor
    }

    let roots: [Root]
    /// Allowed places that are not there.
    let missing: [FilePath]
    private let denied: [FilePath]

    init(_ policy: FilePolicy) {
        roots = policy.allow.compactMap(Self.root)
        let found = Set(roots.map(\.written))
        missing = policy.allow.filter { !found.contains($0) }
        denied = policy.deny.flatMap { path in [path] + (Self.root(path).map { [$0.real] } ?? []) }
    }

    private static func root(_ path: FilePath) -> Root? {
        guard let place = try? Descriptor(placeAt: path.description), let real = Self.real(place) else { return nil }
        return Root(written: path, real: real, place: place)
    }

    private static func real(_ place: Descriptor) -> FilePath? {
        guard let text = try? place.realPath() else { return nil }
        return try? FilePath(absolute: text)
    }

    /// The narrowest allowed place that `path` lies in, and the names from there to `path`.
    func start(for path: FilePath) -> (root: Root, rest: [String])? {
        var best: (root: Root, rest: [String])?
        for root in roots {
            for base in [root.written, root.real] where path.isInside(base) {
                let rest = Array(path.names.dropFirst(base.names.count))
                if best.map({ rest.count < $0.rest.count }) ?? true { best = (root, rest) }
            }
        }
        return best
    }

    /// Why a real place inside an allowed one may not be read all the same, nil if it may.
    func objection(to path: FilePath, below root: FilePath) -> String? {
        if denied.contains(where: path.isInside) { return "a deny rule matches it" }
        guard let special = FilePolicy.special.first(where: path.isInside), !root.isInside(special) else { return nil }
        return "\(special) is opened only by a rule inside it"
    }
}

import JSON

/// The paths that exist in one place of integrations.yaml.
struct PathRoots: Sendable {
    /// The members of each root; nil where any member may follow.
    private var roots: [String: [String]?]
    private let hidesCredentials: Bool

    /// `allowsCredentials` is false where a secret would be posted for others to read, or end up in a log of URLs.
    init(_ platform: Platform, allowsCredentials: Bool) {
        roots = DeliveryScope.members
        roots["settings"] = platform.settings.names
        if allowsCredentials { roots["credentials"] = platform.credentials.names }
        hidesCredentials = !allowsCredentials
    }

    /// The same with the item of a `$for_each`.
    func adding(_ name: String, members: [String]?) -> PathRoots {
        var roots = self
        roots.roots[name] = members
        return roots
    }

    /// What is wrong with a path, and how to mend it.
    func fault(in path: Path) -> (message: String, help: String?)? {
        if path.root == "credentials", hidesCredentials {
            return ("credentials may not stand here", "they belong into headers, auth and signature")
        }
        guard let members = roots[path.root] else {
            return ("unknown name \"\(path.root)\"", Self.help(path.root, among: roots.keys.sorted()))
        }
        guard let members, let member = path.members.first, !members.contains(member) else { return nil }
        return ("\(path.root) has no member \"\(member)\"", Self.help(member, among: members))
    }

    private static func help(_ word: String, among known: [String]) -> String {
        if let near = Suggestion.nearest(to: word, among: known) { return "did you mean \"\(near)\"?" }
        return known.isEmpty ? "there are none" : "known are \(known.joined(separator: ", "))"
    }
}

import APISpec
import JSON

/// An object that this run has made.
struct MadeObject {
    /// The path it was made at, filled in.
    var collection: String
    var owner: String
    var id: String
    /// What the creation answered.
    var body: JSONValue?
}

/// Ids for paths: made by an earlier request, found in a list, or shown in the specification.
extension Run {
    /// The operation's path with its parameters filled in; nil where that cannot be done.
    func path(of one: JudgedOperation, as identity: Identity?, fresh: Bool = false) async throws(Abort) -> String? {
        var path = ""
        for segment in one.operation.path.segments {
            switch segment {
            case .literal(let text): path += "/\(text)"
            case .parameter(let name):
                guard let id = try await id(name, in: path, for: one, as: identity, fresh: fresh) else { return nil }
                path += "/\(ParameterText.encoded(id))"
            case .mixed(let parts):
                let collection = path
                path += "/"
                for part in parts {
                    guard let name = part.name else {
                        path += part.text
                        continue
                    }
                    let known = try await id(name, in: collection, for: one, as: identity, fresh: fresh)
                    guard let known else { return nil }
                    path += ParameterText.encoded(known)
                }
            }
        }
        return path.isEmpty ? "/" : path
    }

    private func id(
        _ name: String, in collection: String, for one: JudgedOperation, as identity: Identity?, fresh: Bool
    ) async throws(Abort) -> String? {
        if let creator = operation("POST", at: collection), creator.bodies.contains(where: \.isJSON) {
            guard let identity, creator.allows(identity.role) else { return nil }
            let owner = identity.user.username
            if !fresh, let made = objects.first(where: { $0.collection == collection && $0.owner == owner }),
                one.takes(made.id, as: name)
            {
                return made.id
            }
            let made = try await make(creator, name, in: collection, as: identity)?.id
            // What a document of anybody's makes and what its path takes need not be one.
            if !spec.isAnybodys || made.map({ one.takes($0, as: name) }) == true { return made }
        }
        if let known = found[collection], one.takes(known, as: name) { return known }
        if let list = operation("GET", at: collection), let id = try await firstID(name, list, as: identity),
            one.takes(id, as: name)
        {
            found[collection] = id
            return id
        }
        let parameter = one.parameters.first { $0.name == name }
        let shown = parameter?.example?.stringValue
        return spec.isAnybodys ? parameter.flatMap(ParameterText.valid) : shown
    }

    /// The operation with this method and exactly this path, parameters filled in.
    func operation(_ method: String, at path: String) -> JudgedOperation? {
        spec.operations(at: path).first { $0.operation.method == method }
    }

    /// Makes an object with the first example, and remembers it.
    func make(
        _ creator: JudgedOperation, _ name: String, in collection: String, as identity: Identity
    ) async throws(Abort) -> MadeObject? {
        let base = base(of: creator, as: identity, path: collection)
        let ask = ask(creator, base, as: identity, "to have an object")
        guard let response = try await send(ask), 200..<300 ~= response.status else { return nil }
        return try await remember(response, name, in: collection, as: identity)
    }

    /// Keeps what a creation answered, so that it can be used and cleaned up.
    @discardableResult
    func remember(
        _ response: RawResponse, _ name: String, in collection: String, as identity: Identity
    ) async throws(Abort) -> MadeObject? {
        let root = response.json?.root
        let located = response["location"]?.split(separator: "/").last.map(String.init)
        guard let id = (root?[name] ?? root?["id"])?.string ?? located else { return nil }
        let made = MadeObject(
            collection: collection, owner: identity.user.username, id: id, body: root.map { JSONValue($0) })
        objects.append(made)
        let member = [name, "id"].first { root?[$0]?.string == id }
        trace.made(id, by: member.map { .member($0) } ?? .location)
        try await makeRoom(in: collection, of: identity)
        return made
    }

    /// Fills no more paths with the object at a path.
    func forget(_ path: String) { objects.removeAll { "\($0.collection)/\(ParameterText.encoded($0.id))" == path } }

    /// How many objects of one owner a run leaves in a collection that objects can be deleted from.
    private static let room = 20

    /// Deletes the oldest objects but one, the one all paths are filled with.
    private func makeRoom(in collection: String, of identity: Identity) async throws(Abort) {
        let owner = identity.user.username
        let own = objects.indices.filter { objects[$0].collection == collection && objects[$0].owner == owner }
        guard own.count > Self.room, let delete = deletion(of: objects[own[1]], as: identity) else { return }
        objects.remove(at: own[1])
        _ = try await send(delete)
    }

    private func deletion(of made: MadeObject, as identity: Identity) -> Ask? {
        let path = "\(made.collection)/\(ParameterText.encoded(made.id))"
        guard let one = operation("DELETE", at: path), one.allows(identity.role) else { return nil }
        return ask(one, base(of: one, as: identity, path: path), as: identity, "to make room")
    }

    private func firstID(_ name: String, _ list: JudgedOperation, as identity: Identity?) async throws(Abort) -> String?
    {
        let reader = identity.flatMap { list.allows($0.role) ? $0 : nil } ?? caller(of: list)
        let base = base(of: list, as: reader, path: list.operation.path.text)
        guard list.operation.path.parameterNames.isEmpty,
            let response = try await send(ask(list, base, as: reader, "to find an object")),
            let root = response.json?.root
        else { return nil }
        let items = root.kind == .array ? root : root.members.map(\.value).first { $0.kind == .array }
        let first = items?.elements.first { _ in true }
        return (first?[name] ?? first?["id"])?.string
    }

    /// Deletes or cancels what this run has made, where the specification has a way to.
    func cleanUp() async throws(Abort) {
        for made in objects.reversed() {
            guard let identity = identities.first(where: { $0.user.username == made.owner }) else { continue }
            let path = "\(made.collection)/\(ParameterText.encoded(made.id))"
            let way =
                operation("DELETE", at: path).map { ($0, path) }
                ?? operation("POST", at: "\(path)/cancel").map { ($0, "\(path)/cancel") }
            guard let (one, target) = way, one.allows(identity.role) else { continue }
            let base = base(of: one, as: identity, path: target)
            _ = try await send(ask(one, base, as: identity, "to clean up"))
        }
        objects = []
    }
}

import APISpec
import JSON

extension Run {
    /// The operation's path to an object that the identity has made; nil if it can make none.
    func ownPath(of one: JudgedOperation, as identity: Identity) async throws(Abort) -> String? {
        let owner = identity.user.username
        guard let path = try await path(of: one, as: identity),
            objects.contains(where: {
                $0.owner == owner && path.hasPrefix("\($0.collection)/\(ParameterText.encoded($0.id))")
            })
        else { return nil }
        return path
    }
}

extension JudgedOperation {
    /// `x-owner` of a parameter of the path.
    var ownerExceptions: [String]? {
        parameters.lazy.filter { $0.parameter.place == .path }.compactMap(\.ownerExceptions).first
    }

    var ownerLocation: SourceLocation? { parameters.lazy.compactMap { $0.node["x-owner"]?.location }.first }

    /// Whether its path is that of the list and one parameter more.
    func isItem(of list: JudgedOperation) -> Bool {
        let own = operation.path.segments
        return own.count == list.operation.path.segments.count + 1
            && Array(own.dropLast()) == list.operation.path.segments && isSafe
    }
}

import APISpec
import Access
import Gateway
import JSON
import JSONSchema

extension Call {
    /// The authenticated caller; an operation that the specification leaves open has none.
    func requireCaller() throws(Refusal) -> Caller {
        guard let caller else { throw ErrorMapping.callerRequired }
        return caller
    }

    /// The default that the specification declares for a member of the request body.
    func bodyDefault(_ member: String) -> JSONValue? {
        let schemas = (operation.body?.content ?? []).compactMap(\.schema)
        return schemas.lazy.compactMap { $0.memberDefaults[member] }.first.map { JSONValue($0) }
    }
}

extension Caller {
    /// Whether this caller may see what belongs to `owner`: their own things, or everything as an administrator.
    func maySee(_ owner: String) -> Bool { role == .admin || username == owner }
}

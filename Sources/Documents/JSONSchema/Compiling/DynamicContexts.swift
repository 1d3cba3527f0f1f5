import JSON

/// What dynamic anchors are bound to on the way to a schema: JSON Schema core section 8.2.3.2.
///
/// A name is bound by the outermost resource that has it, and stays bound from there on. So the way matters only
/// through these bindings, a schema is compiled once for each of the few that it is reached with, and `$dynamicRef` is
/// an ordinary reference when values are judged.
struct DynamicContexts {
    /// Context 0 binds nothing.
    private var bindings: [[String: Node]] = [[:]]
    private var indexOf: [[String: SchemaKey]: Int] = [[:]: 0]
    private var extended: [Extension: Int] = [:]

    private struct Extension: Hashable {
        let context: Int
        let resource: Int
    }

    subscript(_ context: Int) -> [String: Node] { bindings[context] }

    /// `context` with the anchors of `resource` bound where their names are free.
    mutating func adding(_ anchors: [(name: String, node: Node)], of resource: Int, to context: Int) -> Int {
        let key = Extension(context: context, resource: resource)
        if let known = extended[key] { return known }
        var bound = bindings[context]
        for anchor in anchors where bound[anchor.name] == nil { bound[anchor.name] = anchor.node }
        let index = index(of: bound)
        extended[key] = index
        return index
    }

    private mutating func index(of bound: [String: Node]) -> Int {
        let identity = bound.mapValues(SchemaKey.init)
        if let known = indexOf[identity] { return known }
        bindings.append(bound)
        indexOf[identity] = bindings.count - 1
        return bindings.count - 1
    }
}

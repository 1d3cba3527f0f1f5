import JSON
import JSONSchema

extension FuzzTarget {
    /// What is repaired fits its schema; holes and losses are places that there are.
    ///
    /// Input: the schema and the instance, divided by a line of "---".
    static let repair = FuzzTarget("repair") { bytes in
        let parts = bytes.parts(2)
        guard let node = try? Document.json(parts[0], file: "schema.json").root, let schema = compile(node),
            let instance = try? Document.json(parts[1]).root,
            let repair = schema.repair(of: instance, direction: .request)
        else { return }
        demand(!schema.accepts(instance, direction: .request), "a repair of what fits")
        let patched = try? repair.patch.applied(to: JSONValue(instance))
        demand(patched.map { schema.accepts(Document($0).root, direction: .request) } == true, "a repair that fails")
        demand(repair.holes.allSatisfy { patched?.value(at: $0) != nil }, "a hole that is not there")
        demand(repair.losses.allSatisfy { instance.at($0) != nil }, "a loss of nothing")
    }
}

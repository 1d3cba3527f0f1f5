import JSON

/// `propertyNames`: JSON Schema core section 10.3.2.4.
extension ProgramBuilder {
    mutating func compilePropertyNames(_ entry: SchemaEntry, in site: SchemaSite) {
        emit(.propertyNames(child(entry.value, of: entry, in: site)), for: entry, in: site)
    }
}

extension Evaluator {
    mutating func acceptsNames(_ value: Value, _ link: UnsafePointer<Link>) -> Bool {
        var name = value + 1
        for _ in 0..<value.pointee.low {
            guard accepts(name, link.pointee) else { return false }
            name += 1 + name[1].span
        }
        return true
    }
}

extension Explainer {
    /// A name's fault is reported at its member, and says that it concerns the name.
    mutating func explainNames(_ node: Node, _ target: Target, _ step: Step) {
        for (key, _) in node.members where !isFull {
            let faults = trial { $0.explain(key, at: key.string ?? "", target, of: step.program) }
            adopt(
                faults.map { fault in
                    var fault = fault
                    fault.message = "has a name that \(fault.message)"
                    return fault
                })
        }
    }
}

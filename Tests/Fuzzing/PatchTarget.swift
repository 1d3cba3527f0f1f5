import JSON

extension FuzzTarget {
    /// A patch reads as it is written; its operations one by one lead where all of them lead.
    ///
    /// Input: the patch and the value it is for, divided by a line of "---".
    static let patch = FuzzTarget("patch") { bytes in
        let parts = bytes.parts(2)
        guard let node = try? Document.json(parts[0]).root, let patch = try? JSONPatch(node) else { return }
        demand((try? JSONPatch(Document(patch.json).root)) == patch, "a patch reads as another one")
        guard let value = try? JSONValue(Document.json(parts[1]).root) else { return }
        // Each copy can double the value, which comparing has to go through.
        guard patch.operations.count(where: { $0.name == "copy" }) <= copies else { return }
        let patched = try? patch.applied(to: value)
        let stepwise = patch.operations.reduce(JSONValue?.some(value)) { value, operation in
            value.flatMap { try? JSONPatch([operation]).applied(to: $0) }
        }
        demand(patched == stepwise, "one operation at a time leads elsewhere")
    }

    private static let copies = 8
}

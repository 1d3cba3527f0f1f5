extension JSONPatch {
    /// Reads a patch document (RFC 6902 section 3): an array of objects.
    ///
    /// Members that an operation does not define are ignored (section 4).
    public init(_ node: Node) throws(JSONPatchError) {
        guard node.kind == .array else { throw JSONPatchError(operation: 0, message: "a patch must be an array") }
        var operations: [Operation] = []
        for (index, element) in node.elements.enumerated() {
            operations.append(try Operation(element, index))
        }
        self.init(operations)
    }
}

extension JSONPatch.Operation {
    fileprivate init(_ node: Node, _ index: Int) throws(JSONPatchError) {
        func wrong(_ message: String) -> JSONPatchError { JSONPatchError(operation: index, message: message) }
        func pointer(_ name: String) throws(JSONPatchError) -> JSONPointer {
            guard let text = node[name]?.string else { throw wrong("\"\(name)\" must be a string") }
            guard let pointer = JSONPointer(text) else { throw wrong("\"\(name)\" must be a JSON Pointer") }
            return pointer
        }
        func value() throws(JSONPatchError) -> JSONValue {
            guard let value = node["value"] else { throw wrong("\"value\" is missing") }
            return JSONValue(value)
        }
        guard node.kind == .object else { throw wrong("an operation must be an object") }
        guard let name = node["op"]?.string else { throw wrong("\"op\" must be a string") }
        switch name {
        case "add": self = .add(try pointer("path"), try value())
        case "remove": self = .remove(try pointer("path"))
        case "replace": self = .replace(try pointer("path"), try value())
        case "move": self = .move(from: try pointer("from"), to: try pointer("path"))
        case "copy": self = .copy(from: try pointer("from"), to: try pointer("path"))
        case "test": self = .test(try pointer("path"), try value())
        default: throw wrong("\"op\" must be add, remove, replace, move, copy or test")
        }
    }
}

extension JSONValue {
    /// JSON text for people: two spaces for each level, empty containers on one line.
    public var indentedText: String {
        var output = ""
        write(indentedTo: &output, indent: "")
        return output
    }

    private func write(indentedTo output: inout String, indent: String) {
        switch self {
        case .array(let elements) where !elements.isEmpty:
            output += "["
            for (index, element) in elements.enumerated() {
                output += (index == 0 ? "\n" : ",\n") + indent + "  "
                element.write(indentedTo: &output, indent: indent + "  ")
            }
            output += "\n\(indent)]"
        case .object(let object) where !object.isEmpty:
            output += "{"
            for (index, member) in object.enumerated() {
                output += (index == 0 ? "\n" : ",\n") + indent + "  " + JSONValue.string(member.key).jsonText + ": "
                member.value.write(indentedTo: &output, indent: indent + "  ")
            }
            output += "\n\(indent)}"
        default: output += jsonText
        }
    }
}

/// The name of a field with what stands in brackets behind it: "a[b][]" is base "a" with keys "b" and "".
struct FieldName {
    var base: String
    var keys: [String]

    /// A name whose brackets do not match is a base as a whole.
    init(_ name: String) {
        base = name
        keys = []
        guard let open = name.firstIndex(of: "["), open != name.startIndex, name.hasSuffix("]") else { return }
        var keys: [String] = []
        for part in name[open...].dropFirst().dropLast().split(on: "][") {
            if part.contains("[") || part.contains("]") { return }
            keys.append(String(part))
        }
        base = String(name[..<open])
        self.keys = keys
    }
}

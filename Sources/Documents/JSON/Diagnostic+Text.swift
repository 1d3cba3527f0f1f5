extension Diagnostic {
    /// The diagnostic as a terminal shows it: place, message, the source line with a caret, help.
    ///
    ///     spec/openapi.yaml:12:7: error: unknown key "summry" [unknown-key]
    ///        12 | summry: Create a task
    ///           | ^
    ///        help: did you mean "summary"?
    public var text: String {
        var lines = [headline]
        if let location, let sourceLine { lines += Self.excerpt(of: sourceLine, at: location) }
        if let help { lines.append("   help: \(help)") }
        if let also = otherPlaces { lines.append("   also: \(also)") }
        return lines.joined(separator: "\n")
    }

    /// The other places of the same mistake, the first of them by name: "12:7, 30:1 and 40 more"; nil if there are none.
    public var otherPlaces: String? {
        guard !otherLocations.isEmpty else { return nil }
        let named = otherLocations.prefix(Self.namedPlaces).map { place in
            place.file == location?.file ? "\(place.line):\(place.column)" : place.description
        }
        let rest = otherLocations.count - named.count
        return named.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }

    private static let namedPlaces = 4

    private var headline: String {
        let place = location.map { "\($0): " } ?? ""
        let inside = location == nil ? pointer.map { "\($0): " } ?? "" : ""
        return "\(place)\(inside)\(severity.rawValue): \(message) [\(code)]"
    }

    /// Columns shown around the caret when a line is too long for a terminal.
    private static let window = 100

    private static func excerpt(of line: String, at location: SourceLocation) -> [String] {
        var scalars = Array(line.unicodeScalars.map { $0 == "\t" ? " " : $0 })
        var caret = max(0, min(location.column - 1, scalars.count))
        let start = scalars.count > window ? max(0, min(caret - window / 2, scalars.count - window)) : 0
        scalars = Array(scalars[start..<min(scalars.count, start + window)])
        caret -= start
        let number = String(location.line)
        let gutter = String(repeating: " ", count: max(0, 5 - number.utf8.count))
        let margin = String(repeating: " ", count: gutter.utf8.count + number.utf8.count)
        return [
            "\(gutter)\(number) | \(String(String.UnicodeScalarView(scalars)))",
            "\(margin) | \(String(repeating: " ", count: caret))^",
        ]
    }
}

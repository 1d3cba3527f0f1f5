import APISpec

/// What a caller asks of the mock in Prefer fields (RFC 7240): `code=404`, `example=name`, `dynamic=true`.
struct Preferences: Sendable, Equatable {
    /// The status of the answer.
    var code: Int?
    /// The name of an example.
    var example: String?
    /// Another generated value each time.
    var dynamic = false

    /// Preferences that are not known, or not well formed, do not count (RFC 7240 section 2).
    init(_ fields: [String]) {
        // Commas divide preferences, semicolons their parameters; callers use either.
        for part in fields.flatMap({ MediaText.split($0.replacing(",", with: ";")) }) {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(MediaText.trimmed)
            let value = pair.count == 2 ? String(pair[1].filter { $0 != "\"" }) : ""
            switch pair.first?.lowercased() {
            case "code": code = code ?? Int(value).flatMap { (100...599).contains($0) ? $0 : nil }
            case "example": example = example ?? (value.isEmpty ? nil : value)
            case "dynamic": dynamic = value.isEmpty || value == "true"
            default: continue
            }
        }
    }

    /// The Preference-Applied field (RFC 7240 section 3); nil where nothing was asked.
    var applied: String? {
        let parts = [code.map { "code=\($0)" }, example.map { "example=\"\($0)\"" }, dynamic ? "dynamic=true" : nil]
        let known = parts.compactMap { $0 }
        return known.isEmpty ? nil : known.joined(separator: ", ")
    }
}

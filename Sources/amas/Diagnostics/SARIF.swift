import JSON

/// SARIF 2.1.0, the format that code-scanning services read.
enum SARIF {
    static func log(_ found: [Diagnostic]) -> JSONValue {
        let rules = Set(found.map(\.code)).sorted().map { code -> JSONValue in ["id": .string(code)] }
        return [
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                [
                    "tool": [
                        "driver": ["name": "amas", "version": .string(Version.text), "rules": .array(rules)]
                    ],
                    "results": .array(found.map(result)),
                ]
            ],
        ]
    }

    private static func result(_ one: Diagnostic) -> JSONValue {
        let message = [one.message, one.help, one.otherPlaces.map { "also: \($0)" }].compactMap(\.self).joined(
            separator: "\n")
        var object: JSONObject = [
            "ruleId": .string(one.code), "level": .string(one.severity.rawValue), "message": ["text": .string(message)],
        ]
        if !one.otherLocations.isEmpty { object["occurrenceCount"] = .integer(one.otherLocations.count + 1) }
        if let place = one.location { object["locations"] = [physical(place)] }
        if !one.otherLocations.isEmpty { object["relatedLocations"] = .array(one.otherLocations.map(physical)) }
        return .object(object)
    }

    private static func physical(_ place: SourceLocation) -> JSONValue {
        [
            "physicalLocation": [
                "artifactLocation": ["uri": .string(place.file)],
                "region": ["startLine": .integer(place.line), "startColumn": .integer(place.column)],
            ]
        ]
    }
}

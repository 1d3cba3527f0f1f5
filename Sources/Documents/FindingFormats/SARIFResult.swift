public import JSON

/// One finding of a SARIF log (SARIF 2.1.0 section 3.27).
public struct SARIFResult: Sendable {
    public enum Level: String, Sendable {
        case error, warning, note
    }

    public var rule: String
    public var level: Level
    public var message: String
    public var location: SourceLocation?
    /// Where else the same was found.
    public var otherLocations: [SourceLocation]
    /// What stays the same while lines move, so that services know a finding again.
    public var fingerprint: String?
    /// Why somebody has accepted it; nil if nobody has.
    public var acceptance: String?
    public var properties: JSONObject

    public init(
        rule: String, level: Level, message: String, location: SourceLocation?, otherLocations: [SourceLocation] = [],
        fingerprint: String? = nil, acceptance: String? = nil, properties: JSONObject = [:]
    ) {
        self.rule = rule
        self.level = level
        self.message = message
        self.location = location
        self.otherLocations = otherLocations
        self.fingerprint = fingerprint
        self.acceptance = acceptance
        self.properties = properties
    }

    var json: JSONValue {
        var object: JSONObject = [
            "ruleId": .string(rule), "level": .string(level.rawValue), "message": ["text": .string(message)],
        ]
        if let location { object["locations"] = [Self.physical(location)] }
        if !otherLocations.isEmpty {
            object["occurrenceCount"] = .integer(otherLocations.count + 1)
            object["relatedLocations"] = .array(otherLocations.map(Self.physical))
        }
        if let fingerprint { object["partialFingerprints"] = ["finding/v1": .string(fingerprint)] }
        if let acceptance {
            object["suppressions"] = [
                ["kind": "external", "status": "accepted", "justification": .string(acceptance)]
            ]
        }
        if !properties.isEmpty { object["properties"] = .object(properties) }
        return .object(object)
    }

    private static func physical(_ place: SourceLocation) -> JSONValue {
        [
            "physicalLocation": [
                "artifactLocation": ["uri": .string(PercentCoding.encoded(place.file, keeping: "/"))],
                "region": ["startLine": .integer(place.line), "startColumn": .integer(place.column)],
            ]
        ]
    }
}

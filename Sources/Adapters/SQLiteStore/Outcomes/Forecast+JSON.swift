import JSON
import Prediction

extension TaskForecast {
    /// As the column `prediction` of a task holds it.
    var json: JSONValue {
        [
            "success": .double(success), "seconds": .number(seconds), "quality": .number(quality),
            "agents": .array(agents.map(\.json)),
        ]
    }

    init?(_ json: JSONValue) {
        guard let success = json["success"]?.doubleValue, let agents = json["agents"]?.arrayValue else { return nil }
        self.init(
            success: success, seconds: json["seconds"]?.doubleValue, quality: json["quality"]?.doubleValue,
            agents: agents.compactMap(AgentForecast.init))
    }
}

extension AgentForecast {
    /// As the column `forecast` of an outcome holds it.
    var json: JSONValue {
        [
            "model": .string(model), "agent": .string(agent), "success": .double(success),
            "median": .number(duration?.median), "low": .number(duration?.range?.lowerBound),
            "high": .number(duration?.range?.upperBound), "quality": .number(quality),
            "outcomes": .integer(evidence.outcomes), "confidence": .double(evidence.confidence),
            "baseline": [
                "success": .double(baseline.success), "seconds": .number(baseline.seconds),
                "quality": .number(baseline.quality),
            ],
        ]
    }

    init?(_ json: JSONValue) {
        guard let model = json["model"]?.stringValue, let agent = json["agent"]?.stringValue,
            let success = json["success"]?.doubleValue, let constant = json["baseline"]?["success"]?.doubleValue
        else { return nil }
        self.init(
            model: model, agent: agent, success: success, duration: DurationForecast(json),
            quality: json["quality"]?.doubleValue,
            evidence: Evidence(
                outcomes: json["outcomes"]?.intValue ?? 0, confidence: json["confidence"]?.doubleValue ?? 0),
            baseline: Baseline(
                success: constant, seconds: json["baseline"]?["seconds"]?.doubleValue,
                quality: json["baseline"]?["quality"]?.doubleValue))
    }
}

extension DurationForecast {
    fileprivate init?(_ json: JSONValue) {
        guard let median = json["median"]?.doubleValue else { return nil }
        var range: ClosedRange<Double>?
        if let low = json["low"]?.doubleValue, let high = json["high"]?.doubleValue, low <= high { range = low...high }
        self.init(median: median, range: range)
    }
}

extension JSONValue {
    fileprivate static func number(_ value: Double?) -> JSONValue { value.map(JSONValue.double) ?? .null }
}

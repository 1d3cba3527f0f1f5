import JSON
import Prediction

extension TaskForecast {
    /// The forecast as `components/schemas/Prediction` of the specification describes it.
    var json: JSONValue {
        [
            "success_probability": .double(success),
            "estimated_duration": .number(seconds),
            "quality_score_prediction": .number(quality),
            "recommended_agents": .array(agents.map(\.json)),
        ]
    }

    /// The same with what it rests on.
    var jsonWithEvidence: JSONValue {
        var object = json
        object["evidence"] = evidence.json
        return object
    }

    /// The answer where nothing of the kind is known: these agents would work on it, and that is all.
    static func unknown(_ agents: [String]) -> JSONValue {
        let none = Evidence(outcomes: 0, confidence: 0).json
        return [
            "success_probability": .null, "estimated_duration": .null, "quality_score_prediction": .null,
            "recommended_agents": .array(
                agents.map { agent in
                    [
                        "agent_id": .string(agent), "success_probability": .null, "estimated_duration": .null,
                        "duration_range": .null, "quality_score_prediction": .null, "evidence": none,
                    ]
                }),
            "evidence": none,
        ]
    }
}

extension AgentForecast {
    fileprivate var json: JSONValue {
        [
            "agent_id": .string(agent),
            "success_probability": .double(success),
            "estimated_duration": .number(duration?.median),
            "duration_range": duration?.range.map { [.double($0.lowerBound), .double($0.upperBound)] } ?? .null,
            "quality_score_prediction": .number(quality),
            "evidence": evidence.json,
        ]
    }
}

extension Evidence {
    fileprivate var json: JSONValue { ["n": .integer(outcomes), "confidence": .double(confidence)] }
}

extension ModelReport {
    /// The report as `components/schemas/PredictionModel` of the specification describes it.
    var json: JSONValue {
        [
            "name": .string(model),
            "outcomes": .integer(outcomes),
            "success": [
                "scored": .integer(brier?.scored ?? 0),
                "brier": .number(brier?.errors.model),
                "log_loss": .number(logLoss?.errors.model),
                "baseline_brier": .number(brier?.errors.baseline),
                "baseline_log_loss": .number(logLoss?.errors.baseline),
            ],
            "duration": [
                "scored": .integer(duration?.scored ?? 0),
                "mae_ln": .number(duration?.errors.model),
                "baseline_mae_ln": .number(duration?.errors.baseline),
                "coverage": .number(coverage),
            ],
            "quality": [
                "scored": .integer(quality?.scored ?? 0),
                "mae": .number(quality?.errors.model),
                "baseline_mae": .number(quality?.errors.baseline),
            ],
        ]
    }
}

extension JSONValue {
    /// Null for what is not known.
    fileprivate static func number(_ value: Double?) -> JSONValue { value.map(JSONValue.double) ?? .null }
}

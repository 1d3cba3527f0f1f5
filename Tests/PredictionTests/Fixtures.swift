import Foundation
import TestSupport

@testable import Prediction

/// A run of agent `agent` on a task of type `type`.
func run(
    _ type: String = "scan", _ agent: String = "a", _ ending: Outcome.Ending = .completed, seconds: Double = 10,
    quality: Double? = nil, forecast: AgentForecast? = nil, number: Int64 = 0
) -> Outcome {
    Outcome(
        number: number, taskType: type, agent: agent, ending: ending, seconds: seconds, quality: quality,
        forecast: forecast)
}

extension ShrunkMeans {
    /// Has learned these, in their order.
    init(memory: Int = 100, _ outcomes: [Outcome]) {
        self.init(memory: memory)
        for outcome in outcomes { learn(outcome) }
    }

    func success(_ type: String = "scan", _ agent: String = "a") -> Double? { one(type, agent)?.success }

    func one(_ type: String = "scan", _ agent: String = "a") -> AgentForecast? {
        forecast(PredictionQuery(taskType: type, agents: [agent]))?.agents.first
    }
}

extension Double {
    /// Whether it is this close to the other.
    func isNear(_ other: Double, within distance: Double = 1e-9) -> Bool { abs(self - other) <= distance }
}

extension Optional<Double> {
    /// Whether it is there and this close to the other.
    func isNear(_ other: Double, within distance: Double = 1e-9) -> Bool {
        map { $0.isNear(other, within: distance) } ?? false
    }
}

extension Seeded {
    mutating func uniform() -> Double { Double.random(in: 0..<1, using: &self) }

    /// From the standard normal distribution (Box and Muller).
    mutating func normal() -> Double {
        (-2 * log(1 - uniform())).squareRoot() * cos(2 * Double.pi * uniform())
    }

    /// A run of one of a few types and agents, in any of the ways a run ends.
    mutating func anyRun(number: Int64 = 0) -> Outcome {
        let ending = [Outcome.Ending.completed, .completed, .failed, .timedOut].randomElement(using: &self)
        let quality = uniform()
        return run(
            ["scan", "count", "lint"].randomElement(using: &self) ?? "", uniform() < 0.5 ? "a" : "b",
            ending ?? .failed, seconds: exp(normal() * 2), quality: quality < 0.8 ? quality / 0.8 : nil, number: number)
    }
}

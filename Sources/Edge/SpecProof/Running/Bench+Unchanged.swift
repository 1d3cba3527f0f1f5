import ConformanceSuite
import JSON

extension Bench {
    /// What the selections find on a server that runs on the files as they are.
    nonisolated func unchanged(_ selections: [Selection], _ profile: Profile) async throws -> Outcome {
        guard let judge = judges[profile] else { return .unreadable }
        return try await judged(by: judge, serving: served[profile] ?? [:], selections)
    }

    /// Holds the files as they are against a server that runs on them: what is red now would make every line red.
    func checkUnchanged() async throws {
        let wide = Selection(
            without: ["contract.*", "latency.*", "rate.*", "codes.*", "vacuous.*", "deadline.*", "parity.*"],
            endsAtFirstFinding: true)
        for (profile, selection) in [(Profile.plain, RuleChoice.documents), (.wide, wide)] {
            switch try await unchanged([selection], profile) {
            case .red(let rule, let finding):
                throw CouldNotProve("the files as they are are not judged green: \(rule): \(finding)")
            case .refusedAtStart(let mistake):
                throw CouldNotProve("the server does not start on the files as they are: \(mistake)")
            case .green, .unreadable: continue
            }
        }
    }
}

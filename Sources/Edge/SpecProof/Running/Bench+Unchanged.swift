import ConformanceSuite
import JSON

extension Bench {
    /// Holds the files as they are against a server that runs on them: what is red now would make every line red.
    func checkUnchanged() async throws {
        for profile in [Profile.plain, .wide] {
            guard let judge = judges[profile] else { continue }
            let selection = Selection(
                without: ["contract.*", "latency.*", "rate.*", "codes.*", "vacuous.*"]
                    + (profile == .wide ? ["parity.*"] : ["live.*"]),
                endsAtFirstFinding: true)
            switch try await judged(by: judge, serving: served[profile] ?? [:], [selection]) {
            case .red(let rule, let finding):
                throw CouldNotProve("the files as they are are not judged green: \(rule): \(finding)")
            case .refusedAtStart(let mistake):
                throw CouldNotProve("the server does not start on the files as they are: \(mistake)")
            case .green, .unreadable: continue
            }
        }
    }
}

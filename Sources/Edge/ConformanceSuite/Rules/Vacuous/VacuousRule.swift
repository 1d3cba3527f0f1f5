/// Rules that the specification has something for, and that were held against nothing.
struct VacuousRule: Probe {
    static let rule = Rule(
        "vacuous.rule", "Every rule that the specification has something for was held against the server",
        basis: "this list of rules")

    func run(_ run: Run) async throws(Abort) {
        guard run.selection.isWhole, !run.spec.isAnybodys else {
            let why = run.spec.isAnybodys ? "the document is not of our format" : "only a part of the rules was run"
            return run.skip(Self.rule, "all rules", why, .nothingToStandOn)
        }
        for rule in Registry.rules where rule != Self.rule {
            run.check(Self.rule, rule.id)
            guard let why = run.ledger.idleReason(rule.id) else { continue }
            run.find(
                Finding(
                    rule: Self.rule.id, subject: rule.id, attempt: "every request of this run",
                    expected: "at least one check", got: why, spec: nil, curl: ""))
        }
    }
}

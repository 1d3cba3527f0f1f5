import APISpec
import SchemaInstances

/// Roles that nobody in the list of users has.
struct VacuousRole: Probe {
    static let rule = Rule(
        "vacuous.role", "Every role that the specification names has asked in this run", basis: "security, the users")

    func run(_ run: Run) async throws(Abort) {
        guard run.selection.isWhole else {
            return run.skip(Self.rule, "all roles", "only a part of the rules was run", .outOfTime)
        }
        let roles = run.spec.operations.flatMap { $0.roles ?? [] }.distinct
        if roles.isEmpty { run.skip(Self.rule, "the specification", "it names no roles", .nothingToStandOn) }
        for role in roles {
            run.check(Self.rule, role)
            if run.identities.contains(where: { $0.role == role }) { continue }
            run.find(
                Finding(
                    rule: Self.rule.id, subject: role, attempt: "every request of this run",
                    expected: "a user with the role \(role)", got: "none in the list of users",
                    spec: run.spec.operations.first { $0.roles?.contains(role) == true }?.location(of: "security"),
                    curl: ""))
        }
    }
}

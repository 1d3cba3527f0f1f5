import APISpec
import JSON

/// Which declared codes were seen; each that was not is a finding, unless the specification says why nobody can see it.
struct CodesProduced: Probe {
    static let rule = Rule(
        "codes.produced", "Every declared error code was produced in this run, or is declared as x-unprovoked",
        basis: "x-error-codes, x-unprovoked")

    func run(_ run: Run) async throws(Abort) {
        guard run.selection.isWhole else {
            return run.skip(Self.rule, "all operations", "only a part of the rules was run", .outOfTime)
        }
        for one in run.spec.operations {
            let seen = run.seenCodes[one.operation.id] ?? []
            for line in one.node["x-error-codes"].map({ Array($0.elements) }) ?? [] {
                guard let code = line.string else { continue }
                judge(code, line.location, isSeen: seen.contains(code), one, run)
            }
        }
    }

    private func judge(
        _ code: String, _ place: SourceLocation?, isSeen: Bool, _ one: JudgedOperation, _ run: Run
    ) {
        let subject = "\(one.title) \(code)"
        if !isSeen, let why = run.spec.errors?[code]?["x-unprovoked"]?.string {
            return run.skip(Self.rule, subject, why, .nothingToStandOn)
        }
        if !isSeen, code == "PERMISSION_DENIED", let why = run.spec.everybodyMay(call: one) {
            return run.skip(Self.rule, subject, why, .nothingToStandOn)
        }
        run.check(Self.rule, subject)
        if isSeen { return }
        run.find(
            Finding(
                rule: Self.rule.id, subject: subject, attempt: "every request of this run", expected: code,
                got: "other answers only", spec: place ?? one.location, curl: ""))
    }
}

extension JudgedSpec {
    /// Why no role is refused: the operation lists every one that the specification knows; nil where it does not.
    func everybodyMay(call one: JudgedOperation) -> String? {
        let known = Set(operations.flatMap { $0.roles ?? [] })
        return known.allSatisfy(one.allows) ? "it lists every role that there is" : nil
    }
}

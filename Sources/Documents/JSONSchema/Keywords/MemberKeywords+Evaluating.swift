import JSON

extension Evaluator {
    mutating func acceptsMembers(_ node: Node, _ rules: MemberRules, of program: Program) -> Bool {
        var missing = rules.requiredCount(in: direction)
        if node.count < missing { return false }
        for (key, value) in node.members {
            let check = rules.check(for: key)
            if let check {
                if check.access.isClosed(in: direction) { return false }
                if check.isRequired(in: direction) { missing -= 1 }
                if let target = check.target, !accepts(value, target, of: program) { return false }
            }
            guard check?.target == nil || !rules.patterns.isEmpty else { continue }
            guard acceptsUnnamed(key, value, isNamed: check?.target != nil, rules, of: program) else { return false }
        }
        return missing == 0
    }

    /// Judges a member by the patterns its name matches, or by the rule for the rest.
    private mutating func acceptsUnnamed(
        _ key: Node, _ value: Node, isNamed: Bool, _ rules: MemberRules, of program: Program
    ) -> Bool {
        var isKnown = isNamed
        for (pattern, target) in rules.patterns where matches(key, program.tables.patterns[pattern]) {
            isKnown = true
            guard accepts(value, target, of: program) else { return false }
        }
        if isKnown { return halt == nil }
        if rules.isClosed || halt != nil { return false }
        return rules.rest.map { accepts(value, $0, of: program) } ?? true
    }
}

extension Explainer {
    mutating func explainMembers(_ node: Node, _ rules: MemberRules, _ step: Step) {
        guard node.kind == .object else { return }
        reportMissing(node, rules)
        for (key, value) in node.members {
            if isFull { return }
            explainMember(key, value, of: node, rules, step)
        }
    }

    private mutating func reportMissing(_ node: Node, _ rules: MemberRules) {
        guard let place = rules.required else { return }
        for rule in rules.rules where rule.check.isRequired(in: evaluator.direction) && node[rule.name] == nil {
            report("is missing required member \"\(rule.name)\"", as: .required, at: place)
        }
    }

    private mutating func explainMember(
        _ key: Node, _ value: Node, of node: Node, _ rules: MemberRules, _ step: Step
    ) {
        let name = key.string ?? ""
        let rule = rules.index(of: key).map { rules.rules[$0] }
        if let rule, rule.check.access.isClosed(in: evaluator.direction) {
            reportClosed(rule)
            return
        }
        if let target = rule?.check.target { explain(value, at: name, target, of: step.program) }
        var isKnown = rule?.check.target != nil
        for (pattern, target) in rules.patterns where evaluator.matches(key, step.program.tables.patterns[pattern]) {
            isKnown = true
            explain(value, at: name, target, of: step.program)
        }
        if isKnown || evaluator.halt != nil { return }
        if rules.isClosed, let place = rules.closing {
            reportUnknown(name, in: node, rules, at: place)
        } else if let target = rules.rest {
            explain(value, at: name, target, of: step.program)
        }
    }

    private mutating func reportClosed(_ rule: MemberRule) {
        if evaluator.direction == .request {
            report("is read-only: leave it out of requests", as: .readOnly, at: rule.place, token: rule.name)
        } else {
            report("is write-only: it must not be in an answer", as: .writeOnly, at: rule.place, token: rule.name)
        }
    }

    /// Names the member that may have been meant among those that are not there.
    private mutating func reportUnknown(_ name: String, in node: Node, _ rules: MemberRules, at place: Node) {
        let present = Set(node.members.compactMap { rules.index(of: $0.key) })
        let absent = rules.rules.enumerated().filter { index, rule in
            let check = rule.check
            return check.target != nil && !check.access.isClosed(in: evaluator.direction) && !present.contains(index)
        }
        let message = unknownMember(name, among: absent.map(\.element.name))
        report(message, as: .additionalProperties, at: place, token: name)
    }

    func unknownMember(_ name: String, among known: [String]) -> String {
        let nearest = Suggestion.nearest(to: name, among: known)
        return "unknown member \"\(name)\"" + (nearest.map { "; did you mean \"\($0)\"?" } ?? "")
    }
}

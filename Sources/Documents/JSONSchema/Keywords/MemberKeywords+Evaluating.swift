import JSON

extension Evaluator {
    mutating func acceptsMembers(_ value: Value, _ code: UnsafePointer<MemberCode>) -> Bool {
        var missing = code.pointee.required(in: direction)
        let count = Int(value.pointee.low)
        if count < missing { return false }
        if code.pointee.hasRestAlone { return acceptsRest(value, code) }
        var name = value + 1
        for _ in 0..<count {
            let member = name + 1
            let index = code.pointee.names.find(key(name))
            var isKnown = false
            if index >= 0 {
                let check = code.pointee.checks + index
                guard accepts(member, check, &missing) else { return false }
                isKnown = check.pointee.isDescribed
            }
            if !isKnown || code.pointee.patternCount > 0 {
                guard acceptsUnnamed(name, isNamed: isKnown, code) else { return false }
            }
            name = member + member.pointee.span
        }
        return missing == 0
    }

    /// Judges members whose names are of no interest.
    private mutating func acceptsRest(_ value: Value, _ code: UnsafePointer<MemberCode>) -> Bool {
        let link = code.pointee.rest
        var member = value + 2
        for _ in 0..<value.pointee.low {
            guard accepts(member, link) else { return false }
            member += 1 + member.pointee.span
        }
        return true
    }

    /// Judges a member that the schema names, and counts it off if it must be there.
    @inline(__always)
    private mutating func accepts(_ member: Value, _ check: UnsafePointer<CheckCode>, _ missing: inout Int) -> Bool {
        if check.pointee.isRequired { missing -= 1 }
        if direction != .none, check.pointee.access.isClosed(in: direction) { return false }
        return accepts(member, check.pointee.link)
    }

    /// Judges a member by the patterns its name matches, or by the rule for the rest.
    private mutating func acceptsUnnamed(_ name: Value, isNamed: Bool, _ code: UnsafePointer<MemberCode>) -> Bool {
        var isKnown = isNamed
        for index in 0..<code.pointee.patternCount where matches(name, code.pointee.patterns[index].pattern) {
            isKnown = true
            guard accepts(name + 1, code.pointee.patterns[index].link) else { return false }
        }
        if isKnown { return halt == nil }
        if code.pointee.isClosed || halt != nil { return false }
        return accepts(name + 1, code.pointee.rest)
    }

    /// Whether the member name at `node` matches.
    mutating func matches(_ name: Node, _ pattern: Int, of program: Program) -> Bool {
        withUnsafePointer(to: program.tables.patterns[pattern]) { matches(tape.entry(of: name), $0) }
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
        for (pattern, target) in rules.patterns where evaluator.matches(key, pattern, of: step.program) {
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

import APISpec
import JSON
import SchemaInstances

/// Figures are those of what can be counted: so many in each state as the list says.
struct AgreementCounts: Probe {
    static let rule = Rule(
        "agreement.counts", "Figures by state are the totals of the list that is asked for each state",
        basis: "responses of the operations")

    private static let tries = 3

    func run(_ run: Run) async throws(Abort) {
        var isFound = false
        for figures in run.spec.operations where figures.isSafe && figures.operation.path.parameterNames.isEmpty {
            for (member, states) in Self.tables(figures) {
                guard let (list, parameter) = Self.list(by: states, run), let reader = Self.reader(list, figures, run)
                else { continue }
                isFound = true
                try await compare(figures, member, states, list, parameter, as: reader, run)
            }
        }
        if !isFound {
            run.skip(
                Self.rule, "figures", "no answer has a member for each state that a list can be asked for",
                .nothingToStandOn)
        }
    }

    /// Members of an answer that are objects with a whole number for each of several names, and those names.
    private static func tables(_ one: JudgedOperation) -> [(String, Set<String>)] {
        guard let schema = one.successes.compactMap(\.jsonSchema).first else { return [] }
        return schema.properties.compactMap { name, member in
            let inner = member.properties
            if inner.isEmpty, let names = member["propertyNames"].flatMap({ SchemaView($0, member.library).words }),
                member.rest?.mainType == "integer"
            {
                return (name, Set(names.compactMap(\.stringValue)))
            }
            guard inner.count > 1, inner.allSatisfy({ $0.schema.mainType == "integer" }) else { return nil }
            return (name, Set(inner.map(\.name)))
        }
    }

    /// A list that can be counted, and its parameter that takes exactly these words.
    private static func list(by states: Set<String>, _ run: Run) -> (JudgedOperation, JudgedParameter)? {
        for one in run.spec.operations where one.pagination != nil && one.operation.path.parameterNames.isEmpty {
            let words = { (schema: SchemaView) in
                Set((schema.words ?? schema.items?.words ?? []).compactMap(\.stringValue))
            }
            if let found = one.parameters.first(where: { $0.parameter.place == .query && words($0.schema) == states }) {
                return (one, found)
            }
        }
        return nil
    }

    /// Somebody who sees everybody's.
    private static func reader(_ list: JudgedOperation, _ figures: JudgedOperation, _ run: Run) -> Identity? {
        let exceptions = run.spec.operations.filter { $0.operation.path.text.hasPrefix(list.operation.path.text) }
            .compactMap(\.ownerExceptions).first
        return run.identities.first { one in
            list.allows(one.role) && figures.allows(one.role) && (exceptions?.contains(one.role) ?? true)
        }
    }

    private func compare(
        _ figures: JudgedOperation, _ member: String, _ states: Set<String>, _ list: JudgedOperation,
        _ parameter: JudgedParameter,
        as reader: Identity, _ run: Run
    ) async throws(Abort) {
        let ask = run.ask(
            figures, run.base(of: figures, as: reader, path: figures.operation.path.text), as: reader, "\"\(member)\"")
        for _ in 0..<Self.tries {
            guard let before = try await run.send(ask)?.json?.root[member] else { return }
            var totals: [(String, Int)] = []
            for state in states.sorted() {
                guard let pages = list.pagination else { return }
                let walk = PageWalk(list: list, pages: pages, identity: reader, path: list.operation.path.text)
                let query = [parameter.name: state]
                guard let all = try await walk.walk(run, "to count", limit: walk.most, query), all.isWhole else {
                    return
                }
                totals.append((state, all.total ?? all.items.count))
            }
            guard let after = try await run.send(ask)?.json?.root[member], before.isEqual(to: after) else { continue }
            run.check(Self.rule, ask)
            for (state, total) in totals where before[state]?.int != total {
                run.fail(
                    Self.rule, ask,
                    expected: "\"\(state)\": \(total), as \(list.title)?\(parameter.name)=\(state) counts",
                    got: before[state].map { JSONValue($0).jsonText } ?? "nothing")
            }
            return
        }
        run.doubt(Self.rule, figures.title, "the figures changed each time they were read")
    }
}

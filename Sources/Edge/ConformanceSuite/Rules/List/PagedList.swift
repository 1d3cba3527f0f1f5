import APISpec
import JSON
import SchemaInstances

/// A list that comes in pages: a parameter takes the member `next_...` of the page before it.
struct PagedList {
    let operation: JudgedOperation
    let cursor: JudgedParameter
    let limit: JudgedParameter?
    let reader: Identity
    /// More pages are no list but a circle.
    private static let most = 300

    /// Those that somebody can read, and whose path needs no object.
    static func all(_ run: Run) -> [PagedList] {
        run.spec.operations.compactMap { one in
            guard one.operation.method == "GET", one.operation.path.parameterNames.isEmpty, !run.spec.isAnybodys,
                let schema = one.successes.compactMap(\.jsonSchema).first,
                let cursor = one.parameters.first(where: { schema.property("next_\($0.name)") != nil }),
                let reader = run.caller(of: one)
            else { return nil }
            let limit = one.parameters.first { $0.name == "limit" && $0.schema.mainType == "integer" }
            return PagedList(operation: one, cursor: cursor, limit: limit, reader: reader)
        }
    }

    var creator: (JudgedSpec) -> JudgedOperation? {
        { spec in spec.operations(at: operation.operation.path.text).first { $0.operation.method == "POST" } }
    }

    /// Sees to it that the list has so many items of the reader's; false where it cannot be made longer.
    func fill(_ count: Int, _ run: Run) async throws(Abort) -> Bool {
        guard let creator = creator(run.spec), creator.allows(reader.role) else { return false }
        let path = operation.operation.path.text
        for _ in 0..<count where try await run.make(creator, "id", in: path, as: reader) == nil { return false }
        return true
    }

    /// One page: its items and the cursor of the next.
    func page(_ base: Base, _ what: String, _ run: Run) async throws(Abort) -> (Ask, items: [Node], next: String?)? {
        let ask = run.ask(operation, base, as: reader, what)
        guard let response = try await run.send(ask), response.status == 200, let root = response.json?.root,
            let items = root.members.map(\.value).first(where: { $0.kind == .array })
        else { return nil }
        return (ask, Array(items.elements), root["next_\(cursor.name)"]?.string)
    }

    /// Every page from the first to the last; nil where one does not come or there is no last.
    func walk(
        _ start: Base, _ what: String, _ run: Run, between: () async throws(Abort) -> Void = {}
    ) async throws(Abort) -> [Node]? {
        var (base, items) = (start, [Node]())
        for number in 0..<Self.most {
            guard let (_, more, next) = try await page(base, what, run) else { return nil }
            items += more
            guard let next, let following = base.setting(cursor, to: .string(next)) else { return items }
            if number == 0 { try await between() }
            base = following
        }
        return nil
    }

    func base(_ run: Run, limit size: Int? = nil) -> Base {
        let base = run.base(of: operation, as: reader, path: operation.operation.path.text)
        guard let limit, let size else { return base }
        return base.setting(limit, to: .integer(size)) ?? base
    }

    /// Where findings about its pages belong.
    var location: SourceLocation? { cursor.location }
}

extension Node {
    /// The `id` of an item of a list.
    var itemID: String? { self["id"]?.string }
}

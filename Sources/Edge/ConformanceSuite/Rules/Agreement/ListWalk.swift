import APISpec
import JSON
import SchemaInstances

/// A list that can be counted: by its total, or page by page.
struct ListWalk {
    private let list: JudgedOperation
    private let hasTotal: Bool
    /// The parameter that takes the member `next_...` of the page before.
    private let cursor: JudgedParameter?
    private let limit: JudgedParameter?
    /// More pages are no list but a circle.
    private static let most = 200

    init?(_ list: JudgedOperation) {
        guard let schema = list.successes.compactMap(\.jsonSchema).first else { return nil }
        self.list = list
        hasTotal = schema.property("total")?.mainType == "integer"
        cursor = list.parameters.first { schema.property("next_\($0.name)") != nil }
        limit = list.parameters.first { $0.name == "limit" && $0.schema.int("maximum") != nil }
        guard hasTotal || cursor != nil else { return nil }
    }

    /// How many there are; nil where a page does not come.
    func count(_ base: Base, as reader: Identity, _ run: Run) async throws(Abort) -> Int? {
        var base = base
        if !hasTotal, let limit, let wide = base.setting(limit, to: .integer(limit.schema.int("maximum") ?? 1)) {
            base = wide
        }
        var count = 0
        for _ in 0..<Self.most {
            guard let root = try await run.send(run.ask(list, base, as: reader, "to count"))?.json?.root else {
                return nil
            }
            if hasTotal { return root["total"]?.int }
            guard let items = root.members.map(\.value).first(where: { $0.kind == .array }), let cursor else {
                return nil
            }
            count += items.count
            guard let next = root["next_\(cursor.name)"]?.string,
                let following = base.setting(cursor, to: .string(next))
            else {
                return count
            }
            base = following
        }
        return nil
    }
}

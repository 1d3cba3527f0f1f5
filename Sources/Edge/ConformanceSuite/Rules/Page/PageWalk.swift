import APISpec
import JSON
import SchemaInstances

/// One list read page by page.
struct PageWalk {
    struct Answer {
        var items: [Node] = []
        /// How many items each page had.
        var sizes: [Int] = []
        /// The first page's `total`, where there is one.
        var total: Int?
        /// Whether it came to the end within the bound.
        var isWhole = true
    }

    let list: JudgedOperation
    let pages: Pagination
    let identity: Identity
    /// The path of the list, filled in.
    let path: String

    private static let mostPages = 400

    /// Each list with x-pagination, asked by somebody who may make what is in it; others are skipped with the reason.
    static func all(_ rule: Rule, _ run: Run) async throws(Abort) -> [PageWalk] {
        let lists = run.spec.operations.filter { $0.pagination != nil && $0.operation.method == "GET" }
        if lists.isEmpty { run.skip(rule, "the specification", "no x-pagination", .nothingToStandOn) }
        var walks: [PageWalk] = []
        for list in lists {
            let makers = run.identities.filter { one in
                list.allows(one.role) && run.spec.operations.contains { $0.isCreator && $0.allows(one.role) }
            }
            // Whoever sees only their own objects sees no change but their own.
            let exceptions = run.spec.operations.first { $0.isItem(of: list) }?.ownerExceptions ?? []
            guard let identity = makers.first(where: { !exceptions.contains($0.role) }) ?? run.caller(of: list),
                let pages = list.pagination, let path = try await run.path(of: list, as: identity)
            else {
                run.skip(rule, list.title, "no user who may read it, or no object to ask about")
                continue
            }
            walks.append(PageWalk(list: list, pages: pages, identity: identity, path: path))
        }
        return walks
    }

    var limit: JudgedParameter? { list.parameters.first { $0.name == pages.limit } }
    /// The largest page that may be asked for.
    var most: Int { limit?.schema.int("maximum") ?? 100 }

    func ask(_ run: Run, _ attempt: String, _ query: [String: String]) -> Ask {
        let base = run.base(of: list, as: identity, path: path)
            .appending(query.sorted { $0.key < $1.key }.map { ($0.key, ParameterText.encoded($0.value)) })
        return run.ask(list, base, as: identity, attempt)
    }

    /// One page; nil where the answer is no list.
    func page(_ run: Run, _ attempt: String, _ query: [String: String]) async throws(Abort) -> (Ask, Node, [Node])? {
        let ask = ask(run, attempt, query)
        guard let response = try await run.send(ask), 200..<300 ~= response.status, let root = response.json?.root,
            let items = root.at(pages.items), items.kind == .array
        else { return nil }
        return (ask, root, Array(items.elements))
    }

    /// Every page.
    ///
    /// - Parameter between: called after the first page.
    func walk(
        _ run: Run, _ attempt: String, limit: Int, _ query: [String: String] = [:],
        between: (() async throws(Abort) -> Void)? = nil
    ) async throws(Abort) -> Answer? {
        var answer = Answer()
        var query = query
        query[pages.limit] = String(limit)
        for number in 0..<Self.mostPages {
            guard let (_, root, items) = try await page(run, "\(attempt), page \(number + 1)", query) else {
                return nil
            }
            answer.items += items
            answer.sizes.append(items.count)
            if number == 0 {
                answer.total = pages.total.flatMap { root.at($0)?.int }
                try await between?()
            }
            guard let next = next(after: root) else { return answer }
            query[pages.cursor] = next
        }
        answer.isWhole = false
        return answer
    }

    /// What `cursor` must be for the page after this one; nil after the last.
    func next(after root: Node) -> String? {
        if let more = pages.more, root.at(more)?.bool != true { return nil }
        guard let next = root.at(pages.next), next.kind != .null else { return nil }
        return next.string ?? next.int.map { String($0) }
    }

    func ids(_ items: [Node]) -> [String] { items.map { $0.at(pages.id)?.brief ?? "" } }
}

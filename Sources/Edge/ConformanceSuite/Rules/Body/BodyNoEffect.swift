import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// A creation that is refused leaves nothing behind.
struct BodyNoEffect: Probe {
    static let rule = Rule(
        "body.no-effect", "A creation that is refused leaves nothing behind", basis: "x-pagination of the list")
    private static let attempts = 3

    func run(_ run: Run) async throws(Abort) {
        for question in ReadQuestion.all(Self.rule, run) {
            let creator = question.creator
            guard let list = run.spec.list(at: creator.operation.path), let pages = list.pagination,
                list.allows(question.identity.role), let body = creator.jsonBody, let start = body.examples.first
            else {
                run.skip(Self.rule, creator.title, "no list with x-pagination", .nothingToStandOn)
                continue
            }
            let path = creator.operation.path.text
            let walk = PageWalk(list: list, pages: pages, identity: question.identity, path: path)
            let before = try await walk.page(run, "before", [pages.limit: String(walk.most)])
            for variant in Violations().variants(of: start, body.schema).prefix(Self.attempts) {
                var base = run.base(of: creator, as: question.identity, path: path)
                base.body = variant.value
                let ask = run.ask(creator, base, as: question.identity, "\(variant.pointer): \(variant.what)")
                guard let response = try await run.send(ask), response.status >= 400 else { continue }
                let after = try await walk.page(run, "after a refusal", [pages.limit: String(walk.most)])
                guard let before, let after else { continue }
                run.check(Self.rule, ask)
                let known = Set(walk.ids(before.2))
                if let extra = walk.ids(after.2).first(where: { !known.contains($0) }), before.2.count < walk.most {
                    run.fail(Self.rule, ask, expected: "the list as it was", got: "\(extra) in it")
                }
            }
        }
    }
}

import APISpec
import JSON

/// What was made is in its list, looking as it does alone.
struct ReadListed: Probe {
    static let rule = Rule(
        "read.listed", "What was made is in the list, and is there as it is alone", basis: "x-volatile, x-pagination",
        fault: 200)

    func run(_ run: Run) async throws(Abort) {
        for question in ReadQuestion.all(Self.rule, run) {
            guard let list = run.spec.list(at: question.creator.operation.path), let pages = list.pagination,
                list.allows(question.identity.role)
            else {
                run.skip(Self.rule, question.creator.title, "no list with x-pagination", .nothingToStandOn)
                continue
            }
            guard let made = try await question.make(run),
                let alone = try await run.send(question.ask(made, "alone", run))?.json?.root
            else { continue }
            let walk = PageWalk(list: list, pages: pages, identity: question.identity, path: made.collection)
            let ask = walk.ask(run, "the list of what was made", [:])
            guard let answer = try await walk.walk(run, "to find what was made", limit: walk.most) else { continue }
            run.check(Self.rule, ask)
            guard let item = answer.items.first(where: { $0.at(pages.id)?.string == made.id }) else {
                run.fail(Self.rule, ask, expected: "an item \(made.id)", got: "\(answer.items.count) others")
                continue
            }
            run.compare(
                Self.rule, ask, item, with: JSONValue(alone), but: question.reader.volatile, "it is read alone")
        }
    }
}

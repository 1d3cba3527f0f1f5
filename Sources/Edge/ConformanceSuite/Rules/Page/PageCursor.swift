import APISpec
import JSON
import SchemaInstances

/// Cursors that no page has named.
struct PageCursor: Probe {
    static let rule = Rule(
        "page.cursor", "A cursor that no page has named is refused with VALIDATION_ERROR", basis: "x-pagination.cursor",
        fault: 206)

    func run(_ run: Run) async throws(Abort) {
        for walk in try await PageWalk.all(Self.rule, run) {
            let parameter = walk.list.parameters.first { $0.name == walk.pages.cursor }
            guard parameter?.schema.types.contains("string") == true else {
                run.skip(Self.rule, walk.list.title, "its cursor is a number, which any may be", .nothingToStandOn)
                continue
            }
            for value in ["zz", "0", "null", String(repeating: "A", count: 64), "../../x", "eyJ9"] {
                let ask = walk.ask(run, "the cursor \(value.prefix(20))", [walk.pages.cursor: value])
                guard let response = try await run.send(ask) else { continue }
                run.expect("VALIDATION_ERROR", Self.rule, ask, response, because: parameter?.location)
            }
        }
    }
}

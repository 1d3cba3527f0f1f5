import APISpec
import JSON
import SchemaInstances

/// A list that comes whole and says how many it has, has so many.
struct ListTotal: Watch {
    static let rule = Rule(
        "list.total", "total is the number of items of a list that has no pages", basis: "the members total and items",
        fault: 200)
    let feeders = ["positive.example"]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard !run.spec.isAnybodys, exchange.response.status == 200, exchange.ask.request.method == "GET",
            let schema = exchange.ask.operation?.successes.compactMap(\.jsonSchema).first,
            schema.property("total")?.mainType == "integer", schema.property("items")?.mainType == "array",
            exchange.ask.operation?.parameters.contains(where: { $0.parameter.place == .query }) == false,
            let root = exchange.response.json?.root, let total = root["total"]?.int,
            let items = root["items"].map({ Array($0.elements) })
        else { return }
        run.check(Self.rule, exchange.ask)
        if total != items.count {
            run.fail(
                Self.rule, exchange.ask, expected: "total \(items.count)", got: "total \(total)",
                spec: schema.property("total")?.location)
        }
    }
}

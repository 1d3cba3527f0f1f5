import JSON
import Testing

@Suite struct SuggestionTests {
    static let words = ["summary", "description", "operationId", "x-error-codes", "tags", "get"]

    @Test(arguments: [
        ("summry", "summary"), ("sumamry", "summary"), ("Summary", "summary"), ("operationid", "operationId"),
        ("x-eror-codes", "x-error-codes"), ("descripton", "description"), ("tag", "tags"), ("gte", "get"),
    ])
    func findsTheWordThatWasMeant(typed: String, meant: String) {
        #expect(Suggestion.nearest(to: typed, among: Self.words) == meant)
    }

    @Test(arguments: ["", "schema", "xyz", "post", "tagging"])
    func suggestsNothingFarOff(typed: String) {
        #expect(Suggestion.nearest(to: typed, among: Self.words) == nil)
    }

    @Test func prefersTheNearest() {
        #expect(Suggestion.nearest(to: "dns.lokup", among: ["dns.lockup", "dns.lookup"]) == "dns.lockup")
        #expect(Suggestion.nearest(to: "dns.lookpu", among: ["dns.lockupx", "dns.lookup"]) == "dns.lookup")
    }
}

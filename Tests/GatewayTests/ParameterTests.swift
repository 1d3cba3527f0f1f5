import Access
import JSON
import Testing

@testable import Gateway

@Suite struct ParameterTests {
    /// The parameters that a handler got for a query.
    func values(_ query: String, headers: [(String, String)] = []) async throws -> JSONValue? {
        let reply = try await Rig().send(as: .viewer, "GET", "/v1/things?\(query)", headers: headers)
        #expect(reply.status == 200, "\(reply.faults)")
        return reply.json
    }

    /// The faults of a query.
    func faults(_ query: String, headers: [(String, String)] = []) async throws -> [String] {
        let reply = try await Rig().send(as: .viewer, "GET", "/v1/things?\(query)", headers: headers)
        #expect(reply.status == 400)
        #expect(reply.code == "VALIDATION_ERROR")
        return reply.faults
    }

    @Test func fillsInDefaults() async throws {
        #expect(try await values("") == ["limit": 10, "X-Mode": "slow"])
        #expect(try await values("&&") == ["limit": 10, "X-Mode": "slow"])
    }

    static let decoded: [(query: String, name: String, value: JSONValue)] = [
        ("limit=7", "limit", 7), ("name=7", "name", "7"), ("name=", "name", ""),
        ("name", "name", ""), ("name=a%20b", "name", "a b"), ("name=a+b", "name", "a b"),
        ("name=a%2Bb", "name", "a+b"), ("name=a%26b", "name", "a&b"), ("name=%C3%A9", "name", "é"),
        ("name=a=b", "name", "a=b"), ("n%61me=x", "name", "x"), ("ratio=0.25", "ratio", .double(0.25)),
        ("ratio=1", "ratio", 1), ("ratio=-1e3", "ratio", .double(-1000)), ("deep=true", "deep", true),
        ("deep=false", "deep", false), ("tag=a", "tag", ["a"]), ("tag=a&tag=b,c", "tag", ["a", "b,c"]),
        ("tag=", "tag", [""]), ("ids=1,2,3", "ids", [1, 2, 3]), ("ids=", "ids", []), ("ids=-5", "ids", [-5]),
        ("pipes=a|b%7Cc", "pipes", ["a", "b", "c"]),
    ]

    @Test(arguments: decoded) func decodesTheQuery(query: String, name: String, value: JSONValue) async throws {
        #expect(try await values(query)?[name] == value)
    }

    @Test(arguments: [
        ("limit=x", "query /limit type: must be an integer, was \"x\""),
        ("limit=", "query /limit type: must be an integer, was \"\""),
        ("limit=7.0", "query /limit type: must be an integer, was \"7.0\""),
        ("limit=7e0", "query /limit type: must be an integer, was \"7e0\""),
        ("limit=+7", "query /limit type: must be an integer, was \" 7\""),
        ("limit=%2B7", "query /limit type: must be an integer, was \"+7\""),
        ("limit=07", "query /limit type: must be an integer, was \"07\""),
        ("limit=0x7", "query /limit type: must be an integer, was \"0x7\""),
        ("limit=7%20", "query /limit type: must be an integer, was \"7 \""),
        ("limit=7%00", "query /limit type: must be an integer, was \"7\0\""),
        ("limit=%D9%A7", "query /limit type: must be an integer, was \"٧\""),
        ("limit=0", "query /limit minimum: must be at least 1, was 0"),
        ("limit=51", "query /limit maximum: must be at most 50, was 51"),
        (
            "limit=99999999999999999999",
            "query /limit maximum: must be at most 50, was 99999999999999999999"
        ),
        ("limit=1&limit=2", "query /limit type: must be given once, was given 2 times"),
        ("name=abcdef", "query /name maxLength: must be at most 5 characters long, was 6"),
        ("name=%ZZ", "query /name style: is not percent-encoded UTF-8"),
        ("name=%FF", "query /name style: is not percent-encoded UTF-8"),
        ("%ZZ=1", "query /%ZZ style: is not percent-encoded UTF-8"),
        ("ratio=NaN", "query /ratio type: must be a number, was \"NaN\""),
        ("ratio=.5", "query /ratio type: must be a number, was \".5\""),
        ("ratio=5.", "query /ratio type: must be a number, was \"5.\""),
        ("ratio=1e400", "query /ratio maximum: must be at most 1, was 1e400"),
        ("deep=1", "query /deep type: must be true or false, was \"1\""),
        ("deep=True", "query /deep type: must be true or false, was \"True\""),
        ("tag=a&tag=b&tag=c&tag=d", "query /tag maxItems: must have at most 3 elements, had 4"),
        ("ids=1,x,3", "query /ids/1 type: must be an integer, was \"x\""),
        ("ids=1,", "query /ids/1 type: must be an integer, was \"\""),
        ("ids=1&ids=2", "query /ids type: must be one list, was given 2 times"),
        ("ids=1%2C2", "query /ids/0 type: must be an integer, was \"1,2\""),
        ("limti=5", "query /limti parameters: unknown parameter \"limti\"; did you mean \"limit\"?"),
        ("Limit=5", "query /Limit parameters: unknown parameter \"Limit\"; did you mean \"limit\"?"),
        (
            "zzz=5",
            "query /zzz parameters: unknown parameter \"zzz\"; known: deep, ids, limit, name, pipes, ratio, tag"
        ),
        (
            "=5",
            "query / parameters: unknown parameter \"\"; known: deep, ids, limit, name, pipes, ratio, tag"
        ),
    ])
    func refuses(query: String, fault: String) async throws {
        #expect(try await faults(query) == [fault])
    }

    @Test func saysThatThereAreNoParameters() async throws {
        let reply = try await Rig().send("GET", "/v1/things/a?x=1")
        #expect(reply.faults == ["query /x parameters: unknown parameter \"x\"; there are none here"])
    }

    @Test func listsAllFaultsWithTheLineOfTheSpecification() async throws {
        let reply = try await Rig().send(
            as: .viewer, "GET", "/v1/things?limit=99&deep=maybe&nam=x", headers: [("X-Mode", "medium")])
        #expect(
            reply.faults == [
                "query /limit maximum: must be at most 50, was 99",
                "query /deep type: must be true or false, was \"maybe\"",
                "header /X-Mode enum: must be \"fast\" or \"slow\", was \"medium\"",
                "query /nam parameters: unknown parameter \"nam\"; did you mean \"name\"?",
            ])
        let lines = ThingsContract.openAPI.split(separator: "\n", omittingEmptySubsequences: false)
        func place(_ text: String) throws -> String {
            let line = try #require(lines.firstIndex { $0.contains(text) })
            return "spec/openapi.yaml:\(line + 1):"
        }
        let places = (reply.json?["errors"]?.arrayValue ?? []).map { $0["spec"]?.stringValue ?? "" }
        #expect(places[0].hasPrefix(try place("name: limit")))
        #expect(places[1].hasPrefix(try place("name: deep")))
        #expect(places[2].hasPrefix(try place("name: X-Mode")))
        #expect(places[3].hasPrefix(try place("operationId: listThings")))
    }

    @Test func decodesHeaders() async throws {
        #expect(try await values("", headers: [("x-mode", " fast ")])?["X-Mode"] == "fast")
        #expect(try await values("", headers: [("X-Numbers", "1, 2 ,3")])?["X-Numbers"] == [1, 2, 3])
        #expect(
            try await values("", headers: [("X-Numbers", "1"), ("X-NUMBERS", "2")])?["X-Numbers"] == [1, 2])
        #expect(
            try await faults("", headers: [("X-Mode", "fast"), ("X-Mode", "fast")])
                == ["header /X-Mode type: must be given once, was given 2 times"])
        #expect(
            try await faults("", headers: [("X-Numbers", "1, b")])
                == ["header /X-Numbers/1 type: must be an integer, was \"b\""])
    }

    @Test func decodesCookies() async throws {
        #expect(try await values("", headers: [("Cookie", "a=1; theme=dark; b=2")])?["theme"] == "dark")
        #expect(
            try await faults("", headers: [("Cookie", "theme=darker")])
                == ["cookie /theme maxLength: must be at most 5 characters long, was 6"])
    }

    @Test func decodesThePath() async throws {
        let rig = try await Rig()
        #expect(await rig.send("GET", "/v1/things/7/parts/7").json == ["thing_id": "7", "part": 7])
        #expect(
            await rig.send("GET", "/v1/things/7/parts/seven").faults
                == ["path /part type: must be an integer, was \"seven\""])
        #expect(
            await rig.send("GET", "/v1/things/7/parts/0").faults
                == ["path /part minimum: must be at least 1, was 0"])
        #expect(
            await rig.send("GET", "/v1/things/a-name-too-long").faults
                == ["path /thing_id maxLength: must be at most 12 characters long, was 15"])
    }

    @Test func escapesNamesInPointers() async throws {
        #expect(
            try await faults("a%2Fb~=1").first?.hasPrefix("query /a~1b~0 parameters: ") == true)
    }

    @Test func listsAHundredUnknownParametersAtMost() async throws {
        let query = (0..<500).map { "zz\($0)=1" }.joined(separator: "&")
        #expect(try await faults(query).count == 100)
    }
}

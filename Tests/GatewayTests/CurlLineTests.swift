import APISpec
import Gateway
import JSON
import JSONSchema
import Testing

@Suite struct CurlLineTests {
    private struct NoFile: Error {}

    private func line(_ words: String...) throws -> CurlLine {
        try CurlLine(words) { name in
            guard name == "body.json" else { throw NoFile() }
            return "{\"name\":\n\"a\"}\n"
        }
    }

    /// Method, target, header fields in brackets, body.
    private func summary(_ line: CurlLine) -> String {
        let request = line.request
        let target = request.path + (request.query.map { "?" + $0 } ?? "")
        let headers = request.headers.fields.map { "[\($0.name): \($0.value)]" }
        return ([request.method, target] + headers + [String(decoding: request.body, as: UTF8.self)])
            .joined(separator: " ")
    }

    @Test func readsWhatCurlWouldSend() throws {
        #expect(try summary(line("curl", "http://h/a?b=c#d")) == "GET /a?b=c ")
        #expect(try summary(line("curl", "-s", "h:80")) == "GET / ")
        #expect(try summary(line("curl", "-I", "http://h?x")) == "HEAD /?x ")
        #expect(
            try summary(line("curl", "http://h/a", "-d", "x=1", "--data", "y=2"))
                == "POST /a [Content-Type: application/x-www-form-urlencoded] x=1&y=2")
        #expect(
            try summary(line("curl", "-XPUT", "--json", "{}", "http://h/a"))
                == "PUT /a [Content-Type: application/json] {}")
        #expect(
            try summary(
                line(
                    "curl", "-X", "PATCH", "-H", "Content-Type:text/x", "-H", "A: b:c", "--data-raw", "@x", "--url",
                    "http://h/a"))
                == "PATCH /a [Content-Type: text/x] [A: b:c] @x")
        #expect(try summary(line("curl", "-G", "-d", "a=1", "http://h/x?b=2")) == "GET /x?b=2&a=1 ")
        #expect(try summary(line("curl", "-u", "ann:pw", "-o", "out", "http://h/")) == "GET / ")
    }

    @Test(arguments: [
        ("a b&c", "a%20b%26c"), ("=a=b", "a%3Db"), ("n=a b", "n=a%20b"),
        ("n@body.json", "n=%7B%22name%22%3A%0A%22a%22%7D%0A"),
        ("@body.json", "%7B%22name%22%3A%0A%22a%22%7D%0A"), ("n=@body.json", "n=%40body.json"),
    ])
    func encodesWhatItIsToldTo(_ value: String, _ body: String) throws {
        let line = try line("curl", "http://h/", "--data-urlencode", value)
        #expect(String(decoding: line.request.body, as: UTF8.self) == body)
        let shown = line.description.dropFirst("curl http://h/ --data-urlencode ".count).filter { $0 != "'" }
        let again = try self.line("curl", "http://h/", "--data-urlencode", String(shown))
        #expect(again.request.body == line.request.body)
    }

    @Test func readsFilesAsCurlDoes() throws {
        #expect(try summary(line("curl", "http://h/", "-d@body.json")).hasSuffix(" {\"name\":\"a\"}"))
        #expect(
            try summary(line("curl", "http://h/", "--data-binary", "@body.json")).hasSuffix(" {\"name\":\n\"a\"}\n"))
        #expect(throws: NoFile.self) { try line("curl", "http://h/", "-d", "@other.json") }
    }

    @Test(arguments: [
        (["wget", "http://h/"], "the line must begin with curl"), (["curl"], "the line names no URL"),
        (["curl", "http://h/", "http://i/"], "the line names more than one URL"),
        (["curl", "http://h/", "-X"], "-X needs a value"),
        (["curl", "-F", "a=b", "http://h/"], "-F is not understood; send the body with --data"),
    ])
    func saysWhatItCannotRead(_ words: [String], _ message: String) {
        let problem = #expect(throws: CurlLine.Problem.self) { try CurlLine(words) { _ in "" } }
        #expect(problem?.message == message)
    }

    @Test func writesWordsAsAShellReadsThem() throws {
        let line = try line("curl", "-H", "X: it's $HOME", "http://h/a?b=c&d", "-d", "a b", "-A", "")
        #expect(line.description == #"curl -H 'X: it'\''s $HOME' 'http://h/a?b=c&d' -d 'a b' -A ''"#)
    }

    private func mended(_ words: String...) throws -> (line: String, mended: MendedRequest) {
        let line = try CurlLine(words) { _ in #"{"name":"a"}"# }
        let mended = RequestMender(try Contract.load(ThingsContract.files).contract).mend(line.request)
        return (line.sending(mended.request).description, mended)
    }

    @Test func mendsEverythingOneAfterTheOther() throws {
        let (line, mended) = try mended(
            "curl", "-s", "-X", "PSOT", "http://h:1/v1/thing?dyr=True", "-H", "Authorization: Bearer t", "-d",
            #"{"nam":"it's","size":"11"}"#)
        #expect(
            line
                == #"curl -s 'http://h:1/v1/things?dry=true' -H 'Authorization: Bearer t' --data-raw '{"size":10,"name":"it'\''s"}' -H 'Content-Type: application/json'"#
        )
        #expect(mended.problem == nil)
        #expect(mended.operation == "createThing")
        #expect(mended.repair?.losses.map(\.description) == ["/size"])
    }

    @Test func leavesALineAloneThatIsRight() throws {
        let (line, mended) = try mended("curl", "http://h/v1/things", "--json", "@body.json")
        #expect(line == #"curl http://h/v1/things --json '{"name":"a"}'"#)
        #expect(!mended.isChanged)
        #expect(mended.problem == nil)
    }

    @Test func saysWhatItCannotMend() throws {
        let (line, mended) = try mended("curl", "http://h/completely/else")
        #expect(line == "curl http://h/completely/else")
        #expect(mended.problem == "There is nothing at /completely/else")
        let (_, faulty) = try self.mended("curl", "http://h/v1/things?limit=many")
        #expect(faulty.faults.map(\.pointer) == ["/limit"])
        #expect(faulty.problem == "The request does not keep to the contract")
    }

    @Test func mendsABodyByItsOperation() throws {
        let mender = RequestMender(try Contract.load(ThingsContract.files).contract)
        #expect(mender.mend(body: ["name": "a"], of: "createThing")?.faults.isEmpty == true)
        #expect(
            mender.mend(body: ["name": 1], of: "createThing")?.repair?.patch.json == [
                ["op": "replace", "path": "/name", "value": "1"]
            ])
        #expect(mender.mend(body: [:], of: "noSuchOperation") == nil)
        #expect(mender.mend(body: [:], of: "listThings") == nil)
    }
}

import JSON
import Testing

@testable import Gateway

/// Bodies that are not JSON: forms of both kinds, YAML, text and bytes, and media ranges.
@Suite struct FormTests {
    private static let paths = """
          /form: {post: {operationId: form, responses: &any {'200': {description: It., content: {application/json: {}}}},
            requestBody: {required: true, content: {
              application/x-www-form-urlencoded: &form {schema: {type: object, additionalProperties: false, required: [name],
                properties: {name: {type: string}, age: {type: integer}, tags: {type: array, items: {type: integer}},
                  card: {type: object, properties: {no: {type: integer}, owner: {type: object, properties: {
                    vip: {type: boolean}}}}},
                  lines: {type: array, items: {type: object, properties: {n: {type: integer}}}},
                  csv: {type: array, items: {type: string}}, raw: {type: string}}},
                encoding: {csv: {style: form, explode: false}, raw: {allowReserved: true},
                  card: {style: deepObject, explode: true}}},
              multipart/form-data: {schema: {type: object, required: [file], properties: {file: {type: string,
                format: binary}, meta: {type: object, properties: {n: {type: integer}}}, tags: {type: array,
                items: {type: integer}}, 'a[b]': {type: string}}},
                encoding: {file: {contentType: 'image/png, image/*'}}}}}}}
          /any: {post: {operationId: any, responses: *any, requestBody: {content: {
              '*/*': {schema: {type: string, maxLength: 3}},
              text/*: {schema: {type: string, maxLength: 4}},
              application/yaml: {schema: {type: object, required: [a]}},
              application/json: {schema: {type: object, required: [b]}},
              application/json;stream=watch: {schema: {type: object, required: [c]}}}}}}
        """

    static let rig = Result { try EchoRig(paths: paths) }

    static let forms: [(String, JSONValue)] = [
        ("name=a+b%26&age=7", ["name": "a b&", "age": 7]), ("name=&tags=1&tags=2", ["name": "", "tags": [1, 2]]),
        ("name=x&tags[]=1&tags[]=2", ["name": "x", "tags": [1, 2]]),
        ("name=x&tags[1]=2&tags[0]=1", ["name": "x", "tags": [1, 2]]),
        ("card[no]=4&card[owner][vip]=true&name=x", ["card": ["no": 4, "owner": ["vip": true]], "name": "x"]),
        ("name=x&card=%7B%22no%22:4%7D", ["name": "x", "card": ["no": 4]]),
        ("name=x&lines[0][n]=1&lines[1][n]=2", ["name": "x", "lines": [["n": 1], ["n": 2]]]),
        ("name=x&csv=a,b%2Cc", ["name": "x", "csv": ["a", "b,c"]]),
        ("name=x&raw=a+b/c", ["name": "x", "raw": "a+b/c"]),
    ]

    @Test(arguments: forms) func readsForms(text: String, value: JSONValue) async throws {
        let reply = await (try Self.rig.get()).post("/form", "application/x-www-form-urlencoded", text)
        #expect(reply.json?["body"] == value, "\(reply.faults)")
    }

    @Test(arguments: [
        ("age=7", "body  required: is missing required member"),
        ("name=x&age=old", "body /age type: must be an integer, was \"old\""),
        ("name=x&name=y", "body /name type: must be given once, was given 2 times"),
        ("name=x&colour=1", "body /colour additionalProperties: "), ("name=%FF", "body /name style: "),
        ("name=x&card[no]=x", "body /card/no type: must be an integer, was \"x\""),
        ("name=x&tags[0]=1&tags[2]=3", "body /tags style: must number its elements from 0 without gaps, 1 is missing"),
        ("name=x&lines[][n]=1", "body /lines style: must number elements that have members, as in \"lines[0][name]\""),
    ])
    func refusesForms(text: String, fault: String) async throws {
        let reply = await (try Self.rig.get()).post("/form", "application/x-www-form-urlencoded", text)
        #expect(reply.status == 400)
        #expect(reply.faults.count == 1 && reply.faults[0].hasPrefix(fault), "\(reply.faults)")
    }

    private func multipart(_ parts: [(head: String, body: String)], end: String = "--b--\r\n") -> String {
        parts.map { "--b\r\n\($0.head)\r\n\r\n\($0.body)\r\n" }.joined() + end
    }

    private func send(_ body: [UInt8], _ type: String = "multipart/form-data; boundary=b") async throws -> Reply {
        await (try Self.rig.get()).send("POST", "/form", headers: [("Content-Type", type)], body: body)
    }

    private func part(_ name: String) -> String { "Content-Disposition: form-data; name=\"\(name)\"" }

    @Test func readsPartsOfEveryKind() async throws {
        let text = multipart([
            ("\(part("file")); filename=\"a.png\"\r\nContent-Type: image/png", "--not-b\r\n\r\nx"),
            ("\(part("meta"))\r\nContent-Type: application/json", "{\"n\": 7}"), (part("tags"), "1"),
            (part("tags"), "2"),
            (part("a[b]"), "whole"), (part("free%22"), ""),
        ])
        let reply = try await send(Array(text.utf8))
        #expect(
            reply.json?["body"] == [
                "file": "--not-b\r\n\r\nx", "meta": ["n": 7], "tags": [1, 2], "a[b]": "whole", "free\"": "",
            ], "\(reply.faults)")
    }

    @Test func keepsBytesThatAreNoText() async throws {
        let head = Array("--b\r\n\(part("file"))\r\n\r\n".utf8)
        let reply = try await send(head + [0xFF, 0x00, 0x41] + Array("\r\n--b--".utf8))
        #expect(reply.json?["body"]?["file"] == "\u{FF}\u{0}A")
    }

    @Test func refusesWhatIsNoMultipart() async throws {
        let good = multipart([(part("file"), "x")])
        let rows: [(String, String, String)] = [
            (good, "multipart/form-data", "needs a boundary of 1 to 70 characters in its Content-Type"),
            ("nothing", "multipart/form-data; boundary=b", "has no line that is its boundary"),
            (
                multipart([(part("file"), "x")], end: ""), "multipart/form-data; boundary=b",
                "ends before its last boundary"
            ),
            (
                multipart([("Content-Type: text/plain", "x")]), "multipart/form-data; boundary=b",
                "has a part without Content-Disposition: form-data; name=\"…\""
            ),
            (
                "--b\r\nno header", "multipart/form-data; boundary=b",
                "has a part whose header does not end, or is too large"
            ),
        ]
        for (text, type, message) in rows {
            #expect(try await send(Array(text.utf8), type).faults == ["body  syntax: \(message)"])
        }
        let typed = multipart([("\(part("file"))\r\nContent-Type: text/plain", "x")])
        #expect(
            try await send(Array(typed.utf8)).faults
                == ["body /file contentType: must be image/png, image/*, was text/plain"])
    }

    @Test(arguments: [
        ("text/plain", "abcd", 200), ("text/plain", "abcde", 400), ("image/png", "abc", 200),
        ("image/png", "abcd", 400),
        ("application/yaml", "a: 1", 200), ("application/yaml", "b: 1", 400), ("application/yaml", "a: [", 400),
        ("application/json", #"{"b": 1}"#, 200), ("application/json", #"{"c": 1}"#, 400),
        ("application/json; stream=watch", #"{"c": 1}"#, 200), ("application/json; stream=watch", #"{"b": 1}"#, 400),
        ("application/json; stream=other", #"{"b": 1}"#, 200),
    ])
    func takesTheNarrowestMediaType(type: String, text: String, status: Int) async throws {
        let reply = await (try Self.rig.get()).post("/any", type, text)
        #expect(reply.status == status, "\(reply.faults)")
    }
}

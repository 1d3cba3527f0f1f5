import APISpec
import Gateway
import JSON
import JSONSchema
import Testing

/// Refused urlencoded forms, and what would have been accepted.
@Suite struct FormMendingTests {
    private static let document = """
        openapi: 3.1.1
        info: {title: Forms, version: '1'}
        paths:
          /form:
            post:
              operationId: form
              responses: {'200': {description: It., content: {application/json: {}}}}
              requestBody:
                required: true
                content:
                  application/x-www-form-urlencoded:
                    schema:
                      type: object
                      additionalProperties: false
                      required: [name]
                      properties:
                        name: {type: string, maxLength: 9}
                        age: {type: integer, maximum: 150}
                        colour: {enum: [red, green]}
                        tags: {type: array, maxItems: 2, items: {type: integer}}
                        csv: {type: array, items: {enum: [one, two]}}
                        card: {type: object, required: [no], properties: {no: {type: integer}, vip: {type: boolean}}}
                        lines: {type: array, items: {type: object, properties: {n: {type: integer}}}}
                        meta: {type: object, properties: {on: {type: boolean}}}
                    encoding: {csv: {style: form, explode: false}, meta: {contentType: application/json}}
        """

    private static let rig = Result { try EchoRig(document: document) }

    /// The form, the patch of its object, and the form that `amas fix` makes of it.
    static let rows: [(String, JSONValue, String)] = [
        ("name=x&age=7.0", [["op": "replace", "path": "/age", "value": 7]], "name=x&age=7"),
        ("name=x&age=200", [["op": "replace", "path": "/age", "value": 150]], "name=x&age=150"),
        ("nam=x+y&age=7", [["op": "move", "from": "/nam", "path": "/name"]], "age=7&name=x%20y"),
        ("name=x+y&colour=Red", [["op": "replace", "path": "/colour", "value": "red"]], "name=x+y&colour=red"),
        ("age=7&name=x&age=7", [["op": "move", "from": "/age/0", "path": "/age"]], "age=7&name=x"),
        ("name=x&tags=1&tags=2&tags=3", [["op": "remove", "path": "/tags/2"]], "name=x&tags=1&tags=2"),
        ("name=x&csv=one,Two", [["op": "replace", "path": "/csv/1", "value": "two"]], "name=x&csv=one,two"),
        (
            "card[no]=4&card[vip]=True&name=x", [["op": "replace", "path": "/card/vip", "value": true]],
            "card[no]=4&card[vip]=true&name=x"
        ),
        (
            "name=x&lines[0][n]=1&lines[1][n]=2.0", [["op": "replace", "path": "/lines/1/n", "value": 2]],
            "name=x&lines[0][n]=1&lines[1][n]=2"
        ),
        (
            "name=x&meta=%7B%22on%22:%22true%22%7D", [["op": "replace", "path": "/meta/on", "value": true]],
            "name=x&meta=%7B%22on%22%3Atrue%7D"
        ),
        ("name=x&zzz=1", [["op": "remove", "path": "/zzz"]], "name=x"),
        ("age=7", [["op": "add", "path": "/name", "value": "REPLACE_M"]], "age=7&name=REPLACE_M"),
    ]

    @Test(arguments: rows) func offersAPatchOfTheObjectThatTheFieldsWrite(
        form: String, patch: JSONValue, mended: String
    ) async throws {
        let rig = try Self.rig.get()
        let refused = await rig.post("/form", "application/x-www-form-urlencoded", form)
        #expect(refused.status == 400)
        #expect(refused.json?["patch"] == patch)
        let mender = RequestMender(try Self.contract())
        let found = try #require(mender.mend(form: Array(form.utf8), of: "form"))
        #expect(found.mended.map { String(decoding: $0, as: UTF8.self) } == mended)
        let accepted = await rig.post("/form", "application/x-www-form-urlencoded", mended)
        #expect(accepted.status == 200, "\(accepted.faults)")
    }

    private static func contract() throws -> Contract {
        try Contract.load(SpecFiles(root: "api.yaml", files: ["api.yaml": Array(document.utf8)])).contract
    }

    @Test(arguments: [
        "name=%FF", "na%zz=1", "name=x&tags[0]=1&tags[2]=2", "name=x&card=1&card[no]=1", "name=x&lines[][n]=1",
    ])
    func offersNothingWhereNoPatchCanSayIt(form: String) async throws {
        let refused = await (try Self.rig.get()).post("/form", "application/x-www-form-urlencoded", form)
        #expect(refused.status == 400)
        #expect(refused.json?["patch"] == nil)
    }

    @Test func mendsALineOfCurlFieldByField() throws {
        let words = [
            "curl", "http://h/forms", "-d", "name=x+y", "--data-urlencode", "age=200", "--data-urlencode", "colour=Red",
        ]
        let line = try CurlLine(words) { _ in "" }
        let mended = RequestMender(try Self.contract()).mend(line.request)
        #expect(mended.problem == nil)
        #expect(
            line.sending(mended.request).description
                == "curl http://h/form -d name=x+y --data-urlencode age=150 --data-urlencode colour=red")
        let plain = try CurlLine(["curl", "http://h/form", "-d", "nam=x", "-d", "age=7"]) { _ in "" }
        let whole = RequestMender(try Self.contract()).mend(plain.request)
        #expect(plain.sending(whole.request).description == "curl http://h/form --data-raw 'age=7&name=x'")
    }
}

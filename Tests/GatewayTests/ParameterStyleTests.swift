import JSON
import Testing

@testable import Gateway

/// Every cell of the table in OpenAPI 3.1.1 section 4.8.12.6: `color` is "blue", ["blue", "black", "brown"] or
/// {"R": 100, "G": 200, "B": 150}, and "undefined" there is a value without text.
@Suite struct ParameterStyleTests {
    enum Kind: String {
        case string = "{type: string}"
        case array = "{type: array, items: {type: string}}"
        case object = "{type: object, properties: {R: {type: integer}, G: {type: integer}, B: {type: integer}}}"

        var value: JSONValue {
            switch self {
            case .string: "blue"
            case .array: ["blue", "black", "brown"]
            case .object: ["R": 100, "G": 200, "B": 150]
            }
        }
    }

    struct Cell: CustomTestStringConvertible {
        var style: String
        var explode: Bool
        var kind: Kind
        var text: String
        var value: JSONValue

        init(_ style: String, _ explode: Bool, _ kind: Kind, _ text: String, _ value: JSONValue? = nil) {
            self.style = style
            self.explode = explode
            self.kind = kind
            self.text = text
            self.value = value ?? kind.value
        }

        var testDescription: String { "\(style) \(explode) \(kind) \(text)" }
    }

    static let inPaths: [Cell] = [
        Cell("matrix", false, .string, ";color", ""), Cell("matrix", false, .string, ";color=blue"),
        Cell("matrix", false, .array, ";color=blue,black,brown"),
        Cell("matrix", false, .object, ";color=R,100,G,200,B,150"), Cell("matrix", true, .string, ";color", ""),
        Cell("matrix", true, .string, ";color=blue"),
        Cell("matrix", true, .array, ";color=blue;color=black;color=brown"),
        Cell("matrix", true, .object, ";R=100;G=200;B=150"), Cell("label", false, .string, ".", ""),
        Cell("label", false, .string, ".blue"), Cell("label", false, .array, ".blue,black,brown"),
        Cell("label", false, .object, ".R,100,G,200,B,150"), Cell("label", true, .string, ".", ""),
        Cell("label", true, .string, ".blue"), Cell("label", true, .array, ".blue.black.brown"),
        Cell("label", true, .object, ".R=100.G=200.B=150"), Cell("simple", false, .string, "blue"),
        Cell("simple", false, .array, "blue,black,brown"), Cell("simple", false, .object, "R,100,G,200,B,150"),
        Cell("simple", true, .string, "blue"), Cell("simple", true, .array, "blue,black,brown"),
        Cell("simple", true, .object, "R=100,G=200,B=150"),
    ]

    @Test(arguments: inPaths) func readsThePath(cell: Cell) async throws {
        let rig = try rig(cell, in: "path", path: "/{color}", required: true)
        #expect(await rig.send("GET", "/\(cell.text)").json?["color"] == cell.value)
    }

    static let inQueries: [Cell] = [
        Cell("form", false, .string, "color=", ""), Cell("form", false, .string, "color=blue"),
        Cell("form", false, .array, "color=blue,black,brown"), Cell("form", false, .object, "color=R,100,G,200,B,150"),
        Cell("form", true, .string, "color=", ""), Cell("form", true, .string, "color=blue"),
        Cell("form", true, .array, "color=blue&color=black&color=brown"),
        Cell("form", true, .object, "R=100&G=200&B=150"),
        Cell("spaceDelimited", false, .array, "color=blue%20black%20brown"),
        Cell("spaceDelimited", false, .array, "color=blue+black+brown"),
        Cell("spaceDelimited", false, .object, "color=R%20100%20G%20200%20B%20150"),
        Cell("pipeDelimited", false, .array, "color=blue%7Cblack%7Cbrown"),
        Cell("pipeDelimited", false, .array, "color=blue|black|brown"),
        Cell("pipeDelimited", false, .object, "color=R%7C100%7CG%7C200%7CB%7C150"),
        Cell("deepObject", true, .object, "color[R]=100&color[G]=200&color[B]=150"),
        Cell("deepObject", true, .object, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
        Cell("deepObject", true, .array, "color[]=blue&color[]=black&color[]=brown"),
        Cell("deepObject", true, .array, "color[1]=black&color[0]=blue&color[2]=brown"),
        Cell("deepObject", true, .array, "color=blue&color=black&color=brown"),
    ]

    @Test(arguments: inQueries) func readsTheQuery(cell: Cell) async throws {
        let rig = try rig(cell, in: "query", path: "/")
        #expect(await rig.send("GET", "/?\(cell.text)").json?["color"] == cell.value)
        #expect(await rig.send("GET", "/?\(cell.text)&colour=1").status == (takesAll(cell) ? 200 : 400))
    }

    /// An exploded object that is open takes every name.
    private func takesAll(_ cell: Cell) -> Bool { cell.style == "form" && cell.explode && cell.kind == .object }

    static let inHeaders: [Cell] = [
        Cell("simple", false, .string, ""), Cell("simple", false, .string, "blue"),
        Cell("simple", false, .array, "blue, black,brown"), Cell("simple", false, .object, "R,100,G,200, B,150"),
        Cell("simple", true, .array, "blue,black,brown"), Cell("simple", true, .object, "R=100,G=200,B=150"),
    ].map { $0.text.isEmpty ? Cell($0.style, $0.explode, $0.kind, "", "") : $0 }

    @Test(arguments: inHeaders) func readsAHeader(cell: Cell) async throws {
        let rig = try rig(cell, in: "header", path: "/")
        #expect(await rig.send("GET", "/", headers: [("COLOR", cell.text)]).json?["color"] == cell.value)
    }

    static let inCookies: [Cell] = [
        Cell("form", false, .string, "color=blue"), Cell("form", false, .array, "color=blue,black,brown"),
        Cell("form", false, .object, "color=R,100,G,200,B,150"),
        Cell("form", true, .array, "color=blue&color=black&color=brown"),
        Cell("form", true, .array, "color=blue; color=black; color=brown"),
        Cell("form", true, .object, "R=100&G=200&B=150"), Cell("form", true, .object, "R=100; G=200; B=150"),
    ]

    @Test(arguments: inCookies) func readsACookie(cell: Cell) async throws {
        let rig = try rig(cell, in: "cookie", path: "/")
        #expect(await rig.send("GET", "/", headers: [("Cookie", cell.text)]).json?["color"] == cell.value)
    }

    @Test(arguments: [
        (Cell("matrix", false, .string, "color=blue"), "must begin with \";color=\" (style matrix)"),
        (Cell("matrix", false, .string, ";colour=blue"), "must be written as \";color=value\" (style matrix)"),
        (Cell("label", true, .array, "blue.black"), "must begin with \".\" (style label)"),
        (Cell("simple", true, .object, "R,100"), "must be a list of members written name=value"),
        (
            Cell("simple", false, .object, "R,100,G"),
            "must be a list of names and values in turn, the last name has no value"
        ),
    ])
    func saysHowAStyleIsWritten(cell: Cell, message: String) async throws {
        let rig = try rig(cell, in: "path", path: "/{color}", required: true)
        #expect(await rig.send("GET", "/\(cell.text)").faults == ["path /color style: \(message)"])
    }

    @Test func cutsBeforeItDecodes() async throws {
        let list = try rig(Cell("simple", false, .array, ""), in: "path", path: "/{color}", required: true)
        #expect(await list.send("GET", "/a%2Cb,c%2F").json?["color"] == ["a,b", "c/"])
        let object = try rig(Cell("simple", true, .object, ""), in: "path", path: "/{color}", required: true)
        #expect(await object.send("GET", "/R=1,x%3Dy=a%2Cb").json?["color"] == ["R": 1, "x=y": "a,b"])
    }

    @Test func refusesAMemberGivenTwice() async throws {
        let rig = try rig(Cell("form", true, .object, ""), in: "query", path: "/")
        #expect(
            await rig.send("GET", "/?R=1&R=2").faults
                == ["query /color/R type: must be given once, was given more often"])
        #expect(
            await rig.send("GET", "/?R=red").faults == ["query /color/R type: must be an integer, was \"red\""])
    }

    private func rig(_ cell: Cell, in place: String, path: String, required: Bool = false) throws -> EchoRig {
        try EchoRig(
            paths: """
                  \(path == "/" ? path : "'\(path)'"):
                    get:
                      operationId: echo
                      parameters:
                        - {name: color, in: \(place), required: \(required), style: \(cell.style), explode: \(cell.explode),
                           schema: \(cell.kind.rawValue)}
                      responses: {'200': {description: It., content: {application/json: {}}}}
                """)
    }
}

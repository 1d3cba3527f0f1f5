import JSON
import Testing

@Suite struct DocumentSetTests {
    static let set: DocumentSet? = {
        let texts = [
            "spec/openapi.json": #"{"a": {"b c": 1, "x/y": 2, "%": 3}}"#, "spec/parts/task.json": #"{"t": [4, 5]}"#,
            "other.json": #"{"o": 6}"#,
        ]
        let documents = texts.compactMap { name, text in
            (try? Document.json(text.utf8, file: name)).map { (name, $0) }
        }
        return DocumentSet(Dictionary(uniqueKeysWithValues: documents))
    }()

    @Test(arguments: [
        ("#/a/b%20c", 1), ("#/a/x~1y", 2), ("#/a/%25", 3), ("parts/task.json#/t/0", 4), ("./parts/task.json#/t/1", 5),
        ("../other.json#/o", 6), ("openapi.json#/a/b c", 1),
    ])
    func resolvesFromTheFileThatRefers(reference: String, expected: Int) throws {
        let set = try #require(Self.set)
        let root = try #require(set.documents["spec/openapi.json"]).root
        #expect(set.resolve(reference, from: root)?.int == expected)
    }

    @Test(arguments: ["#", "openapi.json", "openapi.json#"])
    func resolvesWholeDocuments(reference: String) throws {
        let set = try #require(Self.set)
        let root = try #require(set.documents["spec/openapi.json"]).root
        #expect(set.resolve(reference, from: root)?.index == 0)
    }

    @Test(arguments: [
        "#/a/none", "#a", "none.json#/a", "../../other.json#/o", "#/a/%2", "#/a/%zz", "https://example.com/x.json",
        "../spec/../../other.json",
    ])
    func givesNilForWhatIsNotThere(reference: String) throws {
        let set = try #require(Self.set)
        let root = try #require(set.documents["spec/openapi.json"]).root
        #expect(set.resolve(reference, from: root) == nil)
    }

    @Test func walksUpFromAFileInAFolder() throws {
        let set = try #require(Self.set)
        let node = try #require(set.documents["spec/parts/task.json"]?.root["t"])
        #expect(set.resolve("../openapi.json#/a/b%20c", from: node)?.int == 1)
        #expect(set.resolve("#/t/1", from: node)?.int == 5)
    }
}

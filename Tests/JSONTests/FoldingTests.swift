import JSON
import Testing

/// One mistake at many places is one diagnostic.
@Suite struct FoldingTests {
    private func found(_ code: String, _ line: Int, in file: String = "a") -> Diagnostic {
        Diagnostic(code: code, "m", location: SourceLocation(file: file, line: line, column: 2))
    }

    @Test func keepsEveryPlaceOnceInTheOrderOfTheFirst() {
        let all = [found("x", 1), found("y", 2), found("x", 3), found("x", 1), found("x", 3), found("x", 4, in: "b")]
        let folded = Diagnostics(all).folded(by: \.code).items
        #expect(folded.map(\.code) == ["x", "y"])
        #expect(folded[0].otherLocations.map(\.description) == ["a:3:2", "b:4:2"])
        #expect(folded[1].otherLocations.isEmpty)
        #expect(folded[0].text == "a:1:2: error: m [x]\n   also: 3:2, b:4:2")
    }

    @Test func namesTheFirstPlacesAndCountsTheRest() {
        let folded = Diagnostics((1...9).map { found("x", $0) }).folded(by: \.code).items
        #expect(folded.map(\.otherPlaces) == ["2:2, 3:2, 4:2, 5:2 and 4 more"])
        #expect(found("x", 1).otherPlaces == nil)
    }

    @Test func aPlaceFarIntoALongLineIsRight() throws {
        // Longer than any stretch that is counted at once, with scalars of one, two and three bytes.
        let text = "[" + (0..<3_000).map { $0.isMultiple(of: 3) ? "\"é\"" : "\"€a\"" }.joined(separator: ",") + "]"
        let root = try read(text, file: "f.json")
        let columns = root.elements.map { $0.location?.column }
        var expected: [Int?] = []
        var column = 2
        for index in 0..<3_000 {
            expected.append(column)
            column += index.isMultiple(of: 3) ? 4 : 5
        }
        #expect(columns == expected)
        #expect(root.elements.allSatisfy { $0.location?.line == 1 })
    }
}

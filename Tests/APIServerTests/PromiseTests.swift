import APISpec
import Foundation
import Gateway
import JSON
import TestSupport
import Testing

@testable import APIServer

/// The shipped specification and this server keep to each other.
@Suite struct PromiseTests {
    static func contract(editing edits: [String: (String, String)] = [:]) throws -> Contract {
        var files: [String: [UInt8]] = [:]
        for name in ["openapi", "asyncapi", "errors", "limits"] {
            let path = "spec/\(name).yaml"
            var text = try String(contentsOfFile: "\(Suites.packageRoot)/\(path)", encoding: .utf8)
            if let (old, new) = edits[path] {
                #expect(text.contains(old))
                text = text.replacingOccurrences(of: old, with: new)
            }
            files[path] = Array(text.utf8)
        }
        return try Contract.load(SpecFiles(root: "spec", files: files)).contract
    }

    @Test func everyPromiseIsServed() throws {
        #expect(APIServer.unservedPromises(of: try Self.contract()) == [])
    }

    @Test func anOperationWithoutAHandlerIsNamed() throws {
        let edited = try Self.contract(editing: [
            "spec/openapi.yaml": ("operationId: getHealth", "operationId: getHelth")
        ])
        let found = APIServer.unservedPromises(of: edited)
        #expect(found.count == 2)
        #expect(found.contains { $0.message.contains("getHelth") && $0.location?.file == "spec/openapi.yaml" })
    }

    @Test func everyErrorCodeOfTheMappingIsOneAsTheCatalogueSpellsIt() throws {
        let source = try String(
            contentsOfFile: "\(Suites.packageRoot)/Sources/Edge/APIServer/ErrorMapping.swift", encoding: .utf8)
        let named = Set(source.matches(of: #/"([A-Z]+(?:_[A-Z]+)+)"/#).map { String($0.1) })
        #expect(named == Set(ErrorMapping.codes))
        let catalogue = try Self.contract().errors
        for code in named { #expect(catalogue[code] != nil, "\(code)") }
    }

    @Test func noOtherFileOfTheServerNamesAnErrorCode() throws {
        let codes = Set(ErrorMapping.codes)
        let folder = "\(Suites.packageRoot)/Sources/Edge/APIServer"
        let walker = FileManager.default.enumerator(atPath: folder)
        while let name = walker?.nextObject() as? String {
            guard name.hasSuffix(".swift"), name != "ErrorMapping.swift" else { continue }
            let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            for code in codes { #expect(!text.contains("\"\(code)\""), "\(name) names \(code)") }
        }
    }
}

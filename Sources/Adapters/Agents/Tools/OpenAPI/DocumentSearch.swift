import APISpec
import JSON
import Outbound

/// Finds OpenAPI documents and the files that they refer to.
struct DocumentSearch {
    let files: FileScope

    /// Larger files are refused, or left out of a folder.
    private static let fileBytes = 16 << 20
    /// Files that one document may be spread over.
    private static let mostFiles = 200

    /// The document at a path, or every one below a folder, in the order of their paths.
    func documents(at path: String) async throws(ToolError) -> [DocumentSource] {
        let folder = try await TargetFolder.find(path, in: files)
        if folder.isFile {
            let bytes = try await reportedFiles { () async throws(FileError) in
                try await files.read(path, limit: Self.fileBytes)
            }
            return [await source(path, bytes)]
        }
        let tree = try await reportedFiles { () async throws(FileError) in try await files.tree(path) }
        var found: [DocumentSource] = []
        for entry in tree.files where Self.isCandidate(entry.path) {
            let name = folder.path(of: entry.path)
            guard let bytes = try? await files.read(name, limit: Self.fileBytes), Self.isMarked(bytes)
            else { continue }
            found.append(await source(name, bytes))
        }
        return found
    }

    private static func isCandidate(_ path: String) -> Bool {
        [".json", ".yaml", ".yml"].contains { path.hasSuffix($0) }
    }

    /// Whether a key of the outermost object tells an OpenAPI document; in a large JSON text it may come last.
    static func isMarked(_ bytes: [UInt8]) -> Bool {
        if bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
            return bytes.withUnsafeBufferPointer { JSONOutline.hasVersion($0) }
        }
        return bytes.split(separator: 0x0a).contains { line in
            guard let first = line.first, "os\"".utf8.contains(first) else { return false }
            return ["openapi:", "swagger:", "\"openapi\":", "\"swagger\":"].contains { line.starts(with: $0.utf8) }
        }
    }

    /// Reads what a document refers to, and what that refers to, as far as it may be read.
    private func source(_ path: String, _ bytes: [UInt8]) async -> DocumentSource {
        var source = DocumentSource(path: path)
        do throws(Diagnostics) {
            source.documents[path] = try PublishedDocument.parse(bytes, file: path)
        } catch {
            source.fault = error
            return source
        }
        var pending = [path]
        while let file = pending.popLast(), source.documents.count < Self.mostFiles {
            guard let document = source.documents[file] else { continue }
            for next in Self.files(from: document, file) where source.documents[next] == nil {
                guard let bytes = try? await files.read(next, limit: Self.fileBytes),
                    let read = try? PublishedDocument.parse(bytes, file: next)
                else { continue }
                source.documents[next] = read
                pending.append(next)
            }
        }
        return source
    }

    private static func files(from document: Document, _ file: String) -> [String] {
        let texts = DocumentWalk(document.root).compactMap { $0["$ref"]?.string }
        return Set(texts.compactMap { ReferenceText.file(of: $0, from: file) }).sorted()
    }
}

/// The outermost members of a JSON text.
enum JSONOutline {
    /// Whether there is one called "openapi" or "swagger".
    static func hasVersion(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var depth = 0
        var place = 0
        while place < text.count {
            switch text[place] {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "\""):
                let start = min(place + 1, text.count)
                place = end(ofString: text, from: start)
                if depth == 1, isVersion(text[start..<place]), isName(text, place) { return true }
            default: break
            }
            place += 1
        }
        return false
    }

    private static func isVersion(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        name.elementsEqual("openapi".utf8) || name.elementsEqual("swagger".utf8)
    }

    /// Whether a colon follows the string that ends at `end`.
    private static func isName(_ text: UnsafeBufferPointer<UInt8>, _ end: Int) -> Bool {
        text[min(end + 1, text.count)...].first { $0 > 0x20 } == UInt8(ascii: ":")
    }

    private static func end(ofString text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var place = start
        while place < text.count, text[place] != UInt8(ascii: "\"") {
            place += text[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        return max(start, min(place, text.count))
    }
}

import APISpec
import Access
import Foundation
import Gateway
import JSON
import Synchronization

extension FuzzTarget {
    /// Every request gets an answer of the documented form, and none an internal error.
    ///
    /// Input: the method, the target, a content type and the body, divided by lines of "---".
    static let gateway = FuzzTarget("gateway") { bytes in
        let parts = bytes.parts(4)
        let texts = parts[..<3].map { String(decoding: $0, as: UTF8.self) }
        let halves = texts[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let fields = [("X-Ids", halves.last ?? ""), ("Cookie", "c=\(halves.last ?? "")"), ("Content-Type", texts[2])]
        let request = Request(
            method: texts[0], path: halves[0], query: halves.count > 1 ? halves[1] : nil,
            headers: HeaderFields(fields), body: parts[3], peer: "192.0.2.1", id: "id")
        guard case .reply(let reply) = open.handle(request) else { fatalError("the answer comes later") }
        demand(reply.status < 500, "status \(reply.status)")
        if reply.status >= 400 {
            demand((try? Document.json(reply.body))?.root["error_code"] != nil, "a refusal of another form")
        }
    }

    private static let open: Gateway = {
        let ready = DispatchSemaphore(value: 0)
        let issuer = Mutex<TokenIssuer?>(nil)
        Task {
            let made = try? await TokenIssuer(
                secret: Array("0123456789abcdef0123456789abcdef".utf8), now: { .init(milliseconds: 0) })
            issuer.withLock { $0 = made }
            ready.signal()
        }
        ready.wait()
        do {
            let files = SpecFiles(root: "api.yaml", files: ["api.yaml": Array(contract.utf8)])
            guard let tokens = issuer.withLock({ $0 }) else { fatalError("no issuer of tokens") }
            return try Gateway(
                contract: Contract.load(files).contract,
                handlers: ["read": { _ in .answer(Answer(204)) }, "write": { _ in .answer(Answer(204)) }],
                tokens: tokens, limiter: RateLimiter(), clock: .system)
        } catch { fatalError("\(error)") }
    }()

    /// Every place and every style that parameters have.
    private static let contract = """
        openapi: 3.1.1
        info: {title: Fuzzed, version: 1.0.0}
        paths:
          /a/{id}/b/{word}:
            parameters:
              - {name: id, in: path, required: true, schema: {type: integer}}
              - {name: word, in: path, required: true, schema: {type: string, maxLength: 9}}
              - {name: list, in: query, schema: {type: array, items: {type: integer}}}
              - {name: comma, in: query, explode: false, schema: {type: array, items: {type: string}}}
              - {name: pipe, in: query, style: pipeDelimited, explode: false, schema: {type: array, items: {type: number}}}
              - {name: flag, in: query, schema: {type: boolean}}
              - {name: X-Ids, in: header, schema: {type: array, items: {type: string}}}
              - {name: c, in: cookie, schema: {type: string}}
            get: {operationId: read, responses: {'204': {description: Nothing.}}}
            post:
              operationId: write
              requestBody:
                content:
                  application/json: {schema: {$ref: '#/components/schemas/Body'}}
                  application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Body'}}
                  multipart/form-data: {schema: {$ref: '#/components/schemas/Body'}}
                  application/yaml: {schema: {$ref: '#/components/schemas/Body'}}
              responses: {'204': {description: Nothing.}}
        components:
          schemas:
            Body:
              type: object
              properties:
                a: {type: integer, maximum: 9}
                b: {type: array, items: {type: boolean}}
                c: {type: object, required: [d], properties: {d: {enum: [one, two]}}, additionalProperties: false}
        """
}

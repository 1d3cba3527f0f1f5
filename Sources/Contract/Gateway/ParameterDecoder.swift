import APISpec
import JSON
import JSONSchema

/// Decodes and checks one parameter (OpenAPI 3.1.1 section 4.8.12: styles simple, form, spaceDelimited, pipeDelimited).
struct ParameterDecoder: Sendable {
    let name: String
    let place: Parameter.Place
    /// For a parameter of the path, which of its segments.
    let segment: Int?
    private let parameter: Parameter
    private let isArray: Bool
    private let kinds: Set<Node.Kind>
    private let defaultValue: JSONValue?

    init(_ parameter: Parameter, segment: Int?) {
        self.parameter = parameter
        self.segment = segment
        name = parameter.name
        place = parameter.place
        let accepted = parameter.schema.acceptedKinds
        isArray = accepted.contains(.array) && !accepted.contains(.string)
        kinds = isArray ? parameter.schema.itemKinds : accepted
        defaultValue = parameter.schema.defaultValue.map { JSONValue($0) }
    }

    /// Adds the value to the parameters, or what is wrong with it to the faults.
    ///
    /// - Parameter texts: each occurrence in the request, as it is written there.
    func decode(_ texts: [Substring], into decoded: inout DecodedRequest) {
        guard !texts.isEmpty else { return decodeAbsent(into: &decoded) }
        do throws(Fault.Mistake) {
            let value = try value(of: texts)
            let violations = parameter.schema.violations(
                of: Document(value).root, direction: .request, limit: BodyPlan.faultLimit)
            if violations.isEmpty { return decoded.parameters.set(name, in: place, to: value) }
            decoded.faults += violations.map {
                Fault($0, place: place.rawValue, under: JSONPointer(tokens: [name]))
            }
        } catch {
            decoded.faults.append(error.fault)
        }
    }

    private func decodeAbsent(into decoded: inout DecodedRequest) {
        if parameter.required {
            decoded.faults.append(fault("required", "is required", parameter.location).fault)
        } else if let defaultValue {
            decoded.parameters.set(name, in: place, to: defaultValue)
        }
    }

    private func value(of texts: [Substring]) throws(Fault.Mistake) -> JSONValue {
        if isArray {
            var elements: [JSONValue] = []
            for (index, text) in try elementTexts(of: texts).enumerated() { elements.append(try scalar(text, index)) }
            return .array(elements)
        }
        guard texts.count == 1 else {
            throw fault("type", "must be given once, was given \(texts.count) times", parameter.location)
        }
        return try scalar(texts[0], nil)
    }

    /// The texts of an array's elements, split before anything is decoded: an encoded comma belongs to its element.
    private func elementTexts(of texts: [Substring]) throws(Fault.Mistake) -> [Substring] {
        // Fields of one name are one list (RFC 9110 section 5.3).
        if place == .header { return texts.flatMap { $0.split(separator: ",").map(\.trimmed) } }
        if parameter.explode, place == .query { return texts }
        guard texts.count == 1 else {
            throw fault("type", "must be one list, was given \(texts.count) times", parameter.location)
        }
        if texts[0].isEmpty { return [] }
        let separators: [String] =
            switch parameter.style {
            case "spaceDelimited": ["%20", "+"]
            case "pipeDelimited": ["|", "%7C", "%7c"]
            default: [","]
            }
        return separators.reduce([texts[0]]) { parts, separator in parts.flatMap { $0.split(on: separator) } }
    }

    private func scalar(_ text: Substring, _ index: Int?) throws(Fault.Mistake) -> JSONValue {
        guard let decoded = decodeOctets(text) else {
            throw fault("style", "is not percent-encoded UTF-8", parameter.location, index)
        }
        if let value = ParameterText.value(decoded, as: kinds) { return value }
        let rule = parameter.schema.node["type"]?.location ?? parameter.schema.node.location ?? parameter.location
        let shown = decoded.count > 100 ? "\(decoded.prefix(100))…" : decoded
        throw fault("type", "must be \(ParameterText.names(of: kinds)), was \"\(shown)\"", rule, index)
    }

    private func decodeOctets(_ text: Substring) -> String? {
        switch place {
        case .path: PercentDecoding.decode(text)
        case .query: PercentDecoding.decode(text, plusIsSpace: true)
        case .header, .cookie: String(text)
        }
    }

    private func fault(
        _ keyword: String, _ message: String, _ spec: SourceLocation?, _ index: Int? = nil
    ) -> Fault.Mistake {
        let pointer = JSONPointer(tokens: [name] + (index.map { [String($0)] } ?? []))
        return Fault.Mistake(
            fault: Fault(
                place: place.rawValue, pointer: pointer.description, keyword: keyword, message: message,
                spec: spec?.description))
    }
}

extension Fault {
    /// A parameter that has no value to check.
    struct Mistake: Error {
        let fault: Fault
    }
}

extension Substring {
    /// The parts between occurrences of a separator, empty ones included.
    fileprivate func split(on separator: String) -> [Substring] {
        split(separator: separator, omittingEmptySubsequences: false)
    }
}

import APISpec
import JSON
import JSONSchema

/// Decodes and checks one parameter, whatever its style (OpenAPI 3.1.1, sections 4.8.12.2 to 4.8.12.6).
struct ParameterDecoder: Sendable {
    /// One way to understand what the request holds.
    enum Reading: Sendable {
        /// One text, one value.
        case scalar
        /// The elements of an array.
        case list
        /// The members of an object, in one text.
        case object
        /// The members of an object, each a pair of the query or a cookie of its own.
        case members
        /// Names with brackets (deepObject).
        case tree
        /// The text of a media type.
        case content
    }

    let name: String
    let place: Parameter.Place
    /// For a parameter of the path, which of its parameters.
    let segment: Int?
    let parameter: Parameter
    let octets: Octets
    /// Those that fit the schema, the likeliest first.
    let readings: [Reading]
    /// Names of the query or the cookies that belong to other parameters.
    let claimed: Set<String>
    private let defaultValue: JSONValue?

    init(_ parameter: Parameter, segment: Int?, claimed: Set<String> = []) {
        self.claimed = claimed
        self.parameter = parameter
        self.segment = segment
        name = parameter.name
        place = parameter.place
        octets = Octets(parameter)
        readings = Self.readings(of: parameter)
        defaultValue = parameter.schema.defaultValue.map { JSONValue($0) }
    }

    private static func readings(of parameter: Parameter) -> [Reading] {
        if parameter.media != nil { return [.content] }
        let kinds = parameter.shape.kinds
        if parameter.style == "deepObject", !kinds.isDisjoint(with: [.object, .array]) { return [.tree] }
        // What may be anything has not said that a comma means more than itself.
        if kinds.contains([.string, .array, .object]) { return [.scalar] }
        var readings: [Reading] = []
        if !kinds.isDisjoint(with: .scalar.subtracting(.null)) { readings.append(.scalar) }
        if kinds.contains(.array) { readings.append(.list) }
        if kinds.contains(.object) { readings.append(takesMembers(parameter) ? .members : .object) }
        return readings.isEmpty ? [.scalar] : readings
    }

    private static func takesMembers(_ parameter: Parameter) -> Bool {
        parameter.explode && (parameter.place == .query || parameter.place == .cookie)
    }

    /// Adds the value to the parameters, or what is wrong with it to the faults.
    func decode(_ input: ParameterInput, into decoded: inout DecodedRequest) {
        if isEmptyOnPurpose(input) { return decoded.parameters.set(name, in: place, to: .null) }
        var faults: [Fault]?
        for reading in readings {
            do throws(Fault.Mistake) {
                guard let value = try read(reading, input) else { continue }
                let (fitting, found) = check(value)
                if found.isEmpty { return decoded.parameters.set(name, in: place, to: fitting) }
                faults = faults ?? found
            } catch {
                faults = faults ?? [error.fault]
            }
        }
        if let faults { decoded.faults += faults } else { decodeAbsent(into: &decoded) }
    }

    /// Whether the request has a value that the schema lets in, or need not have one.
    func accepts(_ input: ParameterInput) -> Bool {
        readings.contains { reading in
            guard let value = try? read(reading, input) else { return false }
            return check(value).faults.isEmpty
        }
    }

    /// The value, or the same text as a string where only that fits; and what is wrong with it.
    private func check(_ value: JSONValue) -> (value: JSONValue, faults: [Fault]) {
        let violations = parameter.schema.violations(
            of: Document(value).root, direction: .request, limit: BodyPlan.faultLimit)
        if violations.isEmpty { return (value, []) }
        if let text = value.scalarText, parameter.shape.kinds.contains(.string),
            parameter.schema.accepts(Document(.string(text)).root, direction: .request)
        {
            return (.string(text), [])
        }
        return (value, violations.map { Fault($0, place: place.rawValue, under: JSONPointer(tokens: [name])) })
    }

    /// `allowEmptyValue`: a name without a value is a value of its own, null here.
    private func isEmptyOnPurpose(_ input: ParameterInput) -> Bool {
        parameter.allowEmptyValue && place == .query && input.query.values(of: name).allSatisfy(\.isEmpty)
            && input.query.has(name)
    }

    private func decodeAbsent(into decoded: inout DecodedRequest) {
        if parameter.required {
            decoded.faults.append(mistake("required", "is required").fault)
        } else if let defaultValue {
            decoded.parameters.set(name, in: place, to: defaultValue)
        }
    }

    func mistake(
        _ keyword: String, _ message: String, _ spec: SourceLocation? = nil, under path: [String] = []
    ) -> Fault.Mistake {
        Fault.Mistake(
            fault: Fault(
                place: place.rawValue, pointer: JSONPointer(tokens: [name] + path).description, keyword: keyword,
                message: message, spec: (spec ?? parameter.location)?.description))
    }
}

extension JSONValue {
    /// The text of a number, a boolean or null, as a parameter has it.
    fileprivate var scalarText: String? {
        switch self {
        case .null, .bool, .integer, .double, .decimal: jsonText
        default: nil
        }
    }
}

extension Fault {
    /// A parameter or a field that has no value to check.
    struct Mistake: Error {
        let fault: Fault
    }
}

import JSON
import JSONSchema
import SchemaInstances

/// One change of a valid value, and what the first error must say about it.
struct Injection {
    var place: JSONPointer
    /// The value with the fault.
    var change: (JSONValue) -> JSONValue
    /// The places that the first error may name.
    var places: [JSONPointer]
    /// The keywords that it may name.
    var keywords: Set<String>

    func isNamed(_ violation: Violation) -> Bool {
        places.contains(violation.instance) && keywords.contains(violation.keyword)
    }
}

/// The kinds of mistake that clients make.
enum FaultKind: String, CaseIterable {
    case numberAsText = "number as text"
    case textAsNumber = "text as number"
    case booleanAsText = "boolean as text"
    case textAsBoolean = "text as boolean"
    case null = "null"
    case elementForList = "element for list"
    case listForValue = "list for value"
    case objectAsText = "object as JSON text"
    case textForObject = "text for object"
    case fraction = "fraction for integer"
    case wordCase = "enum in other case"
    case wordTypo = "enum misspelt"
    case wordForeign = "enum not listed"
    case belowMinimum = "below minimum"
    case aboveMaximum = "above maximum"
    case notMultiple = "not a multiple"
    case tooShort = "text too short"
    case tooLong = "text too long"
    case pattern = "pattern broken"
    case formatNear = "format nearly right"
    case formatWrong = "format wrong"
    case missingMember = "member missing"
    case misspeltMember = "member misspelt"
    case memberCase = "member in other case"
    case unknownMember = "unknown member"
    case readOnlyMember = "read-only member"
    case tooFewItems = "too few elements"
    case tooManyItems = "too many elements"
    case repeatedItems = "repeated element"
    case tooFewMembers = "too few members"
    case tooManyMembers = "too many members"
    case wrongTag = "discriminator wrong"

    private static let kindKeywords: Set<String> = [
        "type", "enum", "const", "anyOf", "oneOf", "nullable", "discriminator",
    ]
    private static let wordKeywords: Set<String> = ["enum", "const", "anyOf", "oneOf", "discriminator"]

    /// Every way to make this mistake at one place.
    func injections(at site: Site) -> [Injection] {
        switch self {
        case .numberAsText, .textAsNumber, .booleanAsText, .textAsBoolean, .null, .elementForList, .listForValue,
            .objectAsText, .textForObject, .fraction:
            kinds(site)
        case .wordCase, .wordTypo, .wordForeign, .wrongTag: words(site)
        case .belowMinimum, .aboveMaximum, .notMultiple: numbers(site)
        case .tooShort, .tooLong, .pattern, .formatNear, .formatWrong: texts(site)
        case .missingMember, .misspeltMember, .memberCase, .unknownMember, .readOnlyMember, .tooFewMembers,
            .tooManyMembers:
            members(site)
        case .tooFewItems, .tooManyItems, .repeatedItems: elements(site)
        }
    }

    /// Another value at the place.
    private func put(_ value: JSONValue, at site: Site, _ keywords: Set<String>) -> [Injection] {
        let place = site.place
        return [
            Injection(
                place: place, change: { $0.replacing(place.tokens[...], with: value) ?? $0 }, places: [place],
                keywords: keywords)
        ]
    }

    private func kinds(_ site: Site) -> [Injection] {
        guard site.types.count < SchemaView.allTypes.count, let (value, type) = wrongKind(site.value) else { return [] }
        let isAllowed = site.types.contains(type) || type == "integer" && site.types.contains("number")
        return isAllowed ? [] : put(value, at: site, Self.kindKeywords)
    }

    /// The value in the wrong kind, and the name of that kind.
    private func wrongKind(_ value: JSONValue) -> (JSONValue, String)? {
        switch (self, value) {
        case (.numberAsText, .integer), (.numberAsText, .double): (.string(value.jsonText), "string")
        case (.textAsNumber, .string): (5, "integer")
        case (.booleanAsText, .bool(let bool)): (.string(bool ? "true" : "false"), "string")
        case (.textAsBoolean, .string): (true, "boolean")
        case (.null, _) where value != .null: (.null, "null")
        case (.elementForList, .array(let elements)): elements.first.map { ($0, $0.typeName) }
        case (.listForValue, .string), (.listForValue, .integer), (.listForValue, .object): (.array([value]), "array")
        case (.objectAsText, .object): (.string(value.jsonText), "string")
        case (.textForObject, .object): ("x", "string")
        case (.fraction, .integer(let number)): (.double(Double(number) + 0.5), "number")
        default: nil
        }
    }

    private func words(_ site: Site) -> [Injection] {
        if self == .wrongTag {
            let isTag = site.views.isEmpty ? false : site.words.isEmpty
            let members = site.views.flatMap { view in
                view.parts.compactMap { $0["discriminator"]?["propertyName"]?.string }
            }
            guard isTag, let member = members.first, site.value.objectValue?[member] != nil else { return [] }
            let place = site.place.appending(member)
            return [
                Injection(
                    place: place, change: { $0.replacing(place.tokens[...], with: "zz_no_branch") ?? $0 },
                    places: [place, site.place], keywords: Self.wordKeywords.union(["type"]))
            ]
        }
        guard case .string(let word) = site.value, !site.words.isEmpty, let wrong = wrongWord(word) else { return [] }
        return site.words.contains(.string(wrong)) ? [] : put(.string(wrong), at: site, Self.wordKeywords)
    }

    private func wrongWord(_ word: String) -> String? {
        switch self {
        case .wordCase: return word.uppercased() == word ? word.lowercased() : word.uppercased()
        case .wordTypo:
            guard word.count > 3 else { return nil }
            var letters = Array(word)
            letters.swapAt(1, 2)
            return String(letters)
        default: return "zz_not_listed"
        }
    }

    private func numbers(_ site: Site) -> [Injection] {
        guard site.value.doubleValue != nil else { return [] }
        switch self {
        case .belowMinimum:
            return bounds(site, "minimum", "exclusiveMinimum").flatMap {
                put(below($0), at: site, ["minimum", "exclusiveMinimum", "format", "anyOf", "oneOf"])
            }
        case .aboveMaximum:
            return bounds(site, "maximum", "exclusiveMaximum").flatMap {
                put(above($0), at: site, ["maximum", "exclusiveMaximum", "format", "anyOf", "oneOf"])
            }
        default:
            guard let step = site.values("multipleOf").compactMap(\.double).first, let value = site.value.doubleValue
            else { return [] }
            let wrong: JSONValue =
                step > 1 && step == step.rounded() ? .integer(Int(value) + 1) : .double(value + step / 3)
            return put(wrong, at: site, ["multipleOf", "type"])
        }
    }

    private func bounds(_ site: Site, _ closed: String, _ open: String) -> [Double] {
        (site.values(closed) + site.values(open)).compactMap(\.double).prefix(1).map { $0 }
    }

    private func below(_ bound: Double) -> JSONValue {
        Int(exactly: bound - 1).map { .integer($0) } ?? .double(bound - 1)
    }

    private func above(_ bound: Double) -> JSONValue {
        Int(exactly: bound + 1).map { .integer($0) } ?? .double(bound + 1)
    }
}

public import APISpec
public import JSON

/// The parameters of a call, decoded, valid by their schemas, defaults filled in.
public struct Parameters: Sendable {
    private struct Entry: Sendable {
        var place: Parameter.Place
        var name: String
        var value: JSONValue
    }

    private var entries: [Entry] = []

    public init() {}

    /// The value of a parameter; where two places have the same name, that of the path, then the query, then the rest.
    public subscript(name: String) -> JSONValue? {
        let found = entries.filter { $0.name == name }
        return (found.first { $0.place == .path } ?? found.first { $0.place == .query } ?? found.first)?.value
    }

    /// The value of a parameter of one place.
    public subscript(name: String, place: Parameter.Place) -> JSONValue? {
        entries.first { $0.name == name && $0.place == place }?.value
    }

    public func string(_ name: String) -> String? { self[name]?.stringValue }

    public func int(_ name: String) -> Int? { self[name]?.intValue }

    public mutating func set(_ name: String, in place: Parameter.Place, to value: JSONValue) {
        entries.removeAll { $0.name == name && $0.place == place }
        entries.append(Entry(place: place, name: name, value: value))
    }
}

/// Figures in the text format 0.0.4 of Prometheus: each family once, with HELP and TYPE, then its samples.
struct PrometheusText {
    enum Kind: String {
        case counter, gauge, histogram
    }

    /// One value and what it is about.
    struct Sample {
        var labels: [(name: String, value: String)] = []
        var value: Double

        init(_ value: Double, _ labels: (name: String, value: String)...) {
            self.labels = labels
            self.value = value
        }

        init(_ value: Int, _ labels: (name: String, value: String)...) {
            self.labels = labels
            self.value = Double(value)
        }
    }

    static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    private(set) var text = ""

    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        begin(name, kind, help)
        for sample in samples { line(name, sample.labels, sample.value) }
    }

    /// A family of histograms, one for each label.
    mutating func add(_ name: String, _ help: String, by label: String, _ histograms: [(String, Histogram)]) {
        begin(name, .histogram, help)
        for (value, histogram) in histograms {
            let labels = [(name: label, value: value)]
            for index in Histogram.published {
                let bound = (name: "le", value: Self.number(Histogram.bounds[index]))
                line("\(name)_bucket", labels + [bound], Double(histogram.count(upTo: index)))
            }
            line("\(name)_bucket", labels + [(name: "le", value: "+Inf")], Double(histogram.count))
            line("\(name)_sum", labels, histogram.sum)
            line("\(name)_count", labels, Double(histogram.count))
        }
    }

    private mutating func begin(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    private mutating func line(_ name: String, _ labels: [(name: String, value: String)], _ value: Double) {
        let list = labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
        text += "\(name)\(list.isEmpty ? "" : "{\(list)}") \(Self.number(value))\n"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    /// Whole numbers without a fraction, others as Swift writes them, which reads back exactly.
    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : value.description
    }
}

/// The score and grade of a page, counted as the MDN HTTP Observatory does.
struct Score: Equatable {
    /// 0 or more; 100 is a page without faults, more is earned by extra protection.
    let points: Int
    /// From "A+" to "F".
    let grade: String

    /// Starts at 100, takes the penalties off, and adds the bonuses only where 90 or more remain.
    init(_ verdicts: [Verdict]) {
        let base = 100 + verdicts.map(\.points).filter { $0 < 0 }.reduce(0, +)
        let bonus = verdicts.map(\.points).filter { $0 > 0 }.reduce(0, +)
        points = max(0, base >= 90 ? base + bonus : base)
        let points = points
        grade = Self.grades.first { points >= $0.0 }?.1 ?? "F"
    }

    private static let grades: [(Int, String)] = [
        (100, "A+"), (90, "A"), (85, "A-"), (80, "B+"), (70, "B"), (65, "B-"), (60, "C+"), (50, "C"), (45, "C-"),
        (40, "D+"), (30, "D"), (25, "D-"),
    ]
}

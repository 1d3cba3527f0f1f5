/// Draws what a few values say towards what many say.
struct Shrinkage: Sendable, Equatable {
    /// The quantile of the standard normal distribution that leaves 10 % above.
    private static let tenth = 1.281_551_565_544_600_4
    /// How many degrees of freedom the variance of all cells weighs against a cell's own.
    private static let varianceStrength = 4.0

    /// How many values the whole counts as.
    var strength: Double

    /// Between the mean of the values and the whole's; nearer to the former the more values there are.
    func mean(_ own: Moments, towards whole: Double) -> Double {
        (own.total + strength * whole) / (Double(own.count) + strength)
    }

    /// How far from the mean 80 % of further values lie at most; nil while no variance is known.
    ///
    /// Holds the values' own variance and the doubt about the mean itself.
    func spread(_ own: Moments, of population: Population) -> Double? {
        let all = population.whole
        guard let common = population.within ?? (all.count > 1 ? all.deviation / Double(all.count - 1) : nil) else {
            return nil
        }
        let freedom = Double(max(0, own.count - 1))
        let variance = (own.deviation + Self.varianceStrength * common) / (freedom + Self.varianceStrength)
        return Self.tenth * (variance * (1 + 1 / (Double(own.count) + strength))).squareRoot()
    }
}

/**
 * Clopper and Pearson's upper bound (1934): with `confidence`, the share of errors is not greater than this, after `errors` of `trials`
 * independent ones. 1 without trials.
 */
export function upperBound(errors: number, trials: number, confidence = 0.95): number {
  if (errors >= trials) return 1
  let [low, high] = [errors / trials, 1]
  for (let step = 0; step < 60; step++) {
    const share = (low + high) / 2
    if (atMost(errors, trials, share) > 1 - confidence) low = share
    else high = share
  }
  return high
}

/** The probability of at most so many errors, if each trial fails with probability `share`. */
function atMost(errors: number, trials: number, share: number): number {
  let term = (1 - share) ** trials
  let sum = term
  for (let k = 1; k <= errors; k++) {
    term *= ((trials - k + 1) / k) * (share / (1 - share))
    sum += term
  }
  return sum
}

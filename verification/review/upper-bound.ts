/** How sure one may be that a share is not above its bound. */
const CONFIDENCE = 0.95
/** Halvings of the interval: to the last digit of a number. */
const STEPS = 60

/**
 * The largest share of faults at which so few of `count` would still be seen in 1 of 20 samples: the upper bound of Clopper and Pearson,
 * one-sided, at 95 %. It never promises more than it holds, for few samples too: of 59 without a fault it says 4.95 %.
 */
export function upperBound(faults: number, count: number): number {
  if (faults >= count) return 1
  let [low, high] = [faults / count, 1]
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2
    if (atMost(faults, count, middle) > 1 - CONFIDENCE) low = middle
    else high = middle
  }
  return high
}

/** How likely at most so many of `count` are faults if each is one with this probability. In logarithms: the first terms may be below 1e-308. */
function atMost(faults: number, count: number, share: number): number {
  let term = count * Math.log1p(-share)
  let sum = Math.exp(term)
  for (let n = 1; n <= faults; n++) {
    term += Math.log((count - n + 1) / n) + Math.log(share) - Math.log1p(-share)
    sum += Math.exp(term)
  }
  return sum
}

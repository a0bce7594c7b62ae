/**
 * The platform's fee of a bill's change, and the VAT on it. Rates are basis points. Each is counted of the bill's whole gross, half up: what
 * a change adds is the difference. So the fees of a bill sum to the fee of its gross, and a bill that comes to nothing has cost nothing.
 */
export function feeOf({
  beforeMinor,
  afterMinor,
  feeBasisPoints,
  vatBasisPoints,
}: {
  /** The bill's gross before the change, and after it. */
  beforeMinor: number
  afterMinor: number
  feeBasisPoints: number
  vatBasisPoints: number
}): { feeMinor: number; vatMinor: number } {
  const [before, after] = [part(beforeMinor, feeBasisPoints), part(afterMinor, feeBasisPoints)]
  return { feeMinor: after - before, vatMinor: part(after, vatBasisPoints) - part(before, vatBasisPoints) }
}

/** Basis points of an amount that is not negative, half up. A product of two numbers may be above 2^53. */
const part = (amountMinor: number, basisPoints: number): number =>
  Number((BigInt(amountMinor) * BigInt(basisPoints) * 2n + 10_000n) / 20_000n)

/** What a refund goes back by. */
export interface Source {
  /** Null: the wallet. */
  paymentId: string | null
  roomMinor: number
  /** Amounts are multiples of it. */
  step: number
}

export interface Share {
  /** Null: into the wallet. */
  paymentId: string | null
  amountMinor: number
}

/**
 * Shares an amount out among what was paid, in the order given. The last digits of a payment that its provider does not take go into the
 * wallet. Never is more given than there is room for.
 */
export function sharesOf(amountMinor: number, sources: readonly Source[]): Share[] {
  let rest = amountMinor
  let wallet = 0
  const shares: Share[] = []
  for (const { paymentId, roomMinor, step } of sources) {
    const part = Math.min(rest, roomMinor)
    rest -= part
    const whole = paymentId === null ? 0 : part - (part % step)
    wallet += part - whole
    if (whole > 0) shares.push({ paymentId, amountMinor: whole })
  }
  return wallet > 0 ? [...shares, { paymentId: null, amountMinor: wallet }] : shares
}

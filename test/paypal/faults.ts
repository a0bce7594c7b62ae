/**
 * What may go wrong with a call that matches. LOST: done, and no answer. UNSENT: no answer, and not done. BROKEN: 500, not done.
 * BROKEN_AFTER: 500, done. BUSY: 429. SLOW: done, and the answer never comes. REFUSED: a 422 with `code`. LIES: done, and every amount of the
 * answer is 1.00 more. ENDLESS: an answer without end. SAYS: not done, and answered with `says`.
 */
export type How = 'LOST' | 'UNSENT' | 'BROKEN' | 'BROKEN_AFTER' | 'BUSY' | 'SLOW' | 'REFUSED' | 'LIES' | 'ENDLESS' | 'SAYS'
export interface Fault {
  /** Of `POST /v2/checkout/orders/…`; default: every call that moves money. */
  on?: string
  how: How
  code?: string
  says?: { status: number; body: unknown }
  times?: number
}

const MOVES = String.raw`^POST /(v2/checkout/orders/\w+/(authorize|capture)|v2/payments/.*|v1/payments/payouts|v3/vault/.*)$`

export function createFaults() {
  let faults: (Pick<Fault, 'says'> & { on: RegExp; how: How; code: string; times: number })[] = []
  return {
    next: ({ on = MOVES, how, code = 'PAYEE_ACCOUNT_RESTRICTED', times = 1, says }: Fault): void =>
      void faults.push({ on: new RegExp(on), how, code, times, ...(says && { says }) }),
    clear: (): void => void (faults = []),
    /** The fault that hits this call, which is used up by it. */
    of: (call: string) => {
      const fault = faults.find(({ on, times }) => times > 0 && on.test(call))
      if (fault !== undefined) fault.times--
      return fault ?? null
    },
  }
}

/** Every amount is 1.00 more. */
export const lies = (body: unknown): unknown =>
  JSON.parse(JSON.stringify(body), (_key, value: unknown) =>
    typeof value === 'object' && value !== null && 'currency_code' in value && 'value' in value
      ? { ...value, value: (Number(value.value) + 1).toFixed(2) }
      : value,
  )

import type { Movement, Reading } from '../providers/provider.ts'
import type { MismatchAbout } from '../tables.ts'
import type { Compared } from './compare.queries.ts'

export type Verdict =
  /** Both have it. `feeMinor` is what of the provider's cost nobody has booked yet. */
  | { is: 'AGREES'; feeMinor: number }
  /** It is the provider's alone, and we take it from its list: a fee, money on its way to our bank. */
  | { is: 'TAKEN' }
  | { is: 'DIFFERS'; kind: 'AMOUNT_DIFFERS' | 'FEE_DIFFERS'; oursMinor: number; theirsMinor: number }
  /** Something is wanted for it that is not over: the books follow. */
  | { is: 'UNDER_WAY' }
  /** MISSING_HERE: we know the thing, and have not booked this. UNKNOWN_OBJECT: we have never heard of it. */
  | { is: 'NOT_BOOKED'; kind: 'MISSING_HERE' | 'UNKNOWN_OBJECT' }

/** What a line of a provider is beside our books. */
export function verdictOf({ kind, amount_minor: amount, fee_minor: fee, ...ours }: Compared): Verdict {
  if (kind === 'FEE' || kind === 'BANKED') return { is: 'TAKEN' }
  const { booked_minor: booked, cost_minor: cost } = ours
  if (booked === null) {
    if (ours.under_way) return { is: 'UNDER_WAY' }
    return { is: 'NOT_BOOKED', kind: ours.known ? 'MISSING_HERE' : 'UNKNOWN_OBJECT' }
  }
  // A dispute is booked together with its fee.
  if (cost === null && booked === amount - fee) return { is: 'AGREES', feeMinor: 0 }
  if (booked !== amount) return { is: 'DIFFERS', kind: 'AMOUNT_DIFFERS', oursMinor: booked, theirsMinor: amount }
  if (cost === null) return { is: 'AGREES', feeMinor: fee }
  if (cost !== -fee) return { is: 'DIFFERS', kind: 'FEE_DIFFERS', oursMinor: -cost, theirsMinor: fee }
  return { is: 'AGREES', feeMinor: 0 }
}

const READ_AS: Readonly<Partial<Record<Movement['kind'], Reading['kind']>>> = {
  PAYMENT: 'PAYMENT',
  REFUND: 'REFUND',
  REFUND_FAILED: 'REFUND',
  DISPUTE: 'DISPUTE',
  DISPUTE_WON: 'DISPUTE',
  PAY_OUT: 'PAY_OUT',
  PAY_OUT_RETURNED: 'PAY_OUT',
}

/** The thing of a line that can be read at the provider; null where there is none. */
export function thingOf({ kind, about_id: id }: Pick<Compared, 'kind' | 'about_id'>): readonly [Reading['kind'], string] | null {
  const read = READ_AS[kind]
  return read === undefined || id === null ? null : [read, id]
}

/** What a mismatch of a line is about: the thing, or the line itself. */
export const aboutOf = (line: Pick<Compared, 'kind' | 'about_id' | 'external_id'>): readonly [MismatchAbout, string] =>
  thingOf(line) ?? ['MOVEMENT', line.external_id]

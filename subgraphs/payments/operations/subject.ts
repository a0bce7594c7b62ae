import type { Log } from '#lib/log.ts'
import type { Config } from '../config.ts'
import type { ProviderName, Reading } from '../providers/provider.ts'
import type { Providers } from '../providers/providers.ts'
import type { Operation, SubjectType, Trx } from '../tables.ts'

/** What those who take a provider's word may use. They call no provider: they are in a transaction. */
export interface Work {
  config: Config
  log: Log
  providers: Providers
}

/** The code of a refusal that is none of the provider's: it was sent, and the provider has never done it. */
export const NEVER_DONE = 'NEVER_DONE'

/** A definite no, and that nothing has happened. `code` is the provider's. */
export interface Refusal {
  code: string
  message: string
}

/**
 * A kind of thing that operations are for. Answers, hooks and what the janitor finds come here in one way, in any order and as often as they
 * like: `settle` reads the thing's state and only goes forward. What comes for a thing that is gone or paid already is never dropped: money
 * is let go, given back, or noted for a person (`noteMismatch`).
 */
export interface Subject {
  /** Locks the thing, before anything else is. What locks several things does it in one order. */
  lock: (trx: Trx, id: string) => Promise<unknown>
  /** What the provider has. `operation` made it, which need not be the one that was answered: a CAPTURE is answered by the payment of AUTHORISE. */
  settle: (trx: Trx, work: Work, operation: Operation, reading: Reading) => Promise<void>
  /** The operation was refused, and is over. A new attempt is a new operation. */
  refused: (trx: Trx, work: Work, operation: Operation, refusal: Refusal) => Promise<void>
}

/** Who settles what, and who is told of what we have not made: a dispute, a refund from the provider's own page. */
export interface Subjects {
  ours: Readonly<Partial<Record<SubjectType, Subject>>>
  others: Readonly<
    Partial<Record<Reading['kind'], (trx: Trx, work: Work, provider: ProviderName, reading: Reading) => Promise<void>>>
  >
}

export function subjectOf({ ours }: Subjects, type: SubjectType): Subject {
  const subject = ours[type]
  if (!subject) throw new Error(`Nobody settles operations for ${type}: name its room among the subjects.`)
  return subject
}

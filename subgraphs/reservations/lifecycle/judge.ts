import type { Facts } from './facts.queries.ts'

/** What becomes of a slot that nobody has used in time. */
export type Verdict =
  | { state: 'FULFILLED'; sessionId: string | null; endedAt: Date | null }
  | { state: 'CANCELLED'; reason: 'CHARGER_OFFLINE' | 'EVSE_OUT_OF_ORDER' | 'OCCUPIED' }
  | { state: 'NO_SHOW' }
  /** It is looked at again: what is not known yet will be. */
  | null

const REASONS = { OFFLINE: 'CHARGER_OFFLINE', OUT_OF_ORDER: 'EVSE_OUT_OF_ORDER' } as const

/** A driver pays for not coming, and for nothing else: every doubt is in their favour. */
export function judge(facts: Facts): Verdict {
  if (facts.ownSession !== null) return { state: 'FULFILLED', sessionId: facts.ownSession, endedAt: facts.ownEndedAt }
  if (facts.ownCharges) return facts.over ? { state: 'FULFILLED', sessionId: null, endedAt: facts.ownEndedAt } : null
  if (facts.undecided || facts.justBack) return null
  // They may charge there at this moment: a charger that is away tells of it when it is back.
  if (facts.trouble !== null) return facts.over ? { state: 'CANCELLED', reason: REASONS[facts.trouble] } : null
  if (facts.othersCharge || facts.taken) return { state: 'CANCELLED', reason: 'OCCUPIED' }
  // It may be their vehicle.
  if (facts.plugged) return null
  if (facts.wasTrouble !== null) return { state: 'CANCELLED', reason: REASONS[facts.wasTrouble] }
  if (facts.refused) return { state: 'CANCELLED', reason: 'EVSE_OUT_OF_ORDER' }
  return { state: 'NO_SHOW' }
}

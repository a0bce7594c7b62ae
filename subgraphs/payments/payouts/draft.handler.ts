import { newId } from '#lib/id.ts'
import type { Services } from '../context.ts'
import { eachDue } from '../each-due.ts'
import type { Payout, Trx } from '../tables.ts'
import { beginRound, dueWeeks, earnedUntil, leftMinor, type DueWeek } from './draft.queries.ts'
import { PAYOUT_LIMITS } from './limits.ts'
import { lockOperator } from './owed.queries.ts'
import { insertPayout, insertPayoutEntries } from './payout.queries.ts'
import { sendable, tellPayout } from './payout.ts'

type Work = Pick<Services, 'providers'>

/** Drafts what operators have earned in the weeks that are over. Each week of an operator is one transaction: one that fails stops no other. */
export async function draftPayouts(
  { db, log, providers }: Pick<Services, 'providers' | 'db' | 'log'>,
  at = new Date(),
): Promise<void> {
  const weeks = await dueWeeks(db, at, PAYOUT_LIMITS.atOnce)
  await eachDue(weeks, { db, log, round: 'PAYOUT', keyOf: ({ operatorId, currency }) => `${operatorId} ${currency}` }, (due) =>
    db.transaction().execute((trx) => draftPayout(trx, { providers }, due)),
  )
}

/**
 * Drafts one. What comes while it is drafted is of the next week. Where there is nothing to pay, or less than nothing, its entries wait for a
 * later week, whose earnings they lower.
 */
export async function draftPayout(trx: Trx, { providers }: Work, due: DueWeek): Promise<Payout | null> {
  if (!(await beginRound(trx, due))) return null
  await lockOperator(trx, due)
  const { entryIds, earnedMinor } = await earnedUntil(trx, due)
  const carriedMinor = await leftMinor(trx, due)
  const amountMinor = amountOf(providers, due, earnedMinor + carriedMinor)
  if (entryIds.length === 0 || amountMinor <= 0) return null
  const payout = await insertPayout(trx, {
    id: newId(),
    operator_id: due.operatorId,
    currency: due.currency,
    week: due.week,
    begins_at: due.beginsAt,
    ends_at: due.endsAt,
    state: 'DRAFT',
    earned_minor: earnedMinor,
    carried_minor: carriedMinor,
    amount_minor: amountMinor,
  })
  await insertPayoutEntries(trx, payout.id, entryIds)
  await tellPayout(trx, payout)
  return payout
}

/** What can be sent. An operator who has not said where to, or whose provider does not take the currency, learns what is due. */
function amountOf(providers: Services['providers'], { provider: name, currency }: DueWeek, dueMinor: number): number {
  const provider = name === null ? undefined : providers.get(name)
  return provider && Number.isFinite(provider.least(currency)) ? sendable(provider, currency, dueMinor) : dueMinor
}

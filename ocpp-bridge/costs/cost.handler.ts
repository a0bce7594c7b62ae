import { inMajorUnits } from '#lib/currency.ts'
import type { EventEnvelope } from '#lib/events.ts'
import type { Services } from '../context.ts'
import type { Trx } from '../tables.ts'
import { CallFailed, NoAnswer } from '../wire/call-outcome.ts'
import type { Json } from '../wire/frame.ts'
import { claimCost, finalCost, returnCost, saveCost } from './cost.queries.ts'

/** Charging says what a session costs whose charger shows it. */
export const takeCost = (trx: Trx, { data }: EventEnvelope<'charging.cost.changed'>): Promise<void> => saveCost(trx, data)

interface Line {
  identity: string
  epoch: number
  call: (action: string, payload: Json) => Promise<Json>
}

/** Tells a charger what a transaction of its own costs (2.0.1 I02). True if there was one to tell. */
export async function sendCost({ db, log, inTurn }: Services, line: Line, stationId: string): Promise<boolean> {
  const { identity, epoch } = line
  const due = await inTurn('connections', () => claimCost(db, { identity, epoch, stationId }))
  if (due === undefined) return false
  try {
    await line.call('CostUpdated', { transactionId: due.chargerTransactionId, totalCost: major(due.amountMinor, due.currency) })
  } catch (error) {
    if (!(error instanceof CallFailed || error instanceof NoAnswer)) throw error
    // It is told again when it is back. A charger that cannot show it will hear the next amount all the same.
    if (error instanceof NoAnswer && error.why === 'disconnected') await returnCost(db, due.transactionId)
    else log.info({ identity, why: error.message }, 'a charger was not told what its session costs')
  }
  return true
}

/** The part of the reply to the end of a transaction that says what it has cost, where that is known already (2.0.1 I03). */
export async function totalCostOf(trx: Trx, transactionId: string): Promise<Json> {
  const cost = await finalCost(trx, transactionId)
  return cost === undefined ? {} : { totalCost: major(cost.amount_minor, cost.currency) }
}

const major = (amountMinor: number, currency: string): number => Number(inMajorUnits(amountMinor, currency))

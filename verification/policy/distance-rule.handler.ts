import type { EventEnvelope } from '#lib/events.ts'
import type { Trx } from '../tables.ts'
import { insertRule } from './distance-rule.queries.ts'

/** Learns what kilometres earn. What other things earn is nothing to photos. */
export async function learnRule(trx: Trx, { data }: EventEnvelope<'rewards.rule.published'>): Promise<void> {
  const { rule, version, per, amount, maximum, holdsFrom } = data
  if (rule === 'odometer.distance') await insertRule(trx, { version, per, amount, maximum, holds_from: new Date(holdsFrom) })
}

import { fromMajorUnits } from '#lib/currency.ts'
import { costOf, payable } from '#lib/tariff/cost.ts'
import type { Pause, Session } from '../tables.ts'
import type { SessionCost } from './price.ts'
import { tallyAt } from './session-tally.ts'

/**
 * What a session will cost at a moment to come, if it goes on as it does: with the power that its charger told last, else with its mean so
 * far. Where that is nothing and the charger says no more, it is `silentW`: a vehicle may have begun to take something meanwhile. And the most
 * that it can cost at all; null where the tariff has no such limit.
 */
export function costAhead(
  session: Session,
  { cost, pauses, terms, tally }: SessionCost,
  at: Date,
  silentW: number | null,
): { costMinor: number; mostMinor: number | null } {
  if (!terms || !tally) return { costMinor: payable(cost), mostMinor: 0 }
  const { maxPrice, currency } = terms.tariff
  const seconds = Math.max(0, (at.getTime() - Math.max(tally.at, resumedAt(pauses))) / 1_000)
  const energyWh = Math.round((powerNow(session, silentW) * seconds) / 3_600)
  return {
    costMinor: payable(costOf(terms.tariff, tallyAt(terms, tally, at, pauses, energyWh))),
    mostMinor: maxPrice ? fromMajorUnits(maxPrice.inclVat ?? maxPrice.exclVat, currency) : null,
  }
}

/** When the last pause ended, in milliseconds since 1970: nothing flowed in it. 0 where there was none. */
export const resumedAt = (pauses: readonly Pause[]): number => Math.max(0, ...pauses.map(({ to_at }) => to_at?.getTime() ?? 0))

const powerNow = (session: Session, silentW: number | null): number => toldPower(session) || (silentW ?? 0)

function toldPower({ power_w, energy_wh, started_at, last_sample_at }: Session): number {
  if (power_w !== null) return power_w
  const seconds = started_at && last_sample_at ? (last_sample_at.getTime() - started_at.getTime()) / 1_000 : 0
  return seconds > 0 ? (energy_wh * 3_600) / seconds : 0
}

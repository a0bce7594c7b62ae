import { isSelfOr, requireUser } from '#lib/access.ts'
import { badInput, notFound } from '#lib/errors.ts'
import type { Money } from '#lib/graph.ts'
import { timeZone as zone } from '#lib/text.ts'
import type { Context } from '../context.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import { chargedByMonth, type MonthRow } from './statistics.queries.ts'

export interface Charged {
  sessions: number
  energyWh: number
  /** One for each currency. */
  costs: Money[]
}
export interface Statistics {
  total: Charged
  months: (Charged & { month: string })[]
}

/** What a driver charged, in all and in the newest months: for themselves and admins. */
export async function statisticsOf(
  { caller, db }: Context,
  userId: string,
  { timeZone, months }: { timeZone: string; months: number },
): Promise<Statistics> {
  if (!isSelfOr(requireUser(caller), userId, 'ADMIN')) throw notFound('user')
  const { error } = zone.safeParse(timeZone)
  if (error) throw badInput(['timeZone'], error.issues[0]?.message ?? '')
  const most = CHARGING_LIMITS.statisticsMonths
  if (months < 1 || months > most) throw badInput(['months'], `1 to ${most} months.`)
  const rows = await chargedByMonth(db, userId, timeZone)
  return { total: total(rows), months: rows.slice(0, months).map((row) => ({ ...charged(row), month: row.month })) }
}

const charged = ({ sessions, energy_wh: energyWh, costs }: MonthRow): Charged => ({ sessions, energyWh, costs })

function total(rows: readonly MonthRow[]): Charged {
  const byCurrency = Map.groupBy(
    rows.flatMap(({ costs }) => costs),
    ({ currency }) => currency,
  )
  const costs = [...byCurrency].map(([currency, each]) => ({
    currency,
    amountMinor: each.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
  }))
  return {
    sessions: rows.reduce((sum, { sessions }) => sum + sessions, 0),
    energyWh: rows.reduce((sum, { energy_wh }) => sum + energy_wh, 0),
    costs: costs.toSorted((a, b) => a.currency.localeCompare(b.currency)),
  }
}

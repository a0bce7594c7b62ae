import { billedFrom } from '#lib/tariff/parking.ts'
import type { TariffData } from '#lib/tariff/tariff.ts'
import type { Rules } from '../context.ts'
import type { Pause, Session } from '../tables.ts'
import type { Terms } from './session-tally.ts'
import { secondsOf } from './timeline.ts'

/** A vehicle that is plugged in and takes nothing. Times are by the charger's clock. */
export interface Parking {
  since: Date
  /** From when the parking is billed; null if it costs nothing, or nothing within a week. */
  billedFrom: Date | null
  /** When its driver is to be told of that; null if the tariff has no notice. */
  noticeAt: Date | null
}

/** How long a vehicle that takes nothing may stand: as its tariff has it, else as the house does. */
export const graceSecondsOf = ({ idle }: TariffData, { parkingGraceSeconds }: Pick<Rules, 'parkingGraceSeconds'>): number =>
  idle?.graceMinutes === undefined ? parkingGraceSeconds : idle.graceMinutes * 60

/** How a vehicle parks now, if its last pause is its own and lasts. Without terms charging is free. */
export function parkingOf(
  { started_at: startedAt, energy_wh: energyWh }: Pick<Session, 'started_at' | 'energy_wh'>,
  pauses: readonly Pick<Pause, 'from_at' | 'to_at' | 'by'>[],
  terms: Terms | null,
): Parking | null {
  const open = pauses.findLast(({ to_at }) => to_at === null)
  if (open?.by !== 'EV') return null
  const since = open.from_at
  if (terms === null || startedAt === null) return { since, billedFrom: null, noticeAt: null }
  const { tariff, zone, graceSeconds } = terms
  const paid = billedFrom(tariff, zone, { startedAt: secondsOf(startedAt), energyWh }, secondsOf(since) + graceSeconds)
  if (paid === null) return { since, billedFrom: null, noticeAt: null }
  const notice = tariff.idle?.noticeMinutes
  const noticeAt = notice === undefined ? null : new Date(Math.max(paid * 1_000 - notice * 60_000, since.getTime()))
  return { since, billedFrom: new Date(paid * 1_000), noticeAt }
}

import { requireOperator } from '#lib/access.ts'
import { badInput } from '#lib/errors.ts'
import type { Cost } from '#lib/tariff/cost.ts'
import { evenSegments, type EvenCharge } from '#lib/tariff/even.ts'
import { priceOf } from '#lib/tariff/price.ts'
import type { TariffData } from '#lib/tariff/tariff.ts'
import type { Context } from '../context.ts'
import { STATIONS_LIMITS } from '../limits.ts'
import { checkTariff } from './tariff-check.ts'

export interface PreviewInput {
  tariff: TariffData
  /** IANA name. */
  timeZone: string
  at?: Date | null | undefined
  energyWh: number
  powerW: number
  durationSeconds?: number | null | undefined
}

export interface Preview extends EvenCharge {
  startedAt: Date
  cost: Cost
}

/**
 * What a charge would cost by a tariff that is not saved, reckoned by the function that bills. It refuses what saving would refuse. Operators
 * only: it is a form's help, and reckons at no connector.
 */
export function previewTariff({ caller }: Pick<Context, 'caller'>, input: PreviewInput): Preview {
  requireOperator(caller, 'chargers:write')
  checkTariff(input.tariff)
  const { energyWh, powerW, durationSeconds, timeZone, tariff } = input
  const chargingSeconds = Math.ceil((energyWh * 3_600) / powerW)
  if (chargingSeconds > STATIONS_LIMITS.previewSeconds)
    throw badInput(['input', 'energyWh'], `With ${powerW} W that takes longer than a week.`)
  if (durationSeconds != null && durationSeconds < chargingSeconds)
    throw badInput(['input', 'durationSeconds'], `With ${powerW} W that energy takes ${chargingSeconds} seconds.`)
  const charge = { energyWh, powerW, chargingSeconds, idleSeconds: (durationSeconds ?? chargingSeconds) - chargingSeconds }
  const startedAt = input.at ?? new Date()
  const begin = Math.floor(startedAt.getTime() / 1_000)
  const graceSeconds = (tariff.idle?.graceMinutes ?? 0) * 60
  return { ...charge, startedAt, cost: priceOf(tariff, timeZone, begin, evenSegments(begin, charge, graceSeconds)) }
}

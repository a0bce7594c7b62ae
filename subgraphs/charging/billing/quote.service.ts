import { versionAt } from '#db/tariff-version.ts'
import { refuseSandbox } from '#lib/partners/sandbox.ts'
import { badInput, notFound } from '#lib/errors.ts'
import { free, type Cost } from '#lib/tariff/cost.ts'
import { evenSegments, type EvenCharge } from '#lib/tariff/even.ts'
import { priceOf } from '#lib/tariff/price.ts'
import type { TariffData } from '#lib/tariff/tariff.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { knows } from '../knows.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import { findConnector, findStation, tariffOfConnector } from '../projection.queries.ts'
import type { Connector } from '../tables.ts'
import { graceSecondsOf } from './parking.ts'
import { NO_ZONE } from './price.ts'
import { secondsOf } from './timeline.ts'

export interface QuoteInput {
  connectorId: string
  at?: Date | null | undefined
  energyWh?: number | null | undefined
  durationSeconds?: number | null | undefined
  powerW?: number | null | undefined
}

export interface Quote extends EvenCharge {
  connector: Connector
  startedAt: Date
  cost: Cost
  /** Null where charging is free. */
  tariff: { id: string; version: number; data: TariffData } | null
}

/**
 * What a session would cost at a connector, by the function that bills it. It charges evenly, with the power of the connector or less, and
 * stands for the rest of the time. Only energy: it goes when that is charged. Only a time: it charges all the time. For everybody who may
 * know of the station.
 */
export async function quotePrice(
  { caller, db, config }: Pick<Context, 'caller' | 'db' | 'config'>,
  input: QuoteInput,
): Promise<Quote> {
  refuseSandbox(caller)
  const connector = await findConnector(db, input.connectorId)
  const station = connector && (await findStation(db, connector.station_id))
  if (!connector || (station && !knows(caller, station))) throw notFound('connector', ['input', 'connectorId'])
  const startedAt = input.at ?? new Date()
  if (startedAt.getTime() > Date.now() + CHARGING_LIMITS.quoteAheadMs) throw badInput(['input', 'at'], 'At most a year ahead.')
  const amount = amountOf(input, Math.min(connector.max_power_w, input.powerW ?? Infinity))
  const quoted = { connector, startedAt, ...amount }
  const tariffId = await tariffOfConnector(db, connector.id, startedAt)
  if (tariffId == null) return { ...quoted, cost: free(config.currency), tariff: null }
  const version = await versionAt(db, tariffId, startedAt)
  if (!version)
    throw refuse('UNAVAILABLE', 'The tariff of the connector is not known here yet. Try again.', ['input', 'connectorId'])
  // A session is billed by the first version where there is no earlier one. A question about such a time would be answered with a guess.
  if (startedAt < version.valid_from && startedAt.getTime() < Date.now() - CHARGING_LIMITS.quoteBackMs)
    throw badInput(['input', 'at'], `The tariff holds from ${version.valid_from.toISOString()} on: ask for a time from then on.`)
  const zone = station?.time_zone ?? NO_ZONE
  const begin = secondsOf(startedAt)
  const cost = priceOf(version.data, zone, begin, evenSegments(begin, amount, graceSecondsOf(version.data, config)))
  return { ...quoted, cost, tariff: { id: tariffId, version: version.version, data: version.data } }
}

function amountOf({ energyWh: energy, durationSeconds: duration }: QuoteInput, powerW: number): EvenCharge {
  if (energy == null && duration == null) throw badInput(['input'], 'Say how much energy, or how long, or both.')
  const energyWh = energy ?? Math.floor((powerW * (duration ?? 0)) / 3_600)
  const chargingSeconds = energy == null ? (duration ?? 0) : Math.ceil((energy * 3_600) / powerW)
  if (chargingSeconds > CHARGING_LIMITS.quoteSeconds)
    throw badInput(['input', 'energyWh'], `With ${powerW} W that takes longer than a week.`)
  if (duration != null && chargingSeconds > duration)
    throw badInput(['input', 'durationSeconds'], `With ${powerW} W that energy takes ${chargingSeconds} seconds.`)
  return { energyWh, powerW, chargingSeconds, idleSeconds: (duration ?? chargingSeconds) - chargingSeconds }
}

import type { MeterSample } from '#lib/events.ts'
import { isObject, type Json } from './frame.ts'
import { readNumber, readTime } from './reported.ts'
import { readSignedValues } from './signed-value.ts'

/** What a charger's meter values say: samples in order of time, and what could not be used. */
export interface MeterReading {
  samples: Reading[]
  /** One sentence per sampled value that was left out. */
  problems: string[]
}

export interface Reading extends MeterSample {
  /** Contexts of the registers, e.g. `Transaction.Begin`. */
  contexts: readonly string[]
}

type Quantity = 'registerWh' | 'powerW' | 'socPercent'

interface Value {
  quantity: Quantity
  value: number
  context: string
  phase: string | null
}

const SCALE: Record<string, { quantity: Quantity; factor: number }> = {
  wh: { quantity: 'registerWh', factor: 1 },
  kwh: { quantity: 'registerWh', factor: 1000 },
  w: { quantity: 'powerW', factor: 1 },
  kw: { quantity: 'powerW', factor: 1000 },
  percent: { quantity: 'socPercent', factor: 1 },
  '%': { quantity: 'socPercent', factor: 1 },
}

const MEASURANDS: Record<string, { quantity: Quantity; unit: string }> = {
  'Energy.Active.Import.Register': { quantity: 'registerWh', unit: 'Wh' },
  'Power.Active.Import': { quantity: 'powerW', unit: 'W' },
  SoC: { quantity: 'socPercent', unit: 'Percent' },
}

/** A sample without any value has its time and its contexts. */
const EMPTY = 2

/** Measurands of the specification that no session needs. They are not used, and not faults. */
const OTHER_MEASURAND = /^(Current|Voltage|Frequency|Temperature|RPM|Power|Energy|Display)\b/

/**
 * Reads the `meterValue` array of 1.6 and 2.x alike: registers in Wh, powers in W, state of charge in percent. No measurand and no unit
 * mean the import register in Wh (1.6 §7.43). Phases are added if no total is given. Within one meter value `Sample.Periodic` counts before
 * the other contexts.
 */
export function readMeterValues(meterValue: unknown, receivedAt: Date, correctionMs = 0): MeterReading {
  if (!Array.isArray(meterValue)) return { samples: [], problems: meterValue === undefined ? [] : ['meterValue is no array'] }
  const samples: Reading[] = []
  const problems: string[] = []
  for (const entry of meterValue as unknown[]) {
    if (!isObject(entry)) {
      problems.push('a meter value is no object')
      continue
    }
    const time = readTime(entry['timestamp'], receivedAt, correctionMs)
    if (time.problem !== null) problems.push(`a meter value: ${time.problem}`)
    const values = readSampledValues(entry['sampledValue'], problems)
    const sample: Reading = { at: time.at.toISOString(), contexts: values.filter(isRegister).map(({ context }) => context) }
    for (const quantity of ['registerWh', 'powerW', 'socPercent'] as const) {
      const value = settle(values.filter((value) => value.quantity === quantity))
      // Each phase may be a number that can be, and their sum none: nobody could read it from the database.
      if (value !== null && !Number.isSafeInteger(Math.round(value)))
        problems.push(`the phases of a ${quantity} are too much together`)
      else if (value !== null) sample[quantity] = quantity === 'socPercent' ? Math.round(value * 10) / 10 : Math.round(value)
    }
    const signed = readSignedValues(entry['sampledValue'], problems)
    if (signed.length > 0) sample.signed = signed
    if (Object.keys(sample).length > EMPTY) samples.push(sample)
  }
  return { samples: samples.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)), problems }
}

/** The samples as events carry them. */
export const asMeterSamples = (readings: readonly Reading[]): MeterSample[] =>
  readings.map(({ contexts: _contexts, ...sample }) => sample)

function readSampledValues(sampledValue: unknown, problems: string[]): Value[] {
  if (!Array.isArray(sampledValue)) {
    problems.push('sampledValue is no array')
    return []
  }
  return (sampledValue as unknown[]).flatMap((sampled) => {
    const read = isObject(sampled) ? readSampledValue(sampled) : 'a sampled value is no object'
    if (typeof read !== 'string') return read === null ? [] : [read]
    problems.push(read)
    return []
  })
}

/** The value; null if we have no use for it; a sentence if it is wrong. */
function readSampledValue(sampled: Json): Value | string | null {
  const measurand = sampled['measurand'] ?? 'Energy.Active.Import.Register'
  if (typeof measurand !== 'string') return 'a measurand is no text'
  const meant = MEASURANDS[measurand]
  if (meant === undefined) return OTHER_MEASURAND.test(measurand) ? null : 'an unknown measurand'
  if (sampled['format'] === 'SignedData') return null
  // A register at the outlet is the session's; one at the grid inlet also counts the station itself.
  if (sampled['location'] === 'Inlet' && meant.quantity === 'registerWh') return null

  const value = readNumber(sampled['value'])
  if (value === null) return `a value of ${measurand} is no number`
  const unit = isObject(sampled['unitOfMeasure']) ? sampled['unitOfMeasure'] : { unit: sampled['unit'] }
  const unitName = unit['unit'] ?? meant.unit
  const scale = typeof unitName === 'string' ? SCALE[unitName.toLowerCase()] : undefined
  if (scale?.quantity !== meant.quantity) return `the unit of a ${measurand} does not fit`
  const exponent = readNumber(unit['multiplier'] ?? 0)
  if (exponent === null || Math.abs(exponent) > 12) return `the multiplier of a ${measurand} cannot be`
  const scaled = value * scale.factor * 10 ** exponent
  if (!Number.isSafeInteger(Math.round(scaled))) return `a value of ${measurand} is too large`
  if (scaled < 0 && meant.quantity !== 'powerW') return `a value of ${measurand} is negative`
  if (meant.quantity === 'socPercent' && scaled > 100) return 'a state of charge is above 100 %'
  // Power that flows back into the grid is not imported.
  return {
    quantity: meant.quantity,
    value: Math.max(0, scaled),
    context: typeof sampled['context'] === 'string' ? sampled['context'] : 'Sample.Periodic',
    phase: typeof sampled['phase'] === 'string' ? sampled['phase'] : null,
  }
}

/** One value of several of a quantity: the best context's total, or the sum of its phases. */
function settle(values: readonly Value[]): number | null {
  const contexts = ['Sample.Periodic', 'Transaction.End', 'Sample.Clock', 'Trigger']
  const context = contexts.find((name) => values.some((value) => value.context === name)) ?? values[0]?.context
  const chosen = values.filter((value) => value.context === context)
  const total = chosen.findLast((value) => value.phase === null)
  if (total !== undefined) return total.value
  const phases = new Map(
    chosen.filter(({ phase }) => /^L[123](-N)?$/.test(phase ?? '')).map(({ phase, value }) => [phase?.slice(0, 2), value]),
  )
  return phases.size === 0 ? null : phases.values().reduce((sum, value) => sum + value, 0)
}

const isRegister = (value: Value): boolean => value.quantity === 'registerWh'

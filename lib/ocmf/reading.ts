import { isObject, shortText } from './json.ts'

/** One reading of a record. */
export interface OcmfReading {
  /** By the meter's clock, ISO 8601. */
  at: string
  /** How good the meter's clock was: unknown, informative, synchronised, or relative; null if the record does not say. */
  clock: 'U' | 'I' | 'S' | 'R' | null
  /** Why it was read (TX): B begin, C charging, E L R A P end, S suspended, T tariff, X error; null if the record does not say. */
  reason: string | null
  /** Energy that was taken from the grid, in Wh, with decimals; null if it is another quantity, or nothing was read. */
  registerWh: number | null
  /** The last decimal of `registerWh`, in Wh. */
  resolutionWh: number
  /** Which register (RI), by OBIS code; null if the record does not say. */
  register: string | null
  /** The meter calls itself well (ST), and the energy usable (EF). */
  good: boolean
}

/** Fields that a reading has from the one before, where it does not say them. */
const INHERITED = ['TM', 'TX', 'RI', 'RU', 'EF', 'ST'] as const

/** The readings of a record, or a sentence that says why they cannot be read. */
export function readReadings(list: unknown, most: number): OcmfReading[] | string {
  if (!Array.isArray(list) || list.length === 0) return 'The signed value has no readings.'
  if (list.length > most) return 'The signed value has too many readings.'
  const readings: OcmfReading[] = []
  let before: Record<string, unknown> = {}
  for (const entry of list as unknown[]) {
    if (!isObject(entry)) return 'A signed reading is no object.'
    const inherited = Object.fromEntries(INHERITED.flatMap((name) => (before[name] === undefined ? [] : [[name, before[name]]])))
    const whole: Record<string, unknown> = { ...inherited, ...entry }
    const reading = readReading(whole)
    if (typeof reading === 'string') return reading
    readings.push(reading)
    before = whole
  }
  return readings
}

function readReading(data: Record<string, unknown>): OcmfReading | string {
  const time = readTime(data['TM'])
  if (time === null) return 'The time of a signed reading cannot be read.'
  const register = shortText(data['RI'])
  const energy = readEnergy(data['RV'], data['RU'])
  if (energy === undefined) return 'The value of a signed reading cannot be read.'
  return {
    ...time,
    reason: shortText(data['TX']),
    registerWh: register !== null && FED_BACK.test(register) ? null : (energy?.wh ?? null),
    resolutionWh: energy?.resolutionWh ?? 0,
    register,
    good: data['ST'] === 'G' && !(shortText(data['EF']) ?? '').includes('E'),
  }
}

/** Registers of energy that a vehicle feeds back: OBIS 2.8, and C0 to C3 of OCMF's own codes. */
const FED_BACK = /(^|[:.])(2\.0?8|C[0-3]\.0?8)\./i

/** `2018-07-24T13:22:04,000+0200 S`. Some meters write a point, a colon, a Z, or no milliseconds. */
const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:[,.](\d{1,3}))?(?:(Z)|([+-]\d\d):?(\d\d))(?: ([UISR]))?$/

function readTime(value: unknown): Pick<OcmfReading, 'at' | 'clock'> | null {
  const [, moment, fraction = '0', utc, hours, minutes, clock] = TIME.exec(typeof value === 'string' ? value : '') ?? []
  if (moment === undefined) return null
  const at = Date.parse(`${moment}.${fraction.padEnd(3, '0')}${utc ?? `${hours}:${minutes}`}`)
  return Number.isNaN(at) ? null : { at: new Date(at).toISOString(), clock: (clock as OcmfReading['clock'] | undefined) ?? null }
}

const NUMBER = /^(\d{1,12})(?:\.(\d{1,9}))?(?:[eE]([+-]?\d))?$/

/** Null: no energy was read. Undefined: it cannot be read. */
function readEnergy(value: unknown, unit: unknown): { wh: number; resolutionWh: number } | null | undefined {
  if (value === undefined || value === null) return null
  const factor = { kwh: 1000, wh: 1 }[typeof unit === 'string' ? unit.toLowerCase() : '']
  if (factor === undefined) return null
  const [written, , decimals = '', exponent = '0'] = NUMBER.exec(typeof value === 'string' ? value : '') ?? []
  if (written === undefined) return undefined
  // Thousandths of a Wh: finer than any meter, and what floating point adds falls off.
  const wh = Math.round(Number(written) * factor * 1000) / 1000
  return { wh, resolutionWh: factor * 10 ** (Number(exponent) - decimals.length) }
}

/**
 * Reading what chargers report, as the field sends it. Nothing here throws: what cannot be read comes back as null, and the
 * caller decides what that means.
 */

const DAY_MS = 86_400_000
/** No OCPP charger told a true time before this. */
const EARLIEST = Date.UTC(2015, 0, 1)

/** A time as a charger told it. */
export interface ReportedTime {
  /** As sent, cut to a storable length; null where nothing was. */
  text: string | null
  /** When we take it to have been. */
  at: Date
  /** How far the charger's clock is ahead of ours; null where the text is no time. */
  aheadMs: number | null
  /** What is wrong with it, or null. */
  problem: string | null
}

/**
 * The time a charger reports. A day ahead of us or before 2015 it cannot be right: then it is moved by `correctionMs`, what its
 * transaction's start was moved by, so that durations hold; else, and where it is no time at all, it is when we received it.
 */
export function readTime(value: unknown, receivedAt: Date, correctionMs = 0): ReportedTime {
  const text = typeof value === 'string' ? value.slice(0, 64) : null
  const read = text === null ? NaN : Date.parse(withZone(text))
  if (Number.isNaN(read)) return { text, at: receivedAt, aheadMs: null, problem: 'its time cannot be read' }
  const received = receivedAt.getTime()
  const plausible = (at: number): boolean => at >= EARLIEST && at <= received + DAY_MS
  const aheadMs = read - received
  if (plausible(read)) return { text, at: new Date(read), aheadMs, problem: null }
  const corrected = correctionMs !== 0 && plausible(read + correctionMs) ? read + correctionMs : received
  return { text, at: new Date(corrected), aheadMs, problem: 'its clock cannot be right' }
}

/** OCPP times are UTC (1.6 §3.12); JavaScript would take one without a zone for local time. */
function withZone(text: string): string {
  return /^\d{4}-\d\d-\d\dT[\d:.]+$/.test(text) ? `${text}Z` : text
}

/** A whole number within int4, from a number or its text; null otherwise. */
export function readInteger(value: unknown): number | null {
  const read = readNumber(value)
  return read !== null && Number.isInteger(read) && Math.abs(read) <= 0x7fffffff ? read : null
}

/** A finite number, from a number or its text; null otherwise ("" is not 0). */
export function readNumber(value: unknown): number | null {
  if (typeof value === 'string' && value.trim() === '') return null
  const read = typeof value === 'string' ? Number(value) : value
  return typeof read === 'number' && Number.isFinite(read) ? read : null
}

/** A meter register in Wh, rounded; null where it is none, or one that no meter can show. */
export function readRegister(value: unknown): number | null {
  const read = readNumber(value)
  const rounded = read === null ? NaN : Math.round(read)
  return Number.isSafeInteger(rounded) && rounded >= 0 ? rounded : null
}

/** A text of reasonable length, trimmed; null where there is none. */
export function readText(value: unknown, length = 255): string | null {
  const read = typeof value === 'string' ? value.trim().slice(0, length) : ''
  return read === '' ? null : read
}

/**
 * Reads what chargers report, as real chargers send it. Nothing here throws. What cannot be read is null, and the caller decides what that
 * means.
 */

const DAY_MS = 86_400_000
/** No OCPP charger told a true time before this. */
const EARLIEST = Date.UTC(2015, 0, 1)

/** A time as a charger told it. */
export interface ReportedTime {
  /** As sent, cut to a storable length; null if nothing was sent. */
  text: string | null
  /** The time that we take it for. */
  at: Date
  /** How far the charger's clock is ahead of ours; null if the text is no time. */
  aheadMs: number | null
  /** What is wrong with it, or null. */
  problem: string | null
}

/**
 * The time that a charger reports. If it is a day ahead of us or before 2015, it cannot be right. Then it is moved by `correctionMs`, as
 * its transaction's start was, so that durations hold. Without a correction, and if the text is no time, it is the time at which we
 * received it.
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

/** A moment of a plan, which may lie ahead; null if the text is no time. */
export function readMoment(value: unknown): Date | null {
  const read = typeof value === 'string' ? Date.parse(withZone(value)) : NaN
  return Number.isNaN(read) ? null : new Date(read)
}

/** OCPP times are UTC (1.6 §3.12). JavaScript would read one without a zone as local time. */
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

/** A meter register in Wh, rounded; null if it is none, or one that no meter can show. */
export function readRegister(value: unknown): number | null {
  const read = readNumber(value)
  const rounded = read === null ? NaN : Math.round(read)
  return Number.isSafeInteger(rounded) && rounded >= 0 ? rounded : null
}

/** A text of reasonable length, trimmed; null if there is none. */
export function readText(value: unknown, length = 255): string | null {
  const read = typeof value === 'string' ? value.trim().slice(0, length) : ''
  return read === '' ? null : read
}

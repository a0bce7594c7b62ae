import { WEBHOOK_LIMITS } from '../kinds/limits.ts'

/**
 * How long after so many tries the next one is made; null: that was the last. It differs, so that what failed together does not come back
 * together, and is never shorter than the rest that the receiver asked for.
 */
export function pauseMs(tries: number, restMs: number | null): number | null {
  const { pausesMs, pausePart } = WEBHOOK_LIMITS
  const pause = pausesMs[tries - 1]
  if (pause === undefined) return null
  return Math.max(pause * (1 - pausePart + 2 * pausePart * Math.random()), restMs ?? 0)
}

/** The rest that an answer asks for (RFC 9110, `Retry-After`): seconds or a date, bounded; null: none. */
export function restMs(header: string | string[] | undefined, nowMs: number): number | null {
  const text = (Array.isArray(header) ? header[0] : header)?.trim()
  if (!text) return null
  const asked = /^\d{1,10}$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - nowMs
  // Anything that begins otherwise is no date of HTTP, whatever the parser makes of it.
  return !/^(\d|[A-Z][a-z]{2,}, )/.test(text) || Number.isNaN(asked)
    ? null
    : Math.min(Math.max(asked, 0), WEBHOOK_LIMITS.retryAfterMostMs)
}

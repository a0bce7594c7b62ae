import type { Reason } from '#lib/events.ts'
import { REASONS, type ReasonCode } from './findings.ts'

/** A reason with its sentence. */
export const reason = (code: ReasonCode): Reason => ({ code, message: REASONS[code] })

/** Each reason once, in order. */
export const reasons = (codes: Iterable<ReasonCode>): Reason[] => [...new Set(codes)].map(reason)

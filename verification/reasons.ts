import type { Reason } from '#lib/events.ts'
import { REASONS, type ReasonCode } from './findings.ts'

/** A reason with its sentence. */
export const reason = (code: ReasonCode): Reason => ({ code, message: REASONS[code] })

/** Each reason once, in order. */
export const reasons = (codes: Iterable<ReasonCode>): Reason[] => [...new Set(codes)].map(reason)

/** True if chance has sent a photo to a person. That person decides without knowing what the software has found. */
export const isAudit = ({ reasons: given }: { reasons: readonly Reason[] }): boolean =>
  given.some(({ code }) => code === ('RANDOM_AUDIT' satisfies ReasonCode))

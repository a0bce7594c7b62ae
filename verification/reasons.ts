import type { Reason } from '#lib/events.ts'
import { REASONS, type ReasonCode } from './findings.ts'

/** A reason with its sentence. */
export const reason = (code: ReasonCode): Reason => ({ code, message: REASONS[code] })

/** Each reason once, in order. */
export const reasons = (codes: Iterable<ReasonCode>): Reason[] => [...new Set(codes)].map(reason)

const BY_CHANCE: readonly string[] = ['RANDOM_AUDIT', 'AUDIT_OPEN'] satisfies ReasonCode[]

/** True if chance has sent a photo, or one before it, to a person. That person decides without knowing what the software has found. */
export const isAudit = ({ reasons: given }: { reasons: readonly Reason[] }): boolean =>
  given.some(({ code }) => BY_CHANCE.includes(code))

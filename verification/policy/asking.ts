import { check } from '../checks/finding.ts'
import type { Finding } from '../findings.ts'
import type { Policy } from '../tables.ts'

/** What the policy is applied to: a photo that the software would approve. */
export interface PolicyFacts {
  policy: Policy
  /** 0 to 999, drawn when the submission was made. */
  lot: number
  /** It was taken in the capture flow. */
  bound: boolean
  /** Chance has chosen a photo of the same vehicle, or deed, and no person has approved one since. */
  open: boolean
  /** Photos of the driver that are approved. */
  approved: number
  /** Photos of the driver's day (UTC), taken in no capture flow, that were approved without people. */
  unboundToday: number
  /** Base units that the driver's kilometres of the day (UTC) are worth with this photo; null if nobody knows what they earn. */
  worth: bigint | null
}

const audit = check('random-audit', 2)
const cap = check('daily-cap', 1)
const day = check('day-worth', 2)

/** Whether a person looks at a photo that the software would approve. A pure function, as checks are. */
export const askPeople = (facts: PolicyFacts): Finding[] => [byLot(facts), byCap(facts), byWorth(facts)]

/**
 * A share of photos goes to people by lot. Measure: the lot, below the share. The share is larger for a photo that was taken in no capture
 * flow, and while the driver is new. Of several shares the largest counts. Who is drawn does not try again with another photo: that goes to a
 * person too.
 */
function byLot({ policy, lot, bound, open, approved }: PolicyFacts): Finding {
  const shares = [
    policy.audit_permille,
    ...(bound ? [] : [policy.unbound_permille]),
    ...(approved < policy.new_driver_photos ? [policy.new_driver_permille] : []),
  ]
  const permille = Math.max(...shares)
  const detail = { permille, bound, open, approved }
  if (lot < permille) return audit.flag('RANDOM_AUDIT', lot, detail)
  return open ? audit.flag('AUDIT_OPEN', lot, detail) : audit.pass(lot, detail)
}

/**
 * Of a driver's photos that were taken in no capture flow, only so many of a day (UTC) are approved without people. Measure: how many were.
 * The database holds it too.
 */
function byCap({ policy, bound, unboundToday }: PolicyFacts): Finding {
  if (bound) return cap.unknown({ bound })
  const detail = { most: policy.unbound_per_day }
  return unboundToday >= policy.unbound_per_day ? cap.flag('DAILY_CAP', unboundToday, detail) : cap.pass(unboundToday, detail)
}

/** The driver's kilometres of the day (UTC) are worth more than the policy's number. Measure: tokens, 10^18 base units to one. */
function byWorth({ policy, worth }: PolicyFacts): Finding {
  if (worth === null) return day.unknown()
  const tokens = Number(worth) / 1e18
  const detail = { worth: worth.toString(), most: policy.day_worth }
  return worth > BigInt(policy.day_worth) ? day.flag('DAY_WORTH', tokens, detail) : day.pass(tokens, detail)
}

import type { Verdict } from '#lib/events.ts'
import type { Finding } from '../findings.ts'
import type { Policy, Submission, Trx } from '../tables.ts'
import { askPeople } from './asking.ts'
import { countsFrom, dayReadings, lockApprovals, whatIsKnown } from './asking.queries.ts'
import { findRuleAt } from './distance-rule.queries.ts'
import { currentPolicy } from './policy.queries.ts'
import { worthOf } from './worth.ts'

/**
 * The policy that holds, and what it finds on a submission that the software would approve; nothing on others. An approval of the driver's
 * waits until the transaction ends, so that ten photos at once do not pass the cap.
 */
export async function askByPolicy(
  trx: Trx,
  submission: Submission,
  software: Verdict,
  reading: number | null,
): Promise<{ policy: Policy; asked: Finding[] }> {
  if (software !== 'APPROVED') return { policy: await currentPolicy(trx), asked: [] }
  await lockApprovals(trx, submission.user_id)
  const policy = await currentPolicy(trx)
  const known = await whatIsKnown(trx, submission.id)
  return { policy, asked: askPeople({ policy, ...known, worth: await worthOfDay(trx, submission, reading) }) }
}

/** What the driver's kilometres of the submission's day are worth together with this one's, by the rule that held when it was made. */
async function worthOfDay(trx: Trx, submission: Submission, reading: number | null): Promise<bigint | null> {
  const { vehicle_id: vehicleId, unit } = submission
  if (reading === null || vehicleId === null || unit === null) return null
  const rule = await findRuleAt(trx, submission.submitted_at)
  if (!rule) return null
  const from = await countsFrom(trx, submission)
  return worthOf([...(await dayReadings(trx, submission)), { vehicleId, unit, from, to: reading }], rule)
}

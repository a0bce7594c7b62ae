import { sql } from 'kysely'
import type { Submission, Trx } from '../tables.ts'
import type { PolicyFacts } from './asking.ts'
import type { DayReading } from './worth.ts'

/** One automatic approval of a driver at a time, until the transaction ends. The database takes the same lock before it counts. */
export const lockApprovals = (trx: Trx, userId: string) => sql`SELECT lock_approvals(${userId}::uuid)`.execute(trx)

/** What the policy asks of a submission and its driver. */
export async function whatIsKnown(
  trx: Trx,
  submissionId: string,
): Promise<Pick<PolicyFacts, 'lot' | 'bound' | 'approved' | 'unboundToday'>> {
  const { rows } = await sql<Pick<PolicyFacts, 'lot' | 'bound' | 'approved' | 'unboundToday'>>`
    SELECT l.number AS lot, p.capture_id IS NOT NULL AS bound,
      (SELECT count(*)::integer FROM submission AS other WHERE other.user_id = s.user_id AND other.state = 'APPROVED') AS approved,
      unbound_approvals(s.user_id, (s.submitted_at AT TIME ZONE 'UTC')::date) AS "unboundToday"
    FROM submission AS s JOIN photo AS p ON p.id = s.photo_id JOIN lot AS l ON l.submission_id = s.id
    WHERE s.id = ${submissionId}`.execute(trx)
  const [row] = rows
  if (!row) throw new Error(`No lot was drawn for the submission ${submissionId}.`)
  return row
}

/**
 * The readings of the driver's other photos of the same day (UTC) that are approved, as a person has read them if one has. If the
 * instrument was replaced or has started again, or shows another unit than its driver said, a person has decided on what that adds, and it is left out.
 */
export async function dayReadings(trx: Trx, { id, user_id, submitted_at }: Submission): Promise<DayReading[]> {
  const { rows } = await sql<DayReading>`
    SELECT s.vehicle_id AS "vehicleId", s.unit, s.previous_value AS "from", coalesce(d.reading, v.reading) AS "to"
    FROM submission AS s JOIN verdict AS v ON v.submission_id = s.id
      LEFT JOIN LATERAL (
        SELECT reading, instrument, unit FROM decision WHERE submission_id = s.id AND final ORDER BY decided_at DESC LIMIT 1
      ) AS d ON true
    WHERE s.user_id = ${user_id} AND s.id <> ${id} AND s.purpose = 'ODOMETER' AND s.state = 'APPROVED'
      AND date_trunc('day', s.submitted_at, 'UTC') = date_trunc('day', ${submitted_at}::timestamptz, 'UTC')
      AND s.submitted_at > ${submitted_at}::timestamptz - interval '1 day' AND s.submitted_at < ${submitted_at}::timestamptz + interval '1 day'
      AND coalesce(d.instrument, 'SAME') = 'SAME' AND coalesce(d.unit, s.unit) = s.unit AND coalesce(d.reading, v.reading) IS NOT NULL`.execute(
    trx,
  )
  return rows
}

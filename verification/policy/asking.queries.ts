import { sql } from 'kysely'
import type { DistanceUnit } from '#lib/events.ts'
import type { Submission, Trx } from '../tables.ts'
import type { PolicyFacts } from './asking.ts'
import { findLastReading } from '../submissions/last-reading.queries.ts'
import type { DayReading } from './worth.ts'

/** One automatic approval of a driver at a time, until the transaction ends. The database takes the same lock before it counts. */
export const lockApprovals = (trx: Trx, userId: string) => sql`SELECT lock_approvals(${userId}::uuid)`.execute(trx)

type Known = Pick<PolicyFacts, 'lot' | 'bound' | 'open' | 'approved' | 'unboundToday'>

/** What the policy asks of a submission and its driver. */
export async function whatIsKnown(trx: Trx, submissionId: string): Promise<Known> {
  const { rows } = await sql<Known>`
    SELECT l.number AS lot, p.capture_id IS NOT NULL AS bound,
      -- What its domain has refused after a person had approved it was in order. What was erased before a person had looked stays open.
      coalesce((
        SELECT NOT EXISTS (SELECT FROM decision AS d WHERE d.submission_id = o.id AND d.final AND d.decision = 'APPROVED')
        FROM submission AS o JOIN verdict AS v ON v.submission_id = o.id
        WHERE o.user_id = s.user_id AND o.id <> s.id AND v.reasons @? '$[*] ? (@.code == "RANDOM_AUDIT" || @.code == "AUDIT_OPEN")'
          AND o.vehicle_id IS NOT DISTINCT FROM s.vehicle_id AND o.task IS NOT DISTINCT FROM s.task
        ORDER BY o.submitted_at DESC, o.id DESC LIMIT 1
      ), false) AS open,
      (SELECT count(*)::integer FROM submission AS other WHERE other.user_id = s.user_id AND other.state = 'APPROVED') AS approved,
      unbound_approvals(s.user_id, (s.submitted_at AT TIME ZONE 'UTC')::date) AS "unboundToday"
    FROM submission AS s JOIN photo AS p ON p.id = s.photo_id JOIN lot AS l ON l.submission_id = s.id
    WHERE s.id = ${submissionId}`.execute(trx)
  const [row] = rows
  if (!row) throw new Error(`No lot was drawn for the submission ${submissionId}.`)
  return row
}

/**
 * From where a photo's kilometres count: the vehicle's last reading when it was submitted. If there was none, as of several that are submitted before
 * the first is approved, it is what has been approved since, by the odometer's order.
 */
export async function countsFrom(
  trx: Trx,
  submission: Pick<Submission, 'vehicle_id' | 'taken_at' | 'unit' | 'previous_value'>,
): Promise<number | null> {
  if (submission.previous_value !== null) return submission.previous_value
  const last = await findLastReading(trx, submission)
  return last && last.unit === submission.unit ? last.value : null
}

/**
 * The readings of the driver's other photos of the same day (UTC) that are approved, as a person has read them if one has. If the
 * instrument was replaced or has started again, or shows another unit than its driver said, a person has decided on what that adds, and it is left out.
 */
export async function dayReadings(trx: Trx, { id, user_id, submitted_at }: Submission): Promise<DayReading[]> {
  const { rows } = await sql<Row>`
    SELECT s.vehicle_id, s.unit, s.previous_value, s.taken_at, coalesce(d.reading, v.reading) AS "to"
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
  const readings: DayReading[] = []
  for (const row of rows) readings.push({ vehicleId: row.vehicle_id, unit: row.unit, from: await countsFrom(trx, row), to: row.to })
  return readings
}

type Row = Pick<Submission, 'previous_value' | 'taken_at'> & { vehicle_id: string; unit: DistanceUnit; to: number }

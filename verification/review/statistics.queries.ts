import { sql } from 'kysely'
import type { Db } from '../tables.ts'

export interface Statistics {
  waiting: number
  claimed: number
  oldest_at: Date | null
  /** Of the last 30 days, seconds from the opening of a case to its decision. */
  median_seconds: number | null
  decided_per_day: { day: string; count: number }[]
  appeals: number
  overturned: number
  /** Photos that the software would approve and chance has sent to a person: decided, decided otherwise, waiting. */
  audits: { decided: number; wrong: number; waiting: number }
  agreement: { name: string; version: string; agreed: number; compared: number }[]
}

const SINCE = sql`now() - interval '30 days'`

/** The statistics of the queue and of the last 30 days, in one statement. */
export async function statisticsOf(db: Db): Promise<Statistics> {
  const { rows } = await sql<Statistics>`
    WITH decided AS (
      SELECT c.kind, c.opened_at, c.closed_at, d.decision
      FROM review_case c JOIN decision d ON d.case_id = c.id AND d.final
      WHERE c.state = 'DECIDED' AND c.closed_at > ${SINCE}
    ), compared AS (
      SELECT m->>'name' AS name, m->>'version' AS version,
        CASE purpose WHEN 'ODOMETER' THEN reading = model_reading ELSE (model_confidence >= 0.5) = (decision = 'APPROVED') END AS agreed
      FROM label CROSS JOIN LATERAL jsonb_array_elements(models) m
      WHERE labelled_at > ${SINCE}
        AND CASE purpose WHEN 'ODOMETER' THEN decision = 'APPROVED' AND model_reading IS NOT NULL ELSE model_confidence IS NOT NULL END
    ), audited AS (
      -- Drawn by the share of all photos, and asked about for nothing else: a fair sample of what is approved without people. Larger shares of
      -- some photos would count these more often.
      -- A digit of tenths that was read before anybody had said that there is one is no mistake of the model's.
      SELECT c.state, d.decision = 'REJECTED' OR (s.purpose = 'ODOMETER' AND d.reading IS DISTINCT FROM
        CASE WHEN d.tenths AND s.tenths IS NOT TRUE THEN v.reading / 10 ELSE v.reading END) AS wrong
      FROM review_case c JOIN submission s ON s.id = c.submission_id JOIN verdict v ON v.submission_id = s.id
        JOIN policy p ON p.version = v.policy_version JOIN lot l ON l.submission_id = s.id
        LEFT JOIN decision d ON d.case_id = c.id AND d.final
      WHERE c.kind = 'VERDICT' AND v.software = 'APPROVED' AND l.number < p.audit_permille
        AND jsonb_array_length(v.reasons) = 1 AND v.reasons @> '[{"code":"RANDOM_AUDIT"}]'
        AND (c.state = 'OPEN' OR (c.state = 'DECIDED' AND c.closed_at > ${SINCE}))
    )
    SELECT
      (SELECT jsonb_build_object('decided', count(*) FILTER (WHERE state = 'DECIDED'), 'wrong', count(*) FILTER (WHERE state = 'DECIDED' AND wrong),
        'waiting', count(*) FILTER (WHERE state = 'OPEN')) FROM audited) AS audits,
      (SELECT count(*) FROM review_case WHERE state = 'OPEN') AS waiting,
      (SELECT count(*) FROM review_case WHERE state = 'OPEN' AND claimed_until > now()) AS claimed,
      (SELECT min(opened_at) FROM review_case WHERE state = 'OPEN') AS oldest_at,
      (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM closed_at - opened_at)) FROM decided) AS median_seconds,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('day', day, 'count', count) ORDER BY day DESC), '[]') FROM (
        SELECT to_char(closed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, count(*) AS count FROM decided GROUP BY 1
      ) days) AS decided_per_day,
      (SELECT count(*) FROM decided WHERE kind = 'APPEAL') AS appeals,
      (SELECT count(*) FROM decided WHERE kind = 'APPEAL' AND decision = 'APPROVED') AS overturned,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('name', name, 'version', version, 'agreed', agreed, 'compared', compared) ORDER BY name, version), '[]') FROM (
        SELECT name, version, count(*) FILTER (WHERE agreed) AS agreed, count(*) AS compared FROM compared GROUP BY name, version
      ) models) AS agreement`.execute(db)
  const [row] = rows
  if (!row) throw new Error('Statistics are always one row.')
  return row
}

import type { DistanceUnit } from '#lib/events.ts'
import type { Db, Submission } from '../tables.ts'

/** What is approved of the vehicle's photos that were taken before this one, the newest: what a person read on it, else what the model did. */
export const findLastReading = async (
  db: Db,
  { vehicle_id, taken_at }: Pick<Submission, 'vehicle_id' | 'taken_at'>,
): Promise<{ value: number; unit: DistanceUnit; tenths: boolean | null } | undefined> =>
  vehicle_id === null
    ? undefined
    : db
        .selectFrom('submission as s')
        .innerJoin('verdict as v', 'v.submission_id', 's.id')
        .leftJoin('decision as d', (join) =>
          join.onRef('d.submission_id', '=', 's.id').on('d.final', '=', true).on('d.decision', '=', 'APPROVED'),
        )
        .select(({ fn }) => [
          fn.coalesce('d.reading', 'v.reading').$notNull().as('value'),
          fn.coalesce('d.unit', 's.unit').$notNull().as('unit'),
          fn.coalesce('d.tenths', 's.tenths').as('tenths'),
        ])
        .where('s.vehicle_id', '=', vehicle_id)
        .where('s.state', '=', 'APPROVED')
        .where('s.taken_at', '<', taken_at)
        .where(({ eb, fn }) => eb(fn.coalesce('d.reading', 'v.reading'), 'is not', null))
        .orderBy('s.taken_at', 'desc')
        .orderBy('d.decided_at', (order) => order.desc().nullsLast())
        .limit(1)
        .executeTakeFirst()

import { sql, type SelectQueryBuilder } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { ChargingTables, CorrectionState, Db, EndedBy, Flag, Session, SessionStatus } from '../tables.ts'

/** Which sessions a list shows. Absent or null does not narrow it. */
export interface SessionFilter {
  /** Only at stations of this operator. */
  operatorId?: string | null | undefined
  userId?: string | null | undefined
  stationId?: string | null | undefined
  connectorId?: string | null | undefined
  vehicleId?: string | null | undefined
  status?: readonly SessionStatus[] | null | undefined
  held?: boolean | null | undefined
  flags?: readonly Flag[] | null | undefined
  /** With a correction in one of these states. */
  correction?: readonly CorrectionState[] | null | undefined
  /** Without a user. */
  anonymous?: boolean | null | undefined
  endedBy?: readonly EndedBy[] | null | undefined
  from?: Date | null | undefined
  until?: Date | null | undefined
}

export interface ListedSession extends Session {
  /** As its operator calls it today; null where it is not known. */
  station_name: string | null
}

/** Sessions that fit, the newest first. */
export const listSessions = (db: Db, filter: SessionFilter, page: PageRequest): Promise<ListedSession[]> =>
  pageBy(
    fitting(db.selectFrom('session'), filter)
      .selectAll('session')
      .select(({ selectFrom }) =>
        selectFrom('station')
          .select(sql<string | null>`address ->> 'name'`.as('name'))
          .whereRef('station.id', '=', 'session.station_id')
          .as('station_name'),
      ),
    [
      ['opened_at', 'timestamptz'],
      ['session.id', 'uuid'],
    ],
    'desc',
    page,
  )

export interface SessionCount {
  status: SessionStatus
  count: number
  held: number
  anonymous: number
}

/** How many sessions fit, by status; a status without any is absent. */
export const countSessions = (db: Db, filter: SessionFilter): Promise<SessionCount[]> =>
  fitting(db.selectFrom('session'), filter)
    .select(({ fn }) => [
      'status',
      fn.countAll<number>().as('count'),
      fn.countAll<number>().filterWhere('held', '=', true).as('held'),
      fn.countAll<number>().filterWhere('user_id', 'is', null).as('anonymous'),
    ])
    .groupBy('status')
    .execute()

function fitting<O>(query: SelectQueryBuilder<ChargingTables, 'session', O>, filter: SessionFilter) {
  const {
    operatorId,
    userId,
    stationId,
    connectorId,
    vehicleId,
    status,
    held,
    flags,
    correction,
    anonymous,
    endedBy,
    from,
    until,
  } = filter
  return query
    .$if(operatorId != null, (q) =>
      q.where('station_id', 'in', (eb) =>
        eb
          .selectFrom('station')
          .select('station.id')
          .where('operator_id', '=', operatorId as string),
      ),
    )
    .$if(userId != null, (q) => q.where('user_id', '=', userId as string))
    .$if(stationId != null, (q) => q.where('station_id', '=', stationId as string))
    .$if(connectorId != null, (q) => q.where('connector_id', '=', connectorId as string))
    .$if(vehicleId != null, (q) => q.where('vehicle_id', '=', vehicleId as string))
    .$if(status != null, (q) => q.where(sql<boolean>`status = ANY(${status}::text[])`))
    .$if(held != null, (q) => q.where('held', '=', held as boolean))
    .$if(flags != null, (q) => q.where(sql<boolean>`flags && ${flags}::text[]`))
    .$if(correction != null, (q) =>
      q.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('bill_correction')
            .select('bill_correction.id')
            .whereRef('bill_correction.session_id', '=', 'session.id')
            .where(sql<boolean>`bill_correction.state = ANY(${correction}::text[])`),
        ),
      ),
    )
    .$if(anonymous != null, (q) => q.where('user_id', anonymous ? 'is' : 'is not', null))
    .$if(endedBy != null, (q) => q.where(sql<boolean>`ended_by = ANY(${endedBy}::text[])`))
    .$if(from != null, (q) => q.where('opened_at', '>=', from as Date))
    .$if(until != null, (q) => q.where('opened_at', '<', until as Date))
}

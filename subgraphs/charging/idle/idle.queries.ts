import { sql } from 'kysely'
import { CHARGING_LIMITS } from '../limits.ts'
import type { Db, IdleWatch, Session, Trx } from '../tables.ts'

/** Drivers' sessions whose vehicle stands and takes nothing, which nobody watches yet, locked. Those that another process is at are left to it. */
export const lockStandingUnwatched = (trx: Trx): Promise<(Session & { since: Date })[]> =>
  trx
    .selectFrom('session_pause as pause')
    .innerJoin('session', 'session.id', 'pause.session_id')
    .selectAll('session')
    .select('pause.from_at as since')
    .where('pause.to_at', 'is', null)
    .where('pause.by', '=', 'EV')
    .where('session.user_id', 'is not', null)
    // Whose price is open may cost nothing.
    .where('session.priced', '=', true)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('idle_watch')
            .select('idle_watch.session_id')
            .whereRef('idle_watch.session_id', '=', 'session.id')
            .whereRef('idle_watch.since', '=', 'pause.from_at'),
        ),
      ),
    )
    .limit(CHARGING_LIMITS.idleAtOnce)
    .forUpdate('session')
    .skipLocked()
    .execute()

/** Watches one that has begun to stand; what was of a time before is over. */
export const saveWatch = (trx: Trx, row: Omit<IdleWatch, 'told_at'>) =>
  trx
    .insertInto('idle_watch')
    .values({ ...row, told_at: null })
    .onConflict((conflict) => conflict.column('session_id').doUpdateSet({ ...row, told_at: null }))
    .execute()

/** Those whose drivers are to be told and that stand there still, noted as told. */
export const takeNotices = (trx: Trx) =>
  trx
    .updateTable('idle_watch')
    .from('session')
    .set({ told_at: sql<Date>`now()` })
    .whereRef('session.id', '=', 'idle_watch.session_id')
    .where('idle_watch.session_id', 'in', (from) =>
      from
        .selectFrom('idle_watch as due')
        .innerJoin('session_pause as pause', (join) =>
          join.onRef('pause.session_id', '=', 'due.session_id').onRef('pause.from_at', '=', 'due.since'),
        )
        .select('due.session_id')
        .where('due.told_at', 'is', null)
        .where('due.notice_at', '<=', sql<Date>`now()`)
        .where('pause.to_at', 'is', null)
        .limit(CHARGING_LIMITS.idleAtOnce)
        .forUpdate('due')
        .skipLocked(),
    )
    .returning(['session.id', 'session.user_id', 'session.station_id', 'idle_watch.billed_from'])
    .execute()

/** Forgets those that stand no more. */
export const pruneIdle = (db: Db) =>
  db
    .deleteFrom('idle_watch')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('session_pause')
            .select('session_pause.session_id')
            .whereRef('session_pause.session_id', '=', 'idle_watch.session_id')
            .where('to_at', 'is', null),
        ),
      ),
    )
    .execute()

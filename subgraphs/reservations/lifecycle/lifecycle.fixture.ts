import { sql } from 'kysely'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { newUser } from '../../../test/caller.ts'
import { testReservations, type TestStation } from '../reservations.fixture.ts'
import type { Terms } from '../tables.ts'
import { SELDOM, STEPS } from './steps.ts'
import { createSweep } from './sweep.handler.ts'

const TERMS: Terms = {
  open: true,
  minMinutes: 15,
  maxMinutes: 240,
  aheadDays: 14,
  changeUntilMinutes: 60,
  cancelUntilMinutes: 60,
  earlyStartMinutes: 0,
  noShowAfterMinutes: 15,
  lateStopMinutes: 10,
  keptFree: 0,
  fees: false,
}

/** A box whose rounds the test makes itself, and whose time it lets pass. */
export async function testLifecycle() {
  const box = await testReservations({ RESERVATIONS_SWEEP_MS: '86400000' })
  const { db, tell } = box
  const log = createLog('reservations', { level: 'silent' })
  const [sweep, sweepSeldom] = [createSweep({ db, log }, STEPS), createSweep({ db, log }, SELDOM)]
  const slotOf = (id: string) =>
    db
      .selectFrom('reservation')
      .selectAll()
      .select([sql<Date>`lower(during)`.as('from'), sql<Date>`upper(during)`.as('until'), sql<Date>`now()`.as('now')])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()

  /** A slot of an hour that begins in so many minutes, as a driver has booked it yesterday. */
  async function slot(
    station: TestStation,
    startsIn: number,
    more: { evse?: number; userId?: string; terms?: Partial<Terms>; lasts?: number } = {},
  ) {
    const { evse = 0, userId = newUser().userId, lasts = 60 } = more
    const terms = { ...TERMS, ...more.terms }
    const id = newId()
    await sql`INSERT INTO reservation (id, kind, state, station_id, evse_id, connector_id, operator_id, user_id, during, starts_at, ends_at, terms, created_at)
      SELECT ${id}, 'BOOKING', 'RESERVED', ${station.id}, ${station.evses[evse]}, ${station.connectors[evse]}, ${station.operator.userId}, ${userId},
        tstzrange(start - make_interval(mins => ${terms.earlyStartMinutes}), start + make_interval(mins => ${lasts})),
        start, start + make_interval(mins => ${lasts}), ${JSON.stringify(terms)}::jsonb, now() - interval '1 day'
      FROM (SELECT date_trunc('second', now()) + make_interval(mins => ${startsIn}) AS start) AS given`.execute(db)
    const place = { stationId: station.id, evseNumber: evse + 1, connectorNumber: 1 }
    const start = (sessionId: string | null, transactionId: string, reservationId?: string) =>
      tell('ocpp.transaction.started', transactionId, {
        transactionId,
        ...place,
        idToken: 'CARD',
        sessionId,
        authorised: true,
        startedAt: new Date().toISOString(),
        receivedAt: new Date().toISOString(),
        meterStartWh: 0,
        offline: false,
        ...(reservationId !== undefined && { reservationId }),
      })
    return {
      id,
      userId,
      now: () => slotOf(id),
      state: async () => (await slotOf(id)).state,
      /** What was told of it last. */
      told: async () => (await box.said('reservations.reservation.changed', id)).at(-1),
      /** Its charger says what became of holding it. */
      held: (state: 'HELD' | 'REFUSED' | 'GONE') =>
        tell('ocpp.reservation.changed', id, { reservationId: id, stationId: station.id, state, status: null }),
      /** Charging says that a session uses it. */
      used: (sessionId = newId(), offline = false, by = userId) =>
        tell('charging.reservation.used', sessionId, {
          reservationId: id,
          sessionId,
          userId: by,
          startedAt: new Date().toISOString(),
          offline,
        }),
      /** Somebody asks to charge at its place; gives the session's id. */
      async asked(by = userId, sessionId = newId()) {
        await tell('charging.start.requested', sessionId, {
          commandId: newId(),
          sessionId,
          ...place,
          idToken: 'ONCE',
          userId: by,
          expiresAt: new Date(Date.now() + 120_000).toISOString(),
        })
        return sessionId
      },
      failed: (sessionId: string, failure = 'EXPIRED') =>
        tell('charging.session.failed', sessionId, { sessionId, userId, holdId: null, failure }),
      /** A charge begins at its place; gives the transaction's id. */
      async begins(sessionId: string | null = null, reservationId?: string) {
        const transactionId = newId()
        await start(sessionId, transactionId, reservationId)
        return transactionId
      },
      ends: (transactionId: string) =>
        tell('ocpp.transaction.ended', transactionId, {
          transactionId,
          endedAt: new Date().toISOString(),
          receivedAt: new Date().toISOString(),
          meterStopWh: 1,
          reason: 'EVDisconnected',
          samples: [],
          offline: false,
        }),
      /** A session is complete so many minutes from now, by the charger's clock. */
      completes: (sessionId: string, inMinutes = 0) =>
        tell('charging.session.completed', sessionId, {
          sessionId,
          userId,
          stationId: station.id,
          connectorId: station.connectors[evse] ?? '',
          startedAt: new Date(Date.now() - 600_000).toISOString(),
          endedAt: new Date(Date.now() + inMinutes * 60_000).toISOString(),
          energyWh: 1,
          held: false,
        }),
    }
  }

  return {
    ...box,
    slot,
    sweep,
    sweepSeldom,
    /** So many minutes go by: all that is noted was so much earlier. */
    async pass(minutes: number) {
      const by = sql`make_interval(mins => ${minutes})`
      const rows = await db.selectFrom('reservation').select('id').orderBy('during').execute()
      for (const { id } of rows)
        await sql`UPDATE reservation SET starts_at = starts_at - ${by}, ends_at = ends_at - ${by}, created_at = created_at - ${by},
          reminded_for = reminded_for - ${by}, end_told_for = end_told_for - ${by}, expires_at = expires_at - ${by}, during = tstzrange(lower(during) - ${by}, upper(during) - ${by}) WHERE id = ${id}`.execute(
          db,
        )
      await sql`UPDATE waitlist_entry SET from_at = from_at - ${by}, until_at = until_at - ${by}`.execute(db)
      await sql`UPDATE trouble SET began_at = began_at - ${by}, ended_at = ended_at - ${by}`.execute(db)
      await sql`UPDATE presence SET noted_at = noted_at - ${by}, waits_until = waits_until - ${by}, ended_at = ended_at - ${by}`.execute(
        db,
      )
    },
  }
}
export type TestLifecycle = Awaited<ReturnType<typeof testLifecycle>>

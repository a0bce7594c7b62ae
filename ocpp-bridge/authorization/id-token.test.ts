import type { Kysely } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect } from '#db/connect.ts'
import type { EventEnvelope, IdTokenStatus } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { testDatabase } from '../../test/postgres.ts'
import { findChargePoint, saveChargePoint } from '../charge-point.queries.ts'
import { findIdToken, saveIdToken } from './id-token.queries.ts'
import type { OcppTables } from '../tables.ts'

let stack: AsyncDisposableStack
let db: Kysely<OcppTables>
beforeEach(async () => {
  stack = new AsyncDisposableStack()
  const { url } = stack.use(await testDatabase('ocpp'))
  const log = createLog('test', { level: 'silent' })
  db = stack.adopt(connect<OcppTables>({ url, schema: 'ocpp', log }), (open) => open.destroy())
})
afterEach(() => stack.disposeAsync())

const idTokenId = newId()
const word = (status: IdTokenStatus, position: number, minute = position): EventEnvelope<'accounts.id-token.issued'> => ({
  id: newId(),
  name: 'accounts.id-token.issued',
  aggregateId: idTokenId,
  occurredAt: new Date(Date.UTC(2026, 10, 20, 12, minute)).toISOString(),
  position,
  requestId: null,
  data: { idTokenId, userId: newId(), value: 'CARD1', type: 'RFID', status },
})
const hear = (event: EventEnvelope<'accounts.id-token.issued'>) => db.transaction().execute((trx) => saveIdToken(trx, event))

test('the newest word on an id token holds, whichever comes last', async () => {
  await hear(word('ACTIVE', 0))
  await hear(word('BLOCKED', 2))
  await hear(word('ACTIVE', 1))
  const known = await db
    .transaction()
    .execute((trx) => findIdToken(trx, 'card1', { stationId: newId(), evseNumber: 1, at: new Date() }))
  expect(known?.status).toBe('BLOCKED')
  // The clock was set back for an hour.
  await hear(word('ACTIVE', 3, -60))
  expect(
    (await db.transaction().execute((trx) => findIdToken(trx, 'card1', { stationId: newId(), evseNumber: 1, at: new Date() })))
      ?.status,
  ).toBe('ACTIVE')
})

test('a charger’s renewed password holds at once, also where the clock was set back since the last one', async () => {
  const [stationId, identity] = [newId(), 'CP-1']
  const saved = (passwordHash: string, position: number, occurredAt: string) =>
    db.transaction().execute((trx) =>
      saveChargePoint(trx, {
        id: newId(),
        name: 'stations.station.saved',
        aggregateId: stationId,
        occurredAt,
        position,
        requestId: null,
        data: { stationId, operatorId: newId(), identity, passwordHash, place: { latitude: 0, longitude: 0 }, evses: [] },
      }),
    )
  await saved('old', 7, '2026-11-20T12:00:00Z')
  await saved('new', 9, '2026-11-17T12:00:00Z')
  expect((await findChargePoint(db, identity))?.password_hash).toBe('new')
  await saved('replayed', 8, '2026-11-20T12:30:00Z')
  expect((await findChargePoint(db, identity))?.password_hash).toBe('new')
})

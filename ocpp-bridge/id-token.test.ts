import type { Kysely } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect } from '#db/connect.ts'
import type { EventEnvelope, IdTokenStatus } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { testDatabase } from '../test/postgres.ts'
import { findIdToken, saveIdToken } from './id-token.queries.ts'
import type { OcppTables } from './tables.ts'

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
const word = (status: IdTokenStatus, minute: number): EventEnvelope<'accounts.id-token.issued'> => ({
  id: newId(),
  name: 'accounts.id-token.issued',
  aggregateId: idTokenId,
  occurredAt: new Date(Date.UTC(2026, 10, 20, 12, minute)).toISOString(),
  requestId: null,
  data: { idTokenId, userId: newId(), value: 'CARD1', type: 'RFID', status },
})
const hear = (event: EventEnvelope<'accounts.id-token.issued'>) => db.transaction().execute((trx) => saveIdToken(trx, event))

test('the newest word on an id token holds, whichever comes last', async () => {
  await hear(word('ACTIVE', 0))
  await hear(word('BLOCKED', 2))
  await hear(word('ACTIVE', 1))
  const known = await db.transaction().execute((trx) => findIdToken(trx, 'card1'))
  expect(known?.status).toBe('BLOCKED')
})

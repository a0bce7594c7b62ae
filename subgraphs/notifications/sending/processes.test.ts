import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fromNow } from '#db/time.ts'
import { newId } from '#lib/id.ts'
import { callerPublicKeyPem } from '../../../test/caller.ts'
import { until } from '../../../test/until.ts'
import { notify } from '../notify.ts'
import { testNotifications, type TestNotifications } from '../notifications.fixture.ts'
import { SAMPLES } from '../templates/samples.ts'
import { freeOrphans } from './claim.queries.ts'
import { SENDING_LIMITS } from './limits.ts'

/** On a busy machine a process takes long to start. */
const STARTED = { timeoutMs: 120_000 }

let box: TestNotifications
beforeAll(async () => {
  box = await testNotifications()
})
afterAll(() => box[Symbol.asyncDispose]())

test('two processes and many senders send each message once', async () => {
  await using _second = await box.open()
  const people = await Promise.all(Array.from({ length: 60 }, () => box.person()))
  await Promise.all(people.map((userId) => box.notify(userId, 'BILL')))
  for (const userId of people) expect(await box.settled(userId)).toEqual(['EMAIL SENT'])
  const ids = people.flatMap((userId) => box.sentTo(userId, 'EMAIL').map(({ id }) => id))
  expect([ids.length, new Set(ids).size]).toEqual([60, 60])
})

test('a channel that hangs holds up no other, and so does none whose server is gone', async () => {
  const open = Promise.withResolvers<void>()
  box.played.EMAIL.answer = async ({ id }) => {
    await open.promise
    return { state: 'SENT', externalId: id }
  }
  try {
    const people = await Promise.all(Array.from({ length: SENDING_LIMITS.promptAtOnce * 2 }, () => box.person()))
    await Promise.all(people.map((userId) => box.notify(userId, 'RESERVATION_CONFIRMED')))
    for (const userId of people) expect(await box.settled(userId, 'PUSH')).toEqual(['PUSH SENT'])
    const begun = people.filter((userId) => box.sentTo(userId, 'EMAIL').length > 0)
    expect(begun.length).toBeLessThanOrEqual(SENDING_LIMITS.promptAtOnce)
    open.resolve()
    for (const userId of people) expect(await box.settled(userId, 'EMAIL')).toEqual(['EMAIL SENT'])
  } finally {
    open.resolve()
    box.played.EMAIL.answer = ({ id }) => ({ state: 'SENT', externalId: id })
  }
})

test('what nobody waits for takes no turn of what somebody waits for', async () => {
  const open = Promise.withResolvers<void>()
  box.played.PUSH.answer = async ({ id, urgency }) => {
    if (urgency === 2) await open.promise
    return { state: 'SENT', externalId: id }
  }
  try {
    const people = await Promise.all(Array.from({ length: 50 }, () => box.person()))
    await Promise.all(people.map((userId) => box.notify(userId, 'REWARD_EARNED')))
    await until(() => people.some((userId) => box.sentTo(userId, 'PUSH').length > 0))
    const userId = await box.person()
    await box.notify(userId, 'SLOT_OFFERED')
    expect(await box.settled(userId, 'PUSH')).toEqual(['PUSH SENT'])
    expect(people.filter((each) => box.sentTo(each, 'PUSH').length > 0)).toHaveLength(SENDING_LIMITS.bulkAtOnce)
    open.resolve()
    for (const each of people) await box.settled(each)
  } finally {
    open.resolve()
    box.played.PUSH.answer = ({ id }) => ({ state: 'SENT', externalId: id })
  }
})

test('a process that is killed in the middle of sending: another sends it before its lease is over, under the same id, and once', async () => {
  await using played = await testNotifications({ variables: { NOTIFICATIONS_SWEEP_MS: '3600000' } })
  played.played.EMAIL.answer = () => Promise.reject(new Error('only the processes that are started send mails'))
  const arrived: string[] = []
  const held: ServerResponse[] = []
  let hold = true
  const wire = createServer((request, response) => {
    arrived.push(request.url ?? '')
    if (hold) held.push(response)
    else response.end()
  })
  await new Promise<void>((resolve) => void wire.listen(0, '127.0.0.1', resolve))
  const { port } = wire.address() as AddressInfo
  const start = () => {
    const env = {
      ...process.env,
      DATABASE_URL: played.database.url,
      CALLER_PUBLIC_KEY: callerPublicKeyPem,
      TEST_WIRE: `http://127.0.0.1:${port}`,
      NOTIFICATIONS_SWEEP_MS: '50',
    }
    const child = spawn(process.execPath, [new URL('doomed.fixture.ts', import.meta.url).pathname], { env, stdio: 'ignore' })
    return {
      [Symbol.asyncDispose]: async () => {
        if (child.exitCode !== null || child.signalCode !== null) return
        child.kill('SIGKILL')
        await once(child, 'exit')
      },
    }
  }
  try {
    const userId = await played.person()
    // Not for the box of this process, which looks at once when something is queued.
    await played.app[Symbol.asyncDispose]()
    {
      await using _doomed = start()
      await played.notify(userId, 'BILL')
      await until(() => arrived.length === 1, STARTED)
    }
    for (const response of held) response.destroy()
    hold = false
    expect((await played.deliveriesOf(userId))[0]).toMatchObject({ state: 'QUEUED', tries: 1 })
    // As if the call had begun long ago: the lease goes on, but nothing can be under way any more.
    const { leaseMs, callMs } = SENDING_LIMITS
    await sql`UPDATE delivery SET due_at = ${fromNow(leaseMs - callMs - 1)} WHERE user_id = ${userId}`.execute(played.db)
    await using _next = start()
    await until(async () => (await played.deliveriesOf(userId))[0]?.state === 'SENT', STARTED)
    expect(arrived).toEqual([arrived[0], arrived[0]])
  } finally {
    wire.closeAllConnections()
    wire.close()
  }
})

test('a digest that a dead process had is free at once; one that may still be under way is not', async () => {
  const { leaseMs, callMs } = SENDING_LIMITS
  await using world = await testNotifications()
  // Nobody but the test looks for what is due.
  await world.app[Symbol.asyncDispose]()
  const claim = async (forMs: number, claimedBy: number) => {
    const id = newId()
    const row = { id, user_id: newId(), day: '2026-11-22', due_at: new Date(), claimed_by: claimedBy }
    await world.db.insertInto('digest').values(row).execute()
    await sql`UPDATE digest SET due_at = ${fromNow(leaseMs - forMs)} WHERE id = ${id}`.execute(world.db)
    return id
  }
  const dead = 2 ** 31 - 1
  const [over] = [await claim(callMs + 1, dead), await claim(0, dead), await claim(callMs + 1, 1)]
  await freeOrphans(world.db, 1)
  const free = world.db
    .selectFrom('digest')
    .select('id')
    .where('due_at', '<=', sql<Date>`now()`)
    .where('claimed_by', 'is', null)
  expect(await free.execute()).toEqual([{ id: over }])
})

test('a sender that has lost the connection of its number, and lives, keeps what may still be under way', async () => {
  const { leaseMs, callMs } = SENDING_LIMITS
  const [begun, over] = [await box.person(), await box.person()]
  const claimedBy = 2 ** 31 - 1
  const claim = (userId: string, forMs: number) =>
    box.db.transaction().execute(async (trx) => {
      await notify(trx, { userId, kind: 'BILL', cause: userId, params: SAMPLES.BILL })
      await sql`UPDATE delivery SET due_at = ${fromNow(leaseMs - forMs)}, claimed_by = ${claimedBy} WHERE user_id = ${userId}`.execute(
        trx,
      )
    })
  await claim(begun, 0)
  await claim(over, callMs + 1)
  await freeOrphans(box.db, 1)
  expect(await box.settled(over)).toEqual(['EMAIL SENT'])
  expect((await box.deliveriesOf(begun))[0]).toMatchObject({ state: 'QUEUED', claimed_by: claimedBy })
})

import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { createLocalBus } from '../lib/bus-local.ts'
import { newId } from '../lib/id.ts'
import { createLog } from '../lib/log.ts'
import { box } from '../subgraphs/notifications/box.ts'
import type { Channel } from '../subgraphs/notifications/sending/channel.ts'
import { admin, callerPublicKeyPem, userCaller } from '../test/caller.ts'
import { watch } from '../test/sse.ts'
import { ask } from '../test/subgraph.ts'
import { createTeller } from '../test/teller.ts'
import { quantile } from './bridge/world.ts'
import { benchDatabase } from './database.ts'

const PEOPLE = 100_000
const WATCHING = 20
const EACH_MS = 50
const FEWEST = 300
const GOAL_MS = 200
/** What a mail server takes for one mail. */
const SERVER_MS = 10

/**
 * From an event to the screen and to the mail server, alone, and while an announcement to everybody goes out. The box with its graph, its
 * database and its outbox; the bus is in the process, and the mail server is a pause.
 */
export async function run(): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const { adminUrl, urlOf } = await benchDatabase(stack, 'notifications')
  const log = createLog('bench', { level: 'silent' })
  const bus = stack.use(createLocalBus())
  const mailed = new Map<string, (at: number) => void>()
  const mail: Channel = {
    name: 'EMAIL',
    ready: true,
    send: async ({ id, items: [item] }) => {
      await wait(SERVER_MS)
      mailed.get(String(item.params['amountMinor']))?.(performance.now())
      return { state: 'SENT', externalId: id }
    },
  }
  const config = box.config({ DATABASE_URL: urlOf('notifications'), CALLER_PUBLIC_KEY: callerPublicKeyPem })
  const app = stack.use(await box.open({ config, bus, log, overrides: { channels: new Map([['EMAIL', mail]]) } }))
  const graph = { name: 'notifications', fetch: app.fetch ?? (() => Promise.reject(new Error('it serves a graph'))) }
  const database = new pg.Client({ connectionString: adminUrl })
  await database.connect()
  stack.defer(() => database.end())
  await database.query(`INSERT INTO notifications.contact
    (user_id, contact, email_verified, locale, time_zone, roles, guest, said)
    SELECT gen_random_uuid(), 'sealed', true, 'en', 'Europe/Amsterdam', '{DRIVER}', false, 1 FROM generate_series(1, ${PEOPLE})`)
  await database.query('ANALYZE notifications.contact')
  const { rows } = await database.query<{ user_id: string }>(
    `SELECT user_id FROM notifications.contact ORDER BY user_id DESC LIMIT ${WATCHING}`,
  )
  const { tell } = createTeller(bus)

  const shown = new Map<string, (at: number) => void>()
  const watchers = rows.map(({ user_id }) => {
    const stream = watch<{ notificationReceived: { body: string } }>(
      graph,
      userCaller(['DRIVER'], user_id),
      'subscription { notificationReceived { topic body } }',
    )
    return { userId: user_id, stream, read: follow(stream, shown) }
  })
  await wait(2_000)

  let sum = 1_000_000
  const one = async (userId: string): Promise<{ screen: number; server: number }> => {
    const amountMinor = ++sum
    const begun = performance.now()
    const [screen, server] = [Promise.withResolvers<number>(), Promise.withResolvers<number>()]
    mailed.set(String(amountMinor), server.resolve)
    shown.set(keyOf(amountMinor), screen.resolve)
    const data = { refundId: newId(), billId: newId(), userId, state: 'SUCCEEDED' as const, amountMinor, currency: 'EUR' }
    await tell('payments.refund.changed', data.refundId, data)
    return { screen: (await screen.promise) - begun, server: (await server.promise) - begun }
  }
  const series = async (goesOn: (count: number) => Promise<boolean>) => {
    const all: Promise<{ screen: number; server: number }>[] = []
    while (await goesOn(all.length)) {
      all.push(one(rows[all.length % rows.length]?.user_id ?? ''))
      await wait(EACH_MS)
    }
    return Promise.all(all)
  }

  const alone = await series((count) => Promise.resolve(count < FEWEST))
  const begun = performance.now()
  const input = { texts: [{ language: 'en', title: 'News', body: 'There is some.' }], kind: 'SERVICE', idempotencyKey: newId() }
  await ask(graph, admin, 'mutation ($input: AnnounceInput!) { announce(input: $input) { announcement { id } } }', { input })
  const running = async () =>
    (await database.query(`SELECT FROM notifications.announcement WHERE state = 'RUNNING'`)).rowCount !== 0
  const beside = await series(() => running())
  const seconds = (performance.now() - begun) / 1_000
  const told = await database.query<{ told: number }>('SELECT told FROM notifications.announcement')

  console.log(
    `${PEOPLE.toLocaleString('en')} told of one event in ${seconds.toFixed(0)} s: ${String(told.rows[0]?.told)}, goal of the others: ${GOAL_MS} ms\n`,
  )
  console.log('| from the event | alone p50 | p99 ms | beside the flood p50 | p99 ms | p99 × | how many |')
  console.log('|---|---|---|---|---|---|---|')
  for (const what of ['screen', 'server'] as const) {
    const [before, during] = [alone.map((each) => each[what]), beside.map((each) => each[what])]
    const cells = [quantile(before, 0.5), quantile(before, 0.99), quantile(during, 0.5), quantile(during, 0.99)]
    const ratio = (quantile(during, 0.99) / quantile(before, 0.99)).toFixed(2)
    console.log(`| ${what} | ${cells.map((ms) => ms.toFixed(0)).join(' | ')} | ${ratio} | ${before.length}, ${during.length} |`)
  }
  for (const { stream } of watchers) await stream.return()
  await Promise.all(watchers.map(({ read }) => read))
}

async function follow(
  stream: AsyncGenerator<{ data?: { notificationReceived: { body: string } } | null }>,
  shown: Map<string, (at: number) => void>,
): Promise<void> {
  for await (const { data } of stream) {
    const digits = data?.notificationReceived.body.match(/[\d.,]*\d/g) ?? []
    for (const number of digits) shown.get(number.replaceAll(/\D/g, ''))?.(performance.now())
  }
}

/** The sum as the texts show it, without its signs. */
const keyOf = (amountMinor: number): string => String(amountMinor)

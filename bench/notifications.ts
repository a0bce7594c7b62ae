import { setTimeout as wait } from 'node:timers/promises'
import { emit } from '../db/outbox.ts'
import { newId } from '../lib/id.ts'
import { admin, userCaller } from '../test/caller.ts'
import { watch } from '../test/sse.ts'
import { ask } from '../test/subgraph.ts'
import { quantile } from './bridge/world.ts'
import { openWorld } from './notifications/world.ts'

const PEOPLE = 100_000
const WATCHING = 50
/** A receipt each. */
const EACH_MS = 40
const FEWEST = 1_000
const GOAL_MS = 200
/** What has not come by then counts as lost. */
const LOST_MS = 20_000
/** Of the process: then it shows what there is. A quiet machine needs half of it. */
const LONGEST_MS = 210_000
const ANNOUNCE = 'mutation ($input: AnnounceInput!) { announce(input: $input) { announcement { id } } }'

interface Took {
  screen: number
  server: number
}

/**
 * From the outbox of payments to the screen and to the mail server: alone, and while 100,000 are told of one event, a tenth of them by mail as
 * well. Ends by itself within four minutes.
 */
export async function run(): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const shown = new Map<string, (at: number) => void>()
  let announced = 0
  say('a database, Redis, a mail server and the box')
  const { database, payments, graph, server, userIds } = await openWorld(stack, PEOPLE, WATCHING)
  for (const userId of userIds) {
    const query = 'subscription { notificationReceived { topic link } }'
    const stream = watch<Received>(graph, userCaller(['DRIVER'], userId), query)
    // At the end the box goes, and the stream breaks. Nobody waits for a word that would let it end before.
    follow(stream).catch(() => undefined)
  }
  await wait(3_000)

  async function receipt(userId: string): Promise<Took> {
    const billId = newId()
    const [screen, server_] = [Promise.withResolvers<number>(), Promise.withResolvers<number>()]
    shown.set(`/bills/${billId}`, screen.resolve)
    server.bills.set(billId, server_.resolve)
    const begun = performance.now()
    const paid = { state: 'PAID', totalMinor: 1_234, paidMinor: 1_234, currency: 'EUR' } as const
    await payments
      .transaction()
      .execute((trx) => emit(trx, 'payments.bill.changed', billId, { billId, userId, sessionId: null, operatorId: null, ...paid }))
    const lost = wait(LOST_MS, Number.POSITIVE_INFINITY, { ref: false })
    const [first, second] = await Promise.all([Promise.race([screen.promise, lost]), Promise.race([server_.promise, lost])])
    return { screen: first - begun, server: second - begun }
  }
  /** Receipts at an even rate, for as long as it goes on. */
  async function receipts(goesOn: (count: number) => Promise<boolean> | boolean): Promise<Took[]> {
    const all: Promise<Took>[] = []
    const begun = performance.now()
    while (performance.now() < LONGEST_MS && (await goesOn(all.length))) {
      all.push(receipt(userIds[all.length % userIds.length] ?? ''))
      if (all.length % 250 === 0) say(`${all.length} receipts`)
      await wait(Math.max(0, begun + all.length * EACH_MS - performance.now()))
    }
    return Promise.all(all)
  }

  say('receipts to warm up')
  await receipts((count) => count < 100)
  say('receipts alone')
  const alone = await receipts((count) => count < FEWEST)
  const mailed = server.taken.mails

  say('an announcement, and receipts beside it')
  const begun = performance.now()
  const input = { texts: [{ language: 'en', title: 'News', body: 'There is some.' }], kind: 'SERVICE', idempotencyKey: newId() }
  const { data, errors } = await ask<{ announce: { announcement: { id: string } } }>(graph, admin, ANNOUNCE, { input })
  if (!data) throw new Error(JSON.stringify(errors))
  const { id } = data.announce.announcement
  let toldMs = 0
  let lookedAt = 0
  const beside = await receipts(async () => {
    if (performance.now() < lookedAt) return true
    lookedAt = performance.now() + 1_000
    const { rows } = await database.query<{ state: string; told: number; queued: boolean }>(
      `SELECT state, told, EXISTS (SELECT FROM delivery WHERE state = 'QUEUED' AND urgency = 2) AS queued FROM announcement WHERE id = $1`,
      [id],
    )
    const [now] = rows
    if (toldMs === 0) say(`${now?.told ?? 0} told`)
    if (now?.state === 'RUNNING') return true
    if (toldMs === 0) toldMs = performance.now() - begun
    return now?.queued ?? false
  })
  const mailedMs = performance.now() - begun
  const { rows } = await database.query<{ rows: string; people: string }>(
    'SELECT count(*) AS rows, count(DISTINCT user_id) AS people FROM notification WHERE cause = $1',
    [id],
  )
  const news = server.taken.mails - mailed - beside.length

  const count = (value: number | string | undefined) => Number(value).toLocaleString('en')
  console.log(`| told | rows | people | s | on ${WATCHING} screens | mails of it | s |`)
  console.log('|---|---|---|---|---|---|---|')
  console.log(
    `| ${count(PEOPLE)} | ${count(rows[0]?.rows)} | ${count(rows[0]?.people)} | ${seconds(toldMs)} | ${announced} | ${count(news)} | ${seconds(mailedMs)} |\n`,
  )
  console.log('| from the event, ms | receipts | p50 | p95 | p99 | beside: receipts | p50 | p95 | p99 | p50 × | p99 × |')
  console.log('|---|---|---|---|---|---|---|---|---|---|---|')
  for (const what of ['screen', 'server'] as const) {
    const [before, during] = [alone.map((each) => each[what]), beside.map((each) => each[what])]
    const cells = (times: number[]) => [
      `${times.length} (${lost(times)} lost)`,
      ...[0.5, 0.95, 0.99].map((share) => quantile(times, share).toFixed(0)),
    ]
    const times = [0.5, 0.99].map((share) => (quantile(during, share) / quantile(before, share)).toFixed(2))
    console.log(`| ${what} | ${[...cells(before), ...cells(during), ...times].join(' | ')} |`)
  }
  console.log(`\nThe goal of the screen is a p99 of ${GOAL_MS} ms.`)

  async function follow(stream: AsyncGenerator<{ data?: Received | null }>): Promise<void> {
    for await (const { data } of stream) {
      const { topic, link } = data?.notificationReceived ?? {}
      if (topic === 'ANNOUNCEMENT') announced++
      else shown.get(link ?? '')?.(performance.now())
    }
  }
}

interface Received {
  notificationReceived: { topic: string; link: string | null }
}

const lost = (times: readonly number[]): number => times.filter((ms) => ms === Number.POSITIVE_INFINITY).length
const seconds = (ms: number): string => (ms / 1_000).toFixed(0)
const say = (what: string): void => void process.stderr.write(`${(performance.now() / 1_000).toFixed(0).padStart(4)} s: ${what}\n`)

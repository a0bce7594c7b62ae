import { setTimeout as wait } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import { connect } from '../db/connect.ts'
import { newId } from '../lib/id.ts'
import { createLog } from '../lib/log.ts'
import { createTurns } from '../lib/work/turns.ts'
import { newSecret, sealingKey } from '../subgraphs/partners/endpoints/secret.ts'
import { writeMessages } from '../subgraphs/partners/messages/message.queries.ts'
import { startSender } from '../subgraphs/partners/sending/sender.ts'
import type { PartnersTables } from '../subgraphs/partners/tables.ts'
import { httpsServer } from '../test/https.ts'
import { benchDatabase } from './database.ts'

const MESSAGES = 10_000
const COMPARED = 1_000
const ENDPOINTS = 10
/** Facts in a second. */
const RATE = 75
/** Of the process: then it shows what there is. */
const LONGEST_MS = 215_000
const FAILS = 0.3

interface Seen {
  /** When writing it began. */
  at: number
  arrivals: number
}

/**
 * Webhooks to a receiver that fails three times in ten: do all arrive, by one id each, verified by standardwebhooks, and how soon. Then the same
 * beside an endpoint that never answers. Pauses between tries are cut to a second: nobody waits for 75 hours here. Ends by itself
 * within four minutes.
 */
export async function run(): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const { urlOf } = await benchDatabase(stack, 'webhooks')
  const url = urlOf('partners')
  const log = createLog('bench', { level: 'error' })
  const db = stack.adopt(connect<PartnersTables>({ url, schema: 'partners', log, max: 24 }), (opened) => opened.destroy())
  const sealing = sealingKey('a-secret-that-only-this-bench-knows')
  const secrets = new Map<string, string>()
  const written = new Map<string, Seen>()
  const times: number[] = []
  let [unverified, failed, ids] = [0, 0, new Set<string>()]
  const server = stack.use(
    await httpsServer((request, response) => {
      if (request.url === '/dead') return
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString()
        const { data } = JSON.parse(body) as { data: { reportId: string } }
        try {
          new Webhook(secrets.get(request.url ?? '') ?? '').verify(body, request.headers as Record<string, string>)
        } catch {
          unverified++
        }
        ids.add(String(request.headers['webhook-id']))
        const seen = written.get(data.reportId)
        if (seen && seen.arrivals++ === 0) times.push(performance.now() - seen.at)
        const fails = Math.random() < FAILS
        if (fails) failed++
        response.writeHead(fails ? 500 : 204).end()
      })
    }),
  )

  async function endpoint(path: string): Promise<{ id: string; owner: string }> {
    const [id, clientId, owner] = [newId(), newId(), newId()]
    const client = { id: clientId, partner_id: owner, name: 'bench', sandbox: false, scopes: ['stations:read' as const] }
    await db
      .insertInto('client')
      .values({ ...client, requests_per_hour: 1, requests_per_day: 1, revoked_at: null, idempotency_key: null })
      .execute()
    const place = { client_id: clientId, owner_id: owner, url: new URL(path, server.url).href, description: '' }
    await db
      .insertInto('webhook_endpoint')
      .values({ id, ...place, kinds: ['fault.resolved'], idempotency_key: null })
      .execute()
    const { shown, ...kept } = newSecret(sealing, id)
    await db
      .insertInto('webhook_secret')
      .values({ endpoint_id: id, place: 1, ...kept, expires_at: null })
      .execute()
    secrets.set(path, shown)
    return { id, owner }
  }
  const fact = (ownerId: string, reportId = newId()) =>
    db.transaction().execute((trx) =>
      writeMessages(trx, {
        to: { ownerId },
        kind: 'fault.resolved',
        scope: 'stations:read',
        eventId: newId(),
        occurredAt: new Date().toISOString(),
        about: reportId,
        data: JSON.stringify({ reportId, stationId: reportId }),
        gatherMs: 0,
      }),
    )

  const endpoints = await Promise.all(Array.from({ length: ENDPOINTS }, (_, i) => endpoint(`/${i}`)))
  // As many events as a box handles at once.
  const inTurn = createTurns(4)
  const sender = stack.use(await startSender({ db, url, log, sealing, reach: server.reach }))
  const left = async () =>
    (
      await db
        .selectFrom('webhook_message')
        .select('id')
        .where('state', '=', 'WAITING')
        .where(
          'endpoint_id',
          'in',
          endpoints.map(({ id }) => id),
        )
        .limit(1)
        .execute()
    ).length
  /** Milliseconds until half and 95 of 100 of so many messages came, at the usual rate. */
  async function measured(messages: number): Promise<{ p50: number; p95: number }> {
    times.length = 0
    written.clear()
    const begun = performance.now()
    const said: Promise<void>[] = []
    for (let n = 0; n < messages && performance.now() < LONGEST_MS; n++) {
      if (n % 1_000 === 0) say(`${n} of ${messages} facts`)
      const reportId = newId()
      const { owner } = endpoints[n % ENDPOINTS] ?? { owner: '' }
      said.push(
        inTurn('', 4, async () => {
          if (performance.now() >= LONGEST_MS) return
          written.set(reportId, { at: performance.now(), arrivals: 0 })
          await fact(owner, reportId)
        }),
      )
      await wait(Math.max(0, begun + ((n + 1) * 1_000) / RATE - performance.now()))
      if (n % RATE === 0) await again()
    }
    await Promise.all(said)
    while (performance.now() < LONGEST_MS && (await left())) {
      await again()
      await wait(1_000)
    }
    times.sort((a, b) => a - b)
    const at = (part: number) => times[Math.floor(times.length * part)] ?? NaN
    return { p50: at(0.5), p95: at(0.95) }
  }
  async function again(): Promise<void> {
    const soon = new Date(Date.now() + 1_000)
    await db
      .updateTable('webhook_message')
      .set({ next_at: soon })
      .where('state', '=', 'WAITING')
      .where('tries', '>', 0)
      .where('next_at', '>', new Date(Date.now() + 40_000))
      .execute()
    await sender.sweep()
  }

  const whole = await measured(MESSAGES)
  const states = await db
    .selectFrom('webhook_message')
    .select(({ fn }) => ['state', fn.countAll<number>().as('messages')])
    .groupBy('state')
    .execute()
  console.log(`| messages | tries that failed | ids | not verified | first try after, ms: p50 | p95 | in the end |`)
  console.log('|---|---|---|---|---|---|---|')
  const end = states.map(({ state, messages }) => `${messages} ${state}`).join(', ')
  const first = `**${whole.p50.toFixed(0)}** | ${whole.p95.toFixed(0)}`
  console.log(`| ${MESSAGES} | ${failed} | ${ids.size} | ${unverified} | ${first} | ${end} |\n`)
  ids = new Set()
  const alone = await measured(COMPARED)
  const dead = await endpoint('/dead')
  for (let n = 0; n < 500; n++) await fact(dead.owner)
  const beside = await measured(COMPARED)
  console.log('| | p50, ms | p95, ms |\n|---|---|---|')
  console.log(`| alone | ${alone.p50.toFixed(1)} | ${alone.p95.toFixed(1)} |`)
  console.log(`| beside one that never answers, with 500 waiting | ${beside.p50.toFixed(1)} | ${beside.p95.toFixed(1)} |`)
  console.log(`\nRatio of p50: ${(beside.p50 / alone.p50).toFixed(2)}`)
}

const say = (what: string): void => void process.stderr.write(`${(performance.now() / 1_000).toFixed(0).padStart(4)} s: ${what}\n`)

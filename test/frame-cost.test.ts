import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from '../clients/sdk/client.ts'
import { SessionUpdatedDocument } from '../clients/driver/generated/graphql.ts'
import { newId } from '../lib/id.ts'
import { connectChargePoint } from './charge-point.ts'
import { ADMIN, startStack, type Stack } from './stack.ts'
import { until } from './until.ts'
import { makeWorld } from './world.ts'

const FRAMES = 40
const BOXES = ['ocpp', 'charging']
/** What a sample's way touches. The boxes' sweeps, which go on meanwhile, touch none of it. */
const PATH = /message_log|"inbox"|"outbox"|"relay"|"session" where "id" in|"cdr"/

/** The statements of each commit of the two boxes that a frame goes through; null while nobody counts. */
let commits: string[][] | null = null
const queryOf = pg.Client.prototype.query as (this: pg.Client, ...given: unknown[]) => unknown

/** Every statement goes through here: alone it is a commit of its own. */
function count(client: pg.Client, text: string, rows: number | null): void {
  const open = transactions.get(client)
  if (/^begin/i.test(text)) transactions.set(client, [])
  else if (/^(commit|rollback)/i.test(text)) {
    transactions.delete(client)
    if (open) commits?.push(open)
  } else if (open) open.push(text)
  // A reading of the outbox that finds nothing is the relay's look once a second.
  else if (!(rows === 0 && text.includes('from "outbox"'))) commits?.push([text])
}
const transactions = new Map<pg.Client, string[]>()
const isOfFrame = (client: pg.Client) => BOXES.some((box) => `evergraph-${box}` === nameOf.get(client))
const nameOf = new WeakMap<pg.Client, string>()

let stack: Stack
beforeAll(async () => {
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const [first] = given
    const text = typeof first === 'string' ? first : ((first as { text?: string } | undefined)?.text ?? '')
    const name = (this as unknown as { connectionParameters: { application_name?: string } }).connectionParameters.application_name
    if (!nameOf.has(this)) nameOf.set(this, name ?? '')
    const result = queryOf.apply(this, given)
    if (isOfFrame(this) && result instanceof Promise) {
      void result.then(
        (answer: { rowCount?: number | null }) => count(this, text, answer.rowCount ?? null),
        () => undefined,
      )
    }
    return result
  } as typeof pg.Client.prototype.query
  stack = await startStack()
})
afterAll(async () => {
  await stack[Symbol.asyncDispose]()
  pg.Client.prototype.query = queryOf as typeof pg.Client.prototype.query
})

test('a sample of a watched session costs at most 6 commits and 3 updated rows, over all boxes', { timeout: 240_000 }, async () => {
  const admin = new pg.Client({ connectionString: stack.databaseUrl })
  await admin.connect()
  await admin.query(`
    CREATE SCHEMA counted; CREATE SEQUENCE counted.updates;
    CREATE FUNCTION counted.count() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
      AS $$ BEGIN PERFORM nextval('counted.updates'); RETURN NULL; END $$;
    DO $$ DECLARE place record; BEGIN
      FOR place IN SELECT c.oid::regclass AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname IN ('ocpp', 'charging', 'stations', 'rewards', 'accounts', 'favourites') AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'node'
      LOOP EXECUTE format('CREATE TRIGGER counted AFTER UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION counted.count()', place.name); END LOOP;
    END $$`)
  const graphUrl = `${stack.url}/graphql`
  const { stations } = await makeWorld(graphUrl)
  const idToken = { idTokenId: newId(), userId: newId(), value: 'FRAMES', type: 'RFID', status: 'ACTIVE' }
  await admin.query(`INSERT INTO accounts.outbox (id, name, aggregate_id, data) VALUES ($1, 'accounts.id-token.issued', $2, $3)`, [
    newId(),
    idToken.idTokenId,
    JSON.stringify(idToken),
  ])
  await until(async () => (await admin.query(`SELECT 1 FROM ocpp.id_token WHERE value = 'FRAMES'`)).rowCount)
  // What charging has not heard of when the start comes, it waits for: on a loaded machine for longer than this test.
  await until(async () => (await admin.query(`SELECT 1 FROM charging.id_token WHERE value = 'FRAMES'`)).rowCount)
  await until(async () => (await admin.query(`SELECT 1 FROM charging.connector WHERE station_id = $1`, [stations[0]?.id])).rowCount)
  const { identity = '', password = '' } = stations[0] ?? {}
  await using charger = await connectChargePoint({
    url: stack.ocppUrl,
    identity,
    password,
    version: '1.6',
    meterIntervalMs: 0,
    evses: [{ powerW: 50_000 }],
  })
  await charger.start({ idToken: 'FRAMES' })
  const session = await until(async () => (await admin.query<{ id: string }>('SELECT id FROM charging.session')).rows[0], {
    timeoutMs: 90_000,
  })
  await using client = createClient({ url: graphUrl })
  await client.signIn(ADMIN)
  await using updates = client.subscribe(SessionUpdatedDocument, { sessionId: session.id })
  const shown = async (energyWh: number) => {
    for (;;) {
      const { value, done } = await updates.next()
      if (done) throw new Error('the subscription has ended')
      if (value.sessionUpdated.energyWh === energyWh) return
    }
  }
  const frame = async (n: number) => {
    const transactionId = charger.transaction()?.id
    const sampledValue = [{ value: String((charger.transaction()?.started.registerWh ?? 0) + n) }]
    await charger.call('MeterValues', {
      connectorId: 1,
      transactionId,
      meterValue: [{ timestamp: new Date().toISOString(), sampledValue }],
    })
    await shown(n)
  }
  await frame(1)
  const updated = async () =>
    Number((await admin.query<{ last_value: string }>('SELECT last_value FROM counted.updates')).rows[0]?.last_value)

  const before = await updated()
  const begun: string[][] = (commits = [])
  for (let n = 2; n < 2 + FRAMES; n++) await frame(n)
  commits = null
  const rows = (await updated()) - before
  await admin.end()
  const ofFrames = begun.filter((one) => one.some((text) => PATH.test(text)))
  expect(ofFrames.length / FRAMES).toBeGreaterThan(2)
  expect(ofFrames.length / FRAMES).toBeLessThanOrEqual(6)
  expect(rows / FRAMES).toBeGreaterThan(1)
  // The boxes write a row now and then of their own.
  expect(Math.floor(rows / FRAMES)).toBeLessThanOrEqual(3)
})

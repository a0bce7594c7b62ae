import type { Kysely } from 'kysely'
import type { BoxConfig } from '../box/config.ts'
import type { Box } from '../box/definition.ts'
import { connect } from '../db/connect.ts'
import type { MessagingTables } from '../db/outbox.ts'
import type { Caller } from '../lib/auth.ts'
import type { Bus } from '../lib/bus.ts'
import { createLocalBus } from '../lib/bus-local.ts'
import type { EventCatalogue, EventName } from '../lib/events.ts'
import { createLog } from '../lib/log.ts'
import { callerPublicKeyPem } from './caller.ts'
import { testDatabase } from './postgres.ts'
import { watch } from './sse.ts'
import { ask, from, type GraphQLAnswer } from './subgraph.ts'
import { createTeller } from './teller.ts'
import { until } from './until.ts'

/** A box of ours on a database of its own. The test plays the boxes that it hears (`tell`), and reads what it says (`said`). */
export async function testBox<
  Tables extends MessagingTables,
  Config extends BoxConfig = BoxConfig,
  Overrides extends object = object,
  Extras extends object = object,
>(
  box: Box<Config, Overrides, Extras>,
  options: { variables?: Record<string, string>; config?: Partial<Config>; overrides?: Overrides } = {},
) {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await testDatabase(box.name))
  const log = createLog(box.name, { level: process.env['TEST_LOG'] ?? 'silent' })
  const bus = stack.use(createLocalBus())
  const counting = countListeners(bus)
  const configOf = (variables: Record<string, string> = {}): Config => ({
    ...box.config({ DATABASE_URL: database.url, CALLER_PUBLIC_KEY: callerPublicKeyPem, ...options.variables, ...variables }),
    ...options.config,
  })
  const start = (config: Config, on: Bus) =>
    box.open({ config, bus: on, log, ...(options.overrides && { overrides: options.overrides }) })
  const open = (more: { variables?: Record<string, string>; config?: Partial<Config>; bus?: Bus } = {}) =>
    start({ ...configOf(more.variables), ...more.config }, more.bus ?? counting.bus)
  const config = configOf()
  const running = stack.use(await start(config, counting.bus))
  const app = { ...running, fetch: running.fetch ?? (() => Promise.reject(new Error(`${box.name} serves no graph`))) }
  // The gateway signs for the name of the graph, which need not be that of the process.
  const graph = { name: box.name, fetch: app.fetch }
  const db = stack.adopt(connect<Tables>({ url: database.url, schema: box.name, log, max: 4 }), (opened) => opened.destroy())
  const outbox = db as unknown as Kysely<MessagingTables>
  /** All that the box has said has been heard. */
  const allHeard = () =>
    until(async () => (await outbox.selectFrom('outbox').select('id').where('published_at', 'is', null).execute()).length === 0)
  const watchIt = <Data = Record<string, never>>(caller: Caller, query: string, variables: Record<string, unknown> = {}) =>
    watch<Data>(graph, caller, query, variables)
  const opened = stack.move()
  return {
    app,
    /** Another process of the same box, over the same bus if no other is given; whoever opens it disposes of it. */
    open,
    /** Of the box that runs: what a test changes in it holds at once. */
    config,
    bus,
    db,
    database,
    ...createTeller(bus),
    ask: <Data = Record<string, never>>(caller: Caller, query: string, variables: Record<string, unknown> = {}) =>
      ask<Data>(graph, caller, query, variables),
    /** The same, as the gateway sends it for who is at an address. */
    askFrom: <Data>(address: string | undefined, caller: Caller, query: string, variables: Record<string, unknown> = {}) =>
      ask<Data>(address === undefined ? graph : from(graph, address), caller, query, variables),
    watch: watchIt,
    /** Reads what a subscription shows from now on, hangs up, and sees that nobody is heard for any more. */
    async reading<Data>(caller: Caller, query: string, read: (next: () => Promise<GraphQLAnswer<Data>>) => Promise<void>) {
      await allHeard()
      const stream = watchIt<Data>(caller, query)
      try {
        await read(async () => (await stream.next()).value ?? Promise.reject(new Error('the stream has ended')))
      } finally {
        await stream.return()
      }
      await until(() => counting.listening() === 0)
    },
    /** How many watch at the moment. */
    listening: counting.listening,
    /** Data of the events of a name that the box has said, of one aggregate where it is given; the oldest first. */
    said: async <Name extends EventName>(name: Name, aggregateId?: string): Promise<EventCatalogue[Name][]> => {
      const named = outbox.selectFrom('outbox').select('data').where('name', '=', name).orderBy('position')
      const rows = await (aggregateId === undefined ? named : named.where('aggregate_id', '=', aggregateId)).execute()
      // Written by `emit`, which ties name and data together.
      return rows.map(({ data }) => data as EventCatalogue[Name])
    },
    /** Names of what the box has said about one thing, in order and without its own name. */
    saidOf: async (id: string): Promise<string[]> => {
      const rows = await outbox.selectFrom('outbox').select('name').where('aggregate_id', '=', id).orderBy('position').execute()
      return rows.map(({ name }) => name.replace(`${box.name}.`, ''))
    },
    allHeard,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** A bus that knows how many listen. */
function countListeners(bus: Bus): { bus: Bus; listening: () => number } {
  let count = 0
  const listen: Bus['listen'] = (names, heard) => {
    const ears = bus.listen(names, heard)
    count++
    return {
      [Symbol.dispose]: () => {
        count--
        ears[Symbol.dispose]()
      },
    }
  }
  return { bus: { ...bus, listen }, listening: () => count }
}

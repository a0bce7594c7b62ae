import type { GraphQLSchema } from 'graphql'
import { sql } from 'kysely'
import { connect } from '#db/connect.ts'
import { isPassing } from '#db/faults.ts'
import { startMessaging } from '#db/messaging.ts'
import type { MessagingTables } from '#db/outbox.ts'
import { jobsSchemaOf } from '#db/schemas.ts'
import { probe } from '#lib/process/app.ts'
import { publicKey } from '#lib/auth.ts'
import { processName } from '#lib/boxes.ts'
import type { Jobs } from '#lib/work/jobs.ts'
import type { Log } from '#lib/log.ts'
import { LIMITS } from '#lib/limits.ts'
import { refuseSandbox } from '#lib/partners/sandbox.ts'
import { startRepeat, type Repeat } from '#lib/work/repeat.ts'
import type { BoxConfig } from './config.ts'
import type { BoxServices } from './context.ts'
import type { BoxApp, BoxDefinition, Start } from './definition.ts'

/** Those services of a box that opening it needs. */
export type Opened = BoxServices<MessagingTables> & { jobs?: Jobs }

/** Opens a box in this process. */
export async function openBox<Config extends BoxConfig, Overrides, Extras extends object>(
  definition: BoxDefinition<Opened, object, Extras>,
  schema: GraphQLSchema | undefined,
  { config, bus, log, overrides }: Start<Config, Overrides>,
): Promise<BoxApp & Extras> {
  const { name, statementMs, idleInTransactionMs, graphConnections } = definition
  await using stack = new AsyncDisposableStack()
  const url = config.databaseUrl
  const max = config.databasePoolSize
  const about = { url, schema: name, log, statementMs, idleInTransactionMs }
  const db = connect<MessagingTables>({ ...about, max })
  stack.defer(() => db.destroy())

  const given = { db, bus, log, config }
  const own = await definition.services?.(given, overrides ?? {}, stack)
  // After what they work with, so that they end before it.
  const jobs = definition.jobs && stack.use(await openJobs(definition.jobs, { url, schema: jobsSchemaOf(name), log }))
  const services: Opened = { ...given, ...own, ...(jobs && { jobs }) }

  if (jobs) await startJobs(jobs, definition.jobs ?? {}, services)
  const { consumers = {}, past, person } = definition
  const messaging = stack.use(
    await startMessaging({ db, url, box: name, bus, handlers: consumers, past, person, ctx: services, log }),
  )
  for (const gauge of definition.gauges?.(services) ?? []) stack.use(gauge)
  for (const repeat of repeatsOf(definition, services)) stack.use(startRepeat(repeat, log))

  const ofGraph = graphConnections !== undefined && connect<MessagingTables>({ ...about, max: graphConnections, use: 'graph' })
  if (ofGraph) stack.defer(() => ofGraph.destroy())
  const graph = schema && (await openGraph(definition, schema, { ...services, ...(ofGraph && { db: ofGraph }) }))
  if (graph) stack.defer(graph.dispose)

  const { ready, degraded, reload } = definition
  const app: BoxApp = {
    name: processName(name),
    ...(graph && { fetch: graph.fetch, listener: graph.listener }),
    ready: async () => {
      const checks = {
        database: () => sql`SELECT 1`.execute(db),
        bus: () => bus.ready(),
        past: async () => reject(await messaging.unready()),
        ...ready?.(services),
      }
      const probed = Object.entries(checks).map(async ([dependency, check]) => [dependency, await probe(check)] as const)
      return Object.fromEntries(await Promise.all(probed))
    },
    degraded: async () => {
      const unlearnt = await messaging.unlearnt()
      return { ...(await degraded?.(services)), ...(unlearnt !== null && { past: unlearnt }) }
    },
    ...(reload && { reload: () => reload(services) }),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
  // A box that opens nothing more has no extras.
  const extras = (await definition.open?.(services, stack, app)) ?? ({} as Extras)
  const opened = stack.move()
  return { ...app, ...extras }
}

/** Opens the graph of a box. What serves a graph is heavy, so a box without one does not load it. */
async function openGraph({ name, loaders, sandbox }: Definition, schema: GraphQLSchema, services: Opened) {
  if (sandbox !== undefined && sandbox !== true) {
    const { keepFromSandbox } = await import('./sandbox.ts')
    keepFromSandbox(schema, sandbox)
  }
  const { CLIENT_ADDRESS_HEADER, CLIENT_AGENT_HEADER, createSubgraphYoga } = await import('#lib/graphql/subgraph.ts')
  return createSubgraphYoga({
    name,
    schema,
    callerPublicKey: publicKey(services.config.callerPublicKey),
    context: (caller, request) => {
      if (sandbox === undefined) refuseSandbox(caller)
      return {
        ...services,
        caller,
        clientAddress: request.headers.get(CLIENT_ADDRESS_HEADER),
        clientAgent: request.headers.get(CLIENT_AGENT_HEADER),
        loaders: loaders?.(services, caller) ?? {},
      }
    },
    log: services.log,
    passes: isPassing,
  })
}

async function openJobs(queues: object, options: { url: string; schema: string; log: Log }): Promise<Jobs> {
  const { createJobs } = await import('#lib/work/jobs.ts')
  return createJobs({ ...options, queues: Object.keys(queues) })
}

/** Throws a sentence as a fault. */
function reject(sentence: string | null): void {
  if (sentence !== null) throw new Error(sentence)
}

type Definition = BoxDefinition<Opened, object, object>

async function startJobs(jobs: Jobs, queues: NonNullable<Definition['jobs']>, services: Opened): Promise<void> {
  for (const [queue, { work, atOnce, cron }] of Object.entries(queues)) {
    // A queue's jobs were added with the data that its work takes.
    await jobs.work(queue, (data) => work(services, data as never), atOnce?.(services.config))
    if (cron !== undefined) await jobs.schedule(queue, cron)
  }
}

function repeatsOf({ repeats, prune }: Definition, services: Opened): readonly Repeat[] {
  const pruning = prune && { what: 'pruning', everyMs: LIMITS.database.pruneMs, task: () => prune(services) }
  return [...(repeats?.(services) ?? []), ...(pruning ? [pruning] : [])]
}

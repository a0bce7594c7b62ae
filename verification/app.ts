import type { RequestListener } from 'node:http'
import { sql } from 'kysely'
import { connect } from '#db/connect.ts'
import { startMessaging } from '#db/messaging.ts'
import { jobsSchemaOf } from '#db/schemas.ts'
import { probe, type App } from '#lib/app.ts'
import { publicKey } from '#lib/auth.ts'
import type { Bus } from '#lib/bus.ts'
import { createJobs } from '#lib/jobs.ts'
import type { Log } from '#lib/log.ts'
import { createStorage, type Storage } from '#lib/storage.ts'
import { createSubgraphYoga } from '#lib/subgraph.ts'
import { noAttester, type Attester } from './photos/attestation.ts'
import type { VerificationConfig } from './config.ts'
import { consumers } from './consumers.ts'
import { createContext, type Services } from './context.ts'
import { createDuplicates } from './duplicates/duplicates.ts'
import { filesListener } from './photos/files.ts'
import { openDecoder, type Decoder } from './images/decoder.ts'
import { openInference, type Inference } from './inference/inference.ts'
import { judge } from './judging/judge.handler.ts'
import { schema } from './schema.ts'
import { JUDGE } from './submissions/submission.handler.ts'
import { REMOVE, removeFilesOf, SWEEP, sweep, SWEEP_CRON } from './erasure/sweep.handler.ts'
import type { VerificationTables } from './tables.ts'

export type VerificationApp = Required<App> & {
  /** The graph at `/graphql`, and photos on disk at their own path. */
  readonly listener: RequestListener
  /** Photos on disk alone, for a port that is public; null where they lie in a bucket. */
  readonly files: RequestListener | null
  /** Reads the manifests of the models again; rejects, and keeps the old ones, where one is at fault. */
  reloadModels(): Promise<void>
}

export interface VerificationOptions {
  config: VerificationConfig
  bus: Bus
  log: Log
  /** In place of the models of the manifest; it is not closed with the app. */
  inference?: Inference
  /** Verifies what devices say of themselves; without one, nothing is verified. */
  attester?: Attester
  /** In place of worker threads of its own; it is not closed with the app. */
  decoder?: Decoder
  /** In place of the object store of the configuration. */
  storage?: Storage
}

/** Verification: consent, uploads, verdicts on photos, and the people who decide what models cannot. */
export async function createVerificationApp(options: VerificationOptions): Promise<VerificationApp> {
  const { config, bus, log } = options
  await using stack = new AsyncDisposableStack()
  const url = config.databaseUrl
  const db = stack.adopt(
    connect<VerificationTables>({ url, schema: 'verification', max: config.databasePoolSize, log }),
    (opened) => opened.destroy(),
  )
  const storage = options.storage ?? createStorage(config.storage)
  const inference =
    options.inference ?? stack.use(await openInference({ folder: config.modelsFolder, log, workers: config.workers }))
  const decoder = options.decoder ?? stack.use(openDecoder({ threads: Math.min(2, config.workers), log }))
  const jobs = stack.use(await createJobs({ url, schema: jobsSchemaOf('verification'), queues: [JUDGE, REMOVE, SWEEP], log }))
  const services: Services = {
    db,
    bus,
    log,
    jobs,
    storage,
    decoder,
    inference,
    duplicates: createDuplicates(),
    attester: options.attester ?? noAttester,
    c2paAnchors: config.c2paAnchors,
  }
  // Each may hold a connection while it waits for another's lock: some stay free for the rest.
  const judges = Math.min(config.workers, Math.floor(config.databasePoolSize / 2))
  await jobs.work<{ submissionId: string }>(JUDGE, (data) => judge(services, data), judges)
  await jobs.work<{ photoIds: string[] }>(REMOVE, (data) => removeFilesOf(services, data))
  await jobs.work(SWEEP, () => sweep(services))
  await jobs.schedule(SWEEP, SWEEP_CRON)
  stack.use(await startMessaging({ db, url, box: 'verification', bus, handlers: consumers, ctx: services, log }))

  const { fetch, listener, dispose } = createSubgraphYoga({
    name: 'verification',
    schema,
    callerPublicKey: publicKey(config.callerPublicKey),
    context: (caller) => createContext(services, caller),
    log,
  })
  stack.defer(dispose)
  const files = config.storage.kind === 'disk' ? filesListener(config.storage, log) : null
  const path = config.storage.kind === 'disk' ? new URL(config.storage.publicUrl).pathname : null

  const opened = stack.move()
  return {
    name: 'verification',
    fetch,
    files,
    reloadModels: () => inference.reload(),
    listener: (request, response) =>
      files && path !== null && request.url?.startsWith(path) ? files(request, response) : listener(request, response),
    ready: async () => ({
      database: await probe(() => sql`SELECT 1`.execute(db)),
      bus: await probe(() => bus.ready()),
      storage: await probe(() => storage.exists('ready')),
    }),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

import type { RequestListener } from 'node:http'
import { defineBox } from '#box/define.ts'
import { createStorage } from '#lib/storage.ts'
import { builder } from './builder.ts'
import { verificationConfig } from './config.ts'
import type { Context, Services } from './context.ts'
import { openComparer } from './duplicates/comparer.ts'
import { createDuplicates } from './duplicates/duplicates.ts'
import { removeFilesOf, sweep } from './erasure/sweep.handler.ts'
import { openDecoder } from './images/decoder.ts'
import { openInference } from './inference/inference.ts'
import { JUDGE, REMOVE, SWEEP } from './jobs.ts'
import { judge } from './judging/judge.handler.ts'
import { VERIFICATION_LIMITS } from './limits.ts'
import { createLoaders } from './loaders.ts'
import { past } from './past.ts'
import { person } from './person.ts'
import { noAttester } from './photos/attestation.ts'
import { filesListener } from './photos/files.ts'
import { learnRule } from './policy/distance-rule.handler.ts'
import { learnStation, sweepStationPhotos } from './station-photos/station-photo.handler.ts'
import { takeApproval, takeRejection, takeReviewRequest } from './submissions/review-case.handler.ts'
import { takeDeedPhoto, takeOdometerPhoto } from './submissions/submission.handler.ts'
import './reference.schema.ts'
import './photos/consent.schema.ts'
import './photos/photo.schema.ts'
import './photos/upload.schema.ts'
import './submissions/submission.schema.ts'
import './submissions/verdict.schema.ts'
import './review/appeal.schema.ts'
import './review/decision.schema.ts'
import './review/review.schema.ts'
import './policy/policy.schema.ts'
import './erasure/erasure.schema.ts'
import './station-photos/station-photo.schema.ts'
import './inference/model.schema.ts'

interface Files {
  /** The graph at `/graphql`, and photos on disk at their own path. */
  listener: RequestListener
  /** Only photos on disk, for a public port; null if they are in a bucket. */
  files: RequestListener | null
}

/** Consent, uploads, verdicts on photos, and the people who decide what models cannot. */
export const box = defineBox<Services, Context['loaders'], Files>({
  name: 'verification',
  config: verificationConfig,
  services: async ({ config, log }, overrides, stack) => ({
    storage: overrides.storage ?? createStorage(config.storage),
    inference: overrides.inference ?? stack.use(await openInference({ folder: config.modelsFolder, log, workers: config.workers })),
    decoder: overrides.decoder ?? stack.use(openDecoder({ threads: Math.min(2, config.workers), log })),
    duplicates: overrides.duplicates ?? createDuplicates(stack.use(openComparer({ threads: config.workers, log })).compare),
    attester: overrides.attester ?? noAttester,
  }),
  past,
  person,
  builder,
  loaders: ({ db }) => createLoaders(db),
  consumers: {
    'stations.station.saved': learnStation,
    'rewards.rule.published': learnRule,
    'odometer.photo.submitted': takeOdometerPhoto,
    'deeds.deed.submitted': takeDeedPhoto,
    'odometer.review.requested': takeReviewRequest,
    'deeds.review.requested': takeReviewRequest,
    'odometer.reading.approved': takeApproval,
    'deeds.deed.approved': takeApproval,
    'odometer.upload.rejected': takeRejection,
    'deeds.deed.rejected': takeRejection,
  },
  jobs: {
    // Each may hold a connection while it waits for another's lock, so some connections must stay free for the rest.
    [JUDGE]: { work: judge, atOnce: ({ workers, databasePoolSize }) => Math.min(workers, Math.floor(databasePoolSize / 2)) },
    [REMOVE]: { work: removeFilesOf },
    [SWEEP]: {
      work: async (services) => {
        await sweep(services)
        await sweepStationPhotos(services)
      },
      cron: '*/15 * * * *',
    },
  },
  ready: ({ storage }) => ({ storage: () => storage.exists('ready') }),
  reload: ({ inference }) => inference.reload(),
  requestTimeoutMs: VERIFICATION_LIMITS.uploadMs,
  open: ({ config: { storage }, log }, _stack, { listener }) => {
    // A box that has a builder has a graph.
    if (!listener) throw new Error('verification serves a graph')
    if (storage.kind !== 'disk') return { listener, files: null }
    const files = filesListener(storage, log)
    const path = new URL(storage.publicUrl).pathname
    return { listener: (request, response) => (request.url?.startsWith(path) ? files : listener)(request, response), files }
  },
})

if (import.meta.main) await box.run()

import { defineBox } from '#box/define.ts'
import { builder } from './builder.ts'
import { endKeysOfFormer } from './client/former-partner.handler.ts'
import { partnersConfig } from './config.ts'
import type { Context, Services } from './context.ts'
import { tellTries } from './endpoints/endpoint.handler.ts'
import { endWebhooksOfFormer } from './endpoints/former-partner.handler.ts'
import { sealingKey } from './endpoints/secret.ts'
import { WEBHOOK_LIMITS } from './kinds/limits.ts'
import { createLoaders } from './loaders.ts'
import {
  tellAvailability,
  tellBegun,
  tellFault,
  tellIdToken,
  tellRecord,
  tellReservation,
  tellResolved,
  tellSession,
  tellStation,
} from './messages/facts.handler.ts'
import { removeLeftovers } from './messages/leftover.queries.ts'
import { failOverflow } from './messages/message.queries.ts'
import { replayRounds } from './messages/replay.handler.ts'
import { person } from './person.ts'
import { prunePartners } from './retention.ts'
import { startSender } from './sending/sender.ts'
import './client/client.schema.ts'
import './client/key.schema.ts'
import './gateway/gateway.schema.ts'
import './endpoints/endpoint.schema.ts'
import './kinds/kind.schema.ts'
import './manifest/manifest.schema.ts'
import './manifest/manifest-mutation.schema.ts'
import './messages/message.schema.ts'
import './usage/report.schema.ts'
import './usage/usage.schema.ts'

const ENDPOINT_FIELDS = (
  'webhookKinds webhookEndpoints webhookEndpoint saveWebhookEndpoint rotateWebhookSecret ' +
  'setWebhookEndpointEnabled deleteWebhookEndpoint testWebhookEndpoint replayWebhooks webhookEndpointUpdated'
).split(' ')

/** Partners' programs: their keys, what they may do, the operations that they may send, and where they are told of facts. */
export const box = defineBox<Services, Context['loaders']>({
  name: 'partners',
  config: partnersConfig,
  services: async ({ db, config, log }, overrides, stack) => {
    const sealing = sealingKey(config.secretKey)
    const { reach = {} } = overrides
    const sender = overrides.sender ?? stack.use(await startSender({ db, url: config.databaseUrl, log, sealing, reach }))
    return { sealing, reach, sender }
  },
  // A key of the sandbox manages its own client's endpoints, which are told of the sandbox alone.
  sandbox: ENDPOINT_FIELDS,
  person,
  builder,
  loaders: ({ db }) => createLoaders(db),
  prune: ({ db }) => prunePartners(db),
  consumers: {
    'accounts.user.changed-access': async (trx, event) => {
      await endKeysOfFormer(trx, event)
      await endWebhooksOfFormer(trx, event)
    },
    'accounts.id-token.issued': tellIdToken,
    'stations.station.saved': tellStation,
    'stations.station.availability-changed': tellAvailability,
    'stations.fault.reported': tellFault,
    'stations.fault.resolved': tellResolved,
    'charging.session.started': tellBegun,
    'charging.session.completed': tellSession,
    'charging.cdr.issued': tellRecord,
    'reservations.reservation.changed': tellReservation,
  },
  repeats: (services) => [
    { what: 'sending webhooks', everyMs: WEBHOOK_LIMITS.sweepMs, task: services.sender.sweep },
    { what: 'telling of tries', everyMs: WEBHOOK_LIMITS.sweepMs, task: () => tellTries(services) },
    { what: 'sending webhooks again', everyMs: WEBHOOK_LIMITS.sweepMs, task: () => replayRounds(services) },
    {
      what: 'removing what endpoints were told that are gone',
      everyMs: WEBHOOK_LIMITS.sweepMs,
      task: () => removeLeftovers(services.db),
    },
    {
      what: 'failing what waits too long',
      everyMs: WEBHOOK_LIMITS.overflowMs,
      task: async () => void (await failOverflow(services.db, WEBHOOK_LIMITS.waiting)),
    },
  ],
})

if (import.meta.main) await box.run()

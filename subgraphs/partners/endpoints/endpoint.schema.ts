import { z } from 'zod'
import { text } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { WebhookKindName } from '../kinds/kind.schema.ts'
import { WEBHOOK_LIMITS } from '../kinds/limits.ts'
import type { Endpoint } from '../tables.ts'
import { WebhookEndpoint } from './endpoint-type.schema.ts'
import {
  deleteEndpoint,
  endpointById,
  endpointsOf,
  rotateSecret,
  saveEndpoint,
  switchWebhook,
  watchEndpoint,
  type ShownSecret,
} from './endpoint.service.ts'

const { overlapHours, descriptionCharacters, urlCharacters, endpointsPerClient, endpointsPerOwner } = WEBHOOK_LIMITS
const endpointId = { type: 'UUID', description: 'Id of the endpoint.' } as const

const SaveInput = builder.inputType('SaveWebhookEndpointInput', {
  description: 'An endpoint to make, or all of one that is to change.',
  fields: (t) => ({
    clientId: t.field({ type: 'UUID', description: 'The client whose it is. A key has its own alone.' }),
    endpointId: t.field({ type: 'UUID', required: false, description: 'The endpoint to change; left out: a new one is made.' }),
    url: t.string({
      description: `Where messages are posted: https, a host of the public internet, port 443 or 8443, no name or password; at most ${urlCharacters} characters.`,
    }),
    kinds: t.field({ type: [WebhookKindName], description: 'What it is to be told of; at least one.' }),
    description: t.string({
      required: false,
      description: `What it is for, at most ${descriptionCharacters} characters; empty if left out.`,
      validate: text(descriptionCharacters).nullish(),
    }),
    idempotencyKey: t.field({
      type: 'UUID',
      required: false,
      description:
        'Give the same key when you repeat a request: one endpoint is made. Its secret is shown by the first answer alone.',
    }),
  }),
})
const RotateInput = builder.inputType('RotateWebhookSecretInput', {
  description: 'An endpoint that is to have another secret.',
  fields: (t) => ({
    endpointId: t.field(endpointId),
    overlapHours: t.int({
      required: false,
      description: `How many hours the old secret signs beside the new one, 0 to ${overlapHours.most}; ${overlapHours.default} by default. 0 drops all older ones at once, also during a rotation.`,
      validate: z.number().min(0, 'At least 0 hours.').max(overlapHours.most, `At most ${overlapHours.most} hours.`).nullish(),
    }),
  }),
})
const SwitchInput = builder.inputType('SetWebhookEndpointEnabledInput', {
  description: 'An endpoint to switch on or off.',
  fields: (t) => ({ endpointId: t.field(endpointId), enabled: t.boolean({ description: 'Whether messages are sent to it.' }) }),
})
const DeleteInput = builder.inputType('DeleteWebhookEndpointInput', {
  description: 'An endpoint to delete.',
  fields: (t) => ({ endpointId: t.field(endpointId) }),
})

const SecretPayload = builder.objectRef<ShownSecret>('WebhookSecretPayload').implement({
  description: 'An endpoint, and its secret where one was made.',
  fields: (t) => ({
    endpoint: t.expose('endpoint', { type: WebhookEndpoint, description: 'The endpoint as it is now.' }),
    secret: t.exposeString('secret', {
      nullable: true,
      description: 'The new secret, `whsec_…`. It is shown this once; null where none was made, and when a request was repeated.',
    }),
  }),
})
const EndpointPayload = builder.objectRef<{ endpoint: Endpoint }>('WebhookEndpointPayload').implement({
  description: 'An endpoint as it is now.',
  fields: (t) => ({ endpoint: t.expose('endpoint', { type: WebhookEndpoint, description: 'The endpoint.' }) }),
})
const DeletedPayload = builder.objectRef<{ endpointId: string }>('DeletedWebhookEndpoint').implement({
  description: 'An endpoint that is gone.',
  fields: (t) => ({ endpointId: t.expose('endpointId', endpointId) }),
})

builder.queryFields((t) => ({
  webhookEndpoints: t.connection(
    {
      type: WebhookEndpoint,
      description: "Endpoints of the partner's clients, the newest first; of its own client for a key, of all for admins.",
      args: { clientId: t.arg({ type: 'UUID', required: false, description: "Of this client alone. Somebody else's has none." }) },
      resolve: (_root, { clientId, ...args }, ctx) => endpointsOf(ctx, clientId ?? null, args),
    },
    { name: 'WebhookEndpointConnection', description: 'A page of endpoints.' },
    { name: 'WebhookEndpointEdge', description: 'An endpoint in its place.' },
  ),
  webhookEndpoint: t.field({
    type: WebhookEndpoint,
    nullable: true,
    description: 'One of those; null for others.',
    args: { id: t.arg(endpointId) },
    resolve: (_root, { id }, ctx) => endpointById(ctx, id),
  }),
}))

builder.subscriptionFields((t) => ({
  webhookEndpointUpdated: t.field({
    type: WebhookEndpoint,
    description:
      'An endpoint as it is, and each time that it changes, is switched off, or something was sent to it, at most once in a second for what is sent. NOT_FOUND for others than its partner.',
    args: { endpointId: t.arg(endpointId) },
    subscribe: (_root, args, ctx) => watchEndpoint(ctx, args.endpointId),
    resolve: (endpoint: Endpoint) => endpoint,
  }),
}))

builder.mutationFields((t) => ({
  saveWebhookEndpoint: t.field({
    type: SecretPayload,
    description:
      'Makes an endpoint, and shows its secret, by this answer alone; or changes all of one. What waits already goes to the new URL. ' +
      `LIMIT_REACHED with ${endpointsPerClient} of a client, or ${endpointsPerOwner} of a partner.`,
    args: { input: t.arg({ type: SaveInput, description: 'The endpoint.' }) },
    resolve: (_root, { input }, ctx) => saveEndpoint(ctx, input),
  }),
  rotateWebhookSecret: t.field({
    type: SecretPayload,
    description:
      'Gives an endpoint a new secret. Both sign for some hours. CONFLICT while it has two already, unless `overlapHours` is 0.',
    args: { input: t.arg({ type: RotateInput, description: 'The endpoint.' }) },
    resolve: (_root, { input }, ctx) => rotateSecret(ctx, input),
  }),
  setWebhookEndpointEnabled: t.field({
    type: EndpointPayload,
    description:
      'Switches an endpoint on or off. While it is off nothing new is kept for it; what waited goes when it is on again. Again changes nothing.',
    args: { input: t.arg({ type: SwitchInput, description: 'The endpoint.' }) },
    resolve: async (_root, { input }, ctx) => ({ endpoint: await switchWebhook(ctx, input.endpointId, input.enabled) }),
  }),
  deleteWebhookEndpoint: t.field({
    type: DeletedPayload,
    description: 'Deletes an endpoint with its secrets and all its messages, also those that wait. NOT_FOUND if it is gone.',
    args: { input: t.arg({ type: DeleteInput, description: 'Which one.' }) },
    resolve: async (_root, { input }, ctx) => ({ endpointId: await deleteEndpoint(ctx, input.endpointId) }),
  }),
}))

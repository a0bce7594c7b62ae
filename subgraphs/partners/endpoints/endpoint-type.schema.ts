import { builder } from '../builder.ts'
import { ApiClient } from '../client/client.schema.ts'
import { WebhookKindName } from '../kinds/kind.schema.ts'
import { isKind } from '../kinds/kinds.ts'
import type { Endpoint, Secret } from '../tables.ts'
import { secretsIn } from './endpoint.service.ts'
import { publicKeyText } from './secret.ts'

const DisabledBecause = builder.enumType('WebhookDisabledBecause', {
  description: 'Why nothing is sent to an endpoint.',
  values: {
    PARTNER: { description: 'Its partner has switched it off.' },
    GONE: { description: 'It has answered 410.' },
    FAILING: { description: 'It has failed for days without one success.' },
    ADMIN: { description: 'An administrator has switched it off, and alone switches it on again.' },
    NO_PARTNER: { description: 'Its owner is no partner any more, or is blocked.' },
  } as const,
})

const WebhookSecret = builder.objectRef<Secret>('WebhookSecret').implement({
  description: 'What messages of an endpoint are signed with, without what is secret of it.',
  fields: (t) => ({
    publicKey: t.string({
      description: 'Its Ed25519 key as `whpk_…`, with which signatures `v1a` are checked.',
      resolve: publicKeyText,
    }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When it was made.' }),
    expiresAt: t.expose('expires_at', {
      type: 'DateTime',
      nullable: true,
      description: 'From then on it signs no more; null: it is the newest.',
    }),
  }),
})

export const WebhookEndpoint = builder.objectRef<Endpoint>('WebhookEndpoint').implement({
  description: "Where a partner's program is told of facts, by HTTPS, as Standard Webhooks have it.",
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the endpoint.' }),
    client: t.field({
      type: ApiClient,
      description: 'Whose it is. What it is told is what this client may read.',
      resolve: async ({ client_id: id }, _args, { loaders }) => (await loaders.client.load(id)) ?? missing(id),
    }),
    url: t.exposeString('url', { description: 'Where messages are posted.' }),
    description: t.exposeString('description', { description: 'What its partner says of it; may be empty.' }),
    kinds: t.field({
      type: [WebhookKindName],
      description: 'What it wants to be told of.',
      resolve: ({ kinds }) => kinds.filter(isKind),
    }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When it was made.' }),
    disabledAt: t.expose('disabled_at', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when nothing is sent, and nothing new kept for it; null: it is on.',
    }),
    disabledBecause: t.expose('disabled_because', {
      type: DisabledBecause,
      nullable: true,
      description: 'Why it is off; null: it is on.',
    }),
    failingSince: t.expose('failing_since', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when every try has failed; null: the last one went well.',
    }),
    secrets: t.field({
      type: [WebhookSecret],
      description: 'What signs its messages, the newest first: one, or two while they are being rotated.',
      resolve: (endpoint, _args, ctx) => secretsIn(ctx, endpoint),
    }),
    waiting: t.int({
      description: 'How many messages wait for their first or next try.',
      resolve: async ({ id }, _args, { loaders }) => (await loaders.waitingOf.load(id))?.waiting ?? 0,
    }),
  }),
})

/** A row refers to it, so it is there. */
const missing = (id: string): never => {
  throw new Error(`Client ${id} is gone.`)
}

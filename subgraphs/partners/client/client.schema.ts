import { z } from 'zod'
import type { Scope } from '#lib/auth.ts'
import { reference } from '#lib/graph.ts'
import { someText } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { PARTNERS_LIMITS } from '../limits.ts'
import type { Client, Key } from '../tables.ts'
import { ApiKey, keyDays } from './key-type.schema.ts'
import { clientById, clientsOf, createClient, revokeClient, setQuota, updateClient } from './client.service.ts'

const UserRef = reference(builder, 'User')

const scopes: Readonly<Record<string, { value: Scope; description: string }>> = {
  STATIONS_READ: { value: 'stations:read', description: "The partner's own stations, with what only their operator sees." },
  CHARGERS_READ: { value: 'chargers:read', description: "The partner's chargers: connection, boots, errors, settings, messages." },
  CHARGERS_WRITE: { value: 'chargers:write', description: 'Register, change and retire stations and chargers.' },
  CHARGERS_COMMAND: { value: 'chargers:command', description: 'Ask things of chargers: reset, unlock, start, stop, settings.' },
  SESSIONS_READ: { value: 'sessions:read', description: "Sessions at the partner's stations." },
  BILLING_READ: { value: 'billing:read', description: 'Charge detail records, prices, totals.' },
  USERS_READ: { value: 'users:read', description: "The partner's own customers." },
  USERS_WRITE: { value: 'users:write', description: 'Add and block customers, issue and block what they charge with.' },
  WEBHOOKS_WRITE: { value: 'webhooks:write', description: 'Say where the partner wants to be told of events.' },
}
const ApiScope = builder.enumType('ApiScope', {
  description: 'What a client may do. What no scope of it allows is refused.',
  values: scopes,
})

export const ApiClient = builder.objectRef<Client>('ApiClient').implement({
  description: "A partner's program that calls the graph with a key of its own.",
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the client.' }),
    name: t.exposeString('name', { description: 'What its partner calls it.' }),
    partner: t.field({ type: UserRef, description: 'Whose it is.', resolve: ({ partner_id: id }) => ({ id }) }),
    sandbox: t.exposeBoolean('sandbox', {
      description:
        'Whether it sees the sandbox and nothing of the real world. Its keys begin with `egs_`, those of others with `eg_`.',
    }),
    scopes: t.field({ type: [ApiScope], description: 'What it may do.', resolve: ({ scopes: held }) => held }),
    allowedAddresses: t.field({
      type: ['String'],
      description: 'Blocks of addresses (CIDR) from which its keys work; empty: from everywhere.',
      resolve: ({ allowed_addresses: blocks }) => blocks,
    }),
    requestsPerHour: t.exposeInt('requests_per_hour', { description: 'So many requests it may make in an hour.' }),
    requestsPerDay: t.exposeInt('requests_per_day', { description: 'So many in a day (UTC).' }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When it was made.' }),
    revokedAt: t.expose('revoked_at', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when none of its keys works, for good; null: it was not revoked.',
    }),
    keys: t.field({
      type: [ApiKey],
      description: 'Its keys, the older one first: one, or two while they are being rotated.',
      resolve: async (client, _args, { loaders }) =>
        (await loaders.keysOfClient.load(client.id)).map((key) => ({ ...key, sandbox: client.sandbox })),
    }),
  }),
})

const addresses = {
  required: false,
  description: `Addresses or blocks of them (CIDR), IPv4 or IPv6, from which its keys work, at most ${PARTNERS_LIMITS.addresses}; none: from everywhere.`,
} as const
const name = {
  description: `What to call it, 1 to ${PARTNERS_LIMITS.nameCharacters} characters.`,
  validate: someText(PARTNERS_LIMITS.nameCharacters),
}
const clientId = { type: 'UUID', description: 'Id of the client.' } as const
const number = (most: number) =>
  z
    .number()
    .int()
    .min(1, 'At least 1.')
    .max(most, `At most ${most.toLocaleString('en')}.`)

const CreateInput = builder.inputType('CreateApiClientInput', {
  description: 'A client to make.',
  fields: (t) => ({
    name: t.string(name),
    scopes: t.field({ type: [ApiScope], description: 'What it may do.' }),
    sandbox: t.boolean({
      required: false,
      description: 'Whether it is for trying things out: it sees the sandbox alone. It stays so. By default it is not.',
    }),
    allowedAddresses: t.stringList(addresses),
    keyDays: t.int(keyDays),
    idempotencyKey: t.field({
      type: 'UUID',
      required: false,
      description:
        'Give the same key when you repeat a request: one client is made. Its secret is shown by the first answer alone.',
    }),
  }),
})

const UpdateInput = builder.inputType('UpdateApiClientInput', {
  description: 'A client, and what is to change of it. What is left out stays as it is.',
  fields: (t) => ({
    clientId: t.field(clientId),
    name: t.string({ ...name, required: false, validate: someText(PARTNERS_LIMITS.nameCharacters).nullish() }),
    scopes: t.field({ type: [ApiScope], required: false, description: 'What it may do from now on.' }),
    allowedAddresses: t.stringList({ ...addresses, description: `${addresses.description} Left out, they stay.` }),
  }),
})

const RevokeInput = builder.inputType('RevokeApiClientInput', {
  description: 'A client to revoke.',
  fields: (t) => ({ clientId: t.field(clientId) }),
})

const QuotaInput = builder.inputType('SetApiClientQuotaInput', {
  description: 'How many requests a client may make.',
  fields: (t) => ({
    clientId: t.field(clientId),
    requestsPerHour: t.int({
      description: `In an hour, 1 to ${PARTNERS_LIMITS.requestsPerHour.most}.`,
      validate: number(PARTNERS_LIMITS.requestsPerHour.most),
    }),
    requestsPerDay: t.int({
      description: `In a day, at least as many as in an hour and at most ${PARTNERS_LIMITS.requestsPerDay.most}.`,
      validate: number(PARTNERS_LIMITS.requestsPerDay.most),
    }),
  }),
})

export const ApiClientPayload = builder.objectRef<{ client: Client }>('ApiClientPayload').implement({
  description: 'A client as it is now.',
  fields: (t) => ({ client: t.expose('client', { type: ApiClient, description: 'The client.' }) }),
})

export const ApiKeyPayload = builder.objectRef<{ client: Client; key: Key; secret: string | null }>('ApiKeyPayload').implement({
  description: 'A new key.',
  fields: (t) => ({
    client: t.expose('client', { type: ApiClient, description: 'The client it is of.' }),
    key: t.field({
      type: ApiKey,
      description: 'What is kept of it.',
      resolve: ({ client: { sandbox }, key }) => ({ ...key, sandbox }),
    }),
    secret: t.exposeString('secret', {
      nullable: true,
      description:
        'The whole key, to be sent as `Authorization: Bearer …`. It is shown this once: null when the request was repeated. A key that ' +
        'was lost is revoked by `revokeApiKey` and replaced by `rotateApiKey`.',
    }),
  }),
})

builder.queryFields((t) => ({
  apiClients: t.connection(
    {
      type: ApiClient,
      description: 'Clients of the signed-in partner, the newest first. An admin sees those of all partners.',
      args: {
        partnerId: t.arg({
          type: 'UUID',
          required: false,
          description: 'Of this partner alone. For others than admins somebody else has none.',
        }),
      },
      resolve: (_root, { partnerId, ...args }, ctx) => clientsOf(ctx, partnerId ?? null, args),
    },
    { name: 'ApiClientConnection', description: 'A page of clients.' },
    { name: 'ApiClientEdge', description: 'A client in its place.' },
  ),
  apiClient: t.field({
    type: ApiClient,
    nullable: true,
    description: "One of the signed-in partner's clients, or any for admins; null for others.",
    args: { id: t.arg({ type: 'UUID', description: 'Id of the client.' }) },
    resolve: (_root, { id }, ctx) => clientById(ctx, id),
  }),
}))

builder.mutationFields((t) => ({
  createApiClient: t.field({
    type: ApiKeyPayload,
    description:
      'Makes a client of the signed-in partner, with its first key, whose secret is shown by this answer alone. LIMIT_REACHED with ' +
      `${PARTNERS_LIMITS.clientsPerPartner} of them.`,
    args: { input: t.arg({ type: CreateInput, description: 'The client.' }) },
    resolve: (_root, { input }, ctx) => createClient(ctx, input),
  }),
  updateApiClient: t.field({
    type: ApiClientPayload,
    description: 'Renames a client, or changes its scopes or addresses. It holds within seconds. CLIENT_REVOKED if it was revoked.',
    args: { input: t.arg({ type: UpdateInput, description: 'The client, and the change.' }) },
    resolve: async (_root, { input }, ctx) => ({ client: await updateClient(ctx, input) }),
  }),
  setApiClientQuota: t.field({
    type: ApiClientPayload,
    description: 'Says how many requests a client may make in an hour and in a day. For admins.',
    args: { input: t.arg({ type: QuotaInput, description: 'The client, and the numbers.' }) },
    resolve: async (_root, { input }, ctx) => ({ client: await setQuota(ctx, input) }),
  }),
  revokeApiClient: t.field({
    type: ApiClientPayload,
    description: 'Revokes a client with all its keys, for good. Revoking it again changes nothing.',
    args: { input: t.arg({ type: RevokeInput, description: 'Which one.' }) },
    resolve: async (_root, { input }, ctx) => ({ client: await revokeClient(ctx, input.clientId) }),
  }),
}))

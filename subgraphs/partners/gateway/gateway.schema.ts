import { sandboxOf } from '#lib/partners/sandbox.ts'
import { builder } from '../builder.ts'
import type { OperationKind as Kind } from '../tables.ts'
import type { KnownClient } from './gateway.queries.ts'
import { clientByKeyHash, operationByHash, type Found, type Outcome } from './gateway.service.ts'

const inaccessible = true

const GatewayClient = builder.objectRef<KnownClient>('GatewayClient').implement({
  inaccessible,
  description: 'A client as the gateway has to know it.',
  fields: (t) => ({
    clientId: t.expose('id', { type: 'UUID', description: 'Id of the client.' }),
    keyId: t.expose('key_id', { type: 'UUID', description: 'Id of the key.' }),
    keyExpiresAt: t.expose('key_expires_at', {
      type: 'DateTime',
      nullable: true,
      description: 'From then on the key opens nothing, whatever is kept of this answer.',
    }),
    partnerId: t.field({
      type: 'UUID',
      description: 'Under which id it acts: that of its partner, or for a sandbox client the one that the sandbox has for them.',
      resolve: ({ partner_id, sandbox }) => (sandbox ? sandboxOf(partner_id) : partner_id),
    }),
    scopes: t.field({ type: ['String'], description: 'As `Caller` has them.', resolve: ({ scopes }) => scopes }),
    sandbox: t.exposeBoolean('sandbox', { description: 'Whether it sees the sandbox alone.' }),
    allowedAddresses: t.field({
      type: ['String'],
      description: 'CIDR blocks from which the key works, as PostgreSQL writes them; empty: from everywhere.',
      resolve: ({ allowed_addresses }) => allowed_addresses,
    }),
    requestsPerHour: t.exposeInt('requests_per_hour', { description: 'So many requests it may make in an hour.' }),
    requestsPerDay: t.exposeInt('requests_per_day', { description: 'So many in a day (UTC).' }),
    callsToday: t.int({
      description:
        'Calls of today (UTC) that were counted and not refused for their number. A gateway that starts goes on from there.',
      resolve: ({ calls_today }) => calls_today ?? 0,
    }),
    activeVersion: t.exposeString('active_version', {
      nullable: true,
      description: 'The version of its manifest that is active; null: none is, and no operation is served.',
    }),
  }),
})

const OperationOutcome = builder.enumType('GatewayOperationOutcome', {
  inaccessible,
  description: 'What became of the look-up of an operation.',
  values: {
    FOUND: { description: 'It is there and may be run.' },
    UNKNOWN_OPERATION: { description: 'No version that is served, or not this one, has an operation with this hash.' },
    UNKNOWN_VERSION: { description: 'The client has no such version.' },
    NOT_ACTIVATED: { description: 'The version was uploaded and never activated.' },
    RETIRED: { description: 'The version was retired.' },
  } satisfies Record<Outcome, object>,
})

export const OperationKind = builder.enumType('ApiOperationKind', {
  description: 'What an operation does.',
  values: {
    QUERY: { description: 'It reads.' },
    MUTATION: { description: 'It changes something.' },
    SUBSCRIPTION: { description: 'It watches.' },
  } satisfies Record<Kind, object>,
})

const GatewayOperation = builder.objectRef<Found>('GatewayOperation').implement({
  inaccessible,
  description: 'An operation that a client may send by its hash.',
  fields: (t) => ({
    outcome: t.expose('outcome', { type: OperationOutcome, description: 'What became of the look-up.' }),
    version: t.string({
      nullable: true,
      description: 'The version that has it; null if it was not found, as everything below.',
      resolve: ({ operation }) => operation?.version ?? null,
    }),
    name: t.string({ nullable: true, description: 'Its name.', resolve: ({ operation }) => operation?.name ?? null }),
    kind: t.field({
      type: OperationKind,
      nullable: true,
      description: 'What it does.',
      resolve: ({ operation }) => operation?.kind ?? null,
    }),
    body: t.string({ nullable: true, description: 'Its document.', resolve: ({ operation }) => operation?.body ?? null }),
  }),
})

const hash = { description: 'SHA-256 in 64 hexadecimal digits, lower case.' }

builder.queryFields((t) => ({
  gatewayClient: t.field({
    type: GatewayClient,
    nullable: true,
    inaccessible,
    description: 'The client whose key has this hash and works now; null for every other key. For the gateway.',
    args: { keyHash: t.arg.string(hash) },
    resolve: (_root, { keyHash }, ctx) => clientByKeyHash(ctx, keyHash),
  }),
  gatewayOperation: t.field({
    type: GatewayOperation,
    inaccessible,
    description:
      'The operation of a client with this hash. What it is found as never changes, only whether it is served. For the gateway.',
    args: {
      clientId: t.arg({ type: 'UUID', description: 'Id of the client.' }),
      version: t.arg.string({ required: false, description: 'In this version; without it in any that is served.' }),
      hash: t.arg.string(hash),
    },
    resolve: (_root, { clientId, version, hash: wanted }, ctx) =>
      operationByHash(ctx, { clientId, version: version ?? null, hash: wanted }),
  }),
}))

import { z } from 'zod'
import type { IdTokenStatus as Status, IdTokenType as Type } from '#lib/events.ts'
import { builder } from './builder.ts'
import { blockIdToken, issueIdToken } from './id-token.service.ts'
import type { IdTokenRow } from './tables.ts'

const IdTokenType = builder.enumType('IdTokenType', {
  description: 'Where an identity lives.',
  values: {
    APP: { description: 'In the app; every account has one.' },
    RFID: { description: 'In a card.' },
  } satisfies Record<Type, object>,
})

const IdTokenStatus = builder.enumType('IdTokenStatus', {
  description: 'Whether chargers accept an identity.',
  values: {
    ACTIVE: { description: 'They do.' },
    BLOCKED: { description: 'They do not, for good.' },
  } satisfies Record<Status, object>,
})

export const IdToken = builder.objectRef<IdTokenRow>('IdToken').implement({
  description: 'An identity that a driver can show to a charger.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the identity.' }),
    value: t.exposeString('value', {
      description: 'What the charger reads: at most 20 characters, upper and lower case are the same.',
    }),
    type: t.expose('type', { type: IdTokenType, description: 'Where it lives.' }),
    status: t.expose('status', { type: IdTokenStatus, description: 'Whether chargers accept it.' }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When it was issued.' }),
  }),
})

const IssueIdTokenInput = builder.inputType('IssueIdTokenInput', {
  description: 'A card to charge with.',
  fields: (t) => ({
    uid: t.string({
      description: "The card's uid: 4, 7 or 10 bytes in hexadecimal; colons, hyphens and spaces between bytes are ignored.",
      validate: z
        .string()
        .regex(/^[0-9a-f]{2}([ :-]?[0-9a-f]{2}){3}(([ :-]?[0-9a-f]{2}){3}){0,2}$/i, 'A uid has 4, 7 or 10 bytes in hexadecimal.'),
    }),
  }),
})

const BlockIdTokenInput = builder.inputType('BlockIdTokenInput', {
  description: 'An identity that must not charge any more.',
  fields: (t) => ({ idTokenId: t.field({ type: 'UUID', description: 'Id of the identity.' }) }),
})

const IdTokenPayload = builder.objectRef<{ idToken: IdTokenRow }>('IdTokenPayload').implement({
  description: 'An identity as it is now.',
  fields: (t) => ({ idToken: t.expose('idToken', { type: IdToken, description: 'The identity.' }) }),
})

builder.mutationFields((t) => ({
  issueIdToken: t.field({
    type: IdTokenPayload,
    description:
      "Makes an RFID card an identity of the signed-in user. ID_TOKEN_TAKEN when it is somebody else's; repeating it changes nothing.",
    args: { input: t.arg({ type: IssueIdTokenInput, description: 'The card.' }) },
    resolve: async (_root, { input }, ctx) => ({ idToken: await issueIdToken(ctx, input) }),
  }),
  blockIdToken: t.field({
    type: IdTokenPayload,
    description: "Blocks an identity for good: the signed-in user's own, or anybody's for admins.",
    args: { input: t.arg({ type: BlockIdTokenInput, description: 'The identity.' }) },
    resolve: async (_root, { input }, ctx) => ({ idToken: await blockIdToken(ctx, input) }),
  }),
}))

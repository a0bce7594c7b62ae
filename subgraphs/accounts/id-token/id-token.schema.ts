import { z } from 'zod'
import { someText } from '#lib/text.ts'
import type { IdTokenStatus as Status, IdTokenType as Type } from '#lib/events.ts'
import { ID_TOKEN_LIMITS } from '#lib/id-token.ts'
import { builder } from '../builder.ts'
import { blockIdToken, issueIdToken, setConcurrentSessions } from './id-token.service.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import type { IdTokenRow } from '../tables.ts'
import { statusOf } from '../told.ts'

export const IdTokenType = builder.enumType('IdTokenType', {
  description: "Of what kind an identity is: OCPP's types, and two of our own.",
  values: {
    APP: { description: 'In the app; every account has one. No charger ever sees it: each remote start has a token of its own.' },
    RFID: { description: 'A card, by its uid of 4, 7 or 10 bytes.' },
    CENTRAL: { description: 'Any value that a system has given out.' },
    DIRECT_PAYMENT: { description: 'What a payment terminal calls a payment (OCPP 2.1).' },
    EMAID: { description: 'A contract of ISO 15118, e.g. DE-8AA-CA2B3C4D5-L; written as the vehicle sends it.' },
    EVCCID: { description: "Id of a vehicle's communication controller (OCPP 2.1)." },
    ISO14443: { description: 'A card of ISO 14443, by its uid of 4, 7 or 10 bytes.' },
    ISO15693: { description: 'A card of ISO 15693, by its uid of 8 bytes.' },
    KEY_CODE: { description: 'What a driver types at the charger; at least 8 characters.' },
    LOCAL: { description: 'Any value that a charger or its site has given out.' },
    MAC_ADDRESS: { description: "MAC address of a vehicle's communication controller, written as the charger sends it." },
    VIN: { description: "A vehicle's identification number (OCPP 2.1)." },
  } satisfies Record<Type, object>,
})

const IdTokenStatus = builder.enumType('IdTokenStatus', {
  description: 'Whether chargers accept an identity.',
  values: {
    ACTIVE: { description: 'They do.' },
    BLOCKED: { description: 'They do not: for good, or as long as its user is blocked.' },
  } satisfies Record<Status, object>,
})

export const IdToken = builder.objectRef<IdTokenRow>('IdToken').implement({
  description: 'An identity that a driver can show to a charger.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the identity.' }),
    value: t.exposeString('value', {
      description:
        'What the charger reads; upper and lower case are the same. Chargers of OCPP 1.6 have room for 20 characters, of 2.0.1 ' +
        'for 36, of 2.1 for 255.',
    }),
    type: t.expose('type', { type: IdTokenType, description: 'Of what kind it is.' }),
    status: t.field({ type: IdTokenStatus, description: 'Whether chargers accept it.', resolve: statusOf }),
    expiresAt: t.expose('expires_at', {
      type: 'DateTime',
      nullable: true,
      description: 'From then on chargers are told that it has expired; null for never.',
    }),
    group: t.exposeString('group_name', {
      nullable: true,
      description:
        "Identities of the account with the same group, in any case, may stop each other's charging. Null is a group too: with " +
        'all others of the account that have none, the app included.',
    }),
    concurrentSessions: t.exposeInt('concurrent_sessions', {
      description: 'How many sessions it may have at once. Another start with it is refused: ConcurrentTx, in the words of OCPP.',
    }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When it was issued.' }),
  }),
})

const IssueIdTokenInput = builder.inputType('IssueIdTokenInput', {
  description: 'What to charge with: a card by its uid, or a type and a value.',
  fields: (t) => ({
    uid: t.string({
      description:
        "A card's uid: 4, 7 or 10 bytes in hexadecimal; colons, hyphens and spaces between bytes are ignored. Makes an RFID identity.",
      required: false,
    }),
    type: t.field({ type: IdTokenType, required: false, description: 'Of what kind the value is; any but APP.' }),
    value: t.string({
      description:
        'What the charger will show, as its type has it. Chargers of OCPP 1.6 can show 20 characters, of 2.0.1 36, of 2.1 255.',
      required: false,
    }),
    expiresAt: t.field({
      type: 'DateTime',
      required: false,
      description: 'From when chargers shall refuse it; never without. Given for an identity that is there, it changes.',
    }),
    group: t.string({
      required: false,
      description:
        "Its group: identities of the account with the same one may stop each other's charging. Given for an identity that is " +
        'there, it changes.',
      validate: someText(ID_TOKEN_LIMITS.groupName),
    }),
  }),
})

const BlockIdTokenInput = builder.inputType('BlockIdTokenInput', {
  description: 'An identity that must not charge any more.',
  fields: (t) => ({ idTokenId: t.field({ type: 'UUID', description: 'Id of the identity.' }) }),
})

const SetConcurrentSessionsInput = builder.inputType('SetConcurrentSessionsInput', {
  description: 'How often an identity may charge at once.',
  fields: (t) => ({
    idTokenId: t.field({ type: 'UUID', description: 'Id of the identity.' }),
    sessions: t.int({
      description: `So many sessions at once, 1 to ${ACCOUNTS_LIMITS.concurrentSessions}.`,
      validate: z
        .number()
        .min(1, 'At least 1.')
        .max(ACCOUNTS_LIMITS.concurrentSessions, `At most ${ACCOUNTS_LIMITS.concurrentSessions}.`),
    }),
  }),
})

const IdTokenPayload = builder.objectRef<{ idToken: IdTokenRow }>('IdTokenPayload').implement({
  description: 'An identity as it is now.',
  fields: (t) => ({ idToken: t.expose('idToken', { type: IdToken, description: 'The identity.' }) }),
})

builder.mutationFields((t) => ({
  issueIdToken: t.field({
    type: IdTokenPayload,
    description:
      "Makes a card, contract, code or vehicle an identity of the signed-in user. ID_TOKEN_TAKEN when it is somebody else's; " +
      'repeating it changes nothing but expiry and group, where they are given.',
    args: { input: t.arg({ type: IssueIdTokenInput, description: 'The identity.' }) },
    resolve: async (_root, { input }, ctx) => ({ idToken: await issueIdToken(ctx, input) }),
  }),
  setConcurrentSessions: t.field({
    type: IdTokenPayload,
    description: 'Says how many sessions an identity may have at once; it is one otherwise. For admins.',
    args: { input: t.arg({ type: SetConcurrentSessionsInput, description: 'The identity, and how many.' }) },
    resolve: async (_root, { input }, ctx) => ({ idToken: await setConcurrentSessions(ctx, input) }),
  }),
  blockIdToken: t.field({
    type: IdTokenPayload,
    description: "Blocks an identity for good: the signed-in user's own, or anybody's for admins.",
    args: { input: t.arg({ type: BlockIdTokenInput, description: 'The identity.' }) },
    resolve: async (_root, { input }, ctx) => ({ idToken: await blockIdToken(ctx, input) }),
  }),
}))

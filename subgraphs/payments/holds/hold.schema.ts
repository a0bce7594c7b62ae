import type { HoldState } from '#lib/events.ts'
import { z } from 'zod'
import { builder } from '../builder.ts'
import { ProviderRef, WayRef } from '../providers/provider.schema.ts'
import { ConnectorRef, MoneyRef, SessionRef, UserRef } from '../reference.schema.ts'
import type { Hold } from '../tables.ts'
import {
  actionOf,
  authorisePayment,
  findHold,
  holdOfSession,
  holdsOf,
  preauthorizationAt,
  releaseHold,
  watchHold,
  type Preauthorization,
} from './hold.service.ts'
import { HOLD_LIMITS } from './limits.ts'

const STATES: Readonly<Record<HoldState, { description: string }>> = {
  CREATED: { description: 'The provider was asked, or is about to be.' },
  REQUIRES_ACTION: { description: 'Its user has to confirm it, by `clientSecret` or `approvalUrl`.' },
  AUTHORISED: { description: 'The amount is blocked. A session may begin with it until `usableUntil`.' },
  CAPTURING: { description: 'A part of it is being taken for the bill.' },
  CAPTURED: { description: '`captured` of it was taken, and the rest let go.' },
  RELEASING: { description: 'It is being let go.' },
  RELEASED: { description: 'It was let go.' },
  EXPIRED: { description: 'The provider blocked it no longer.' },
  FAILED: { description: 'It was declined. `declineCode` says why.' },
  ABANDONED: { description: 'It was given up before it was authorised.' },
}
const StateRef = builder.enumType('PaymentHoldState', { description: 'Where a hold stands. It only goes forward.', values: STATES })

const HoldRef = builder.objectRef<Hold>('PaymentHold').implement({
  description: 'An amount that is blocked for a start at a connector. What is not needed is let go.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the hold: `startCharging` takes it.' }),
    state: t.expose('state', { type: StateRef, description: 'Where it stands.' }),
    connector: t.field({ type: ConnectorRef, description: 'Where it is for.', resolve: ({ connector_id: id }) => ({ id }) }),
    amount: t.field({
      type: MoneyRef,
      description: 'What is blocked: what its user was shown.',
      resolve: ({ amount_minor: amountMinor, currency }) => ({ amountMinor, currency }),
    }),
    captured: t.field({
      type: MoneyRef,
      nullable: true,
      description: 'What was taken of it; null while nothing was.',
      resolve: ({ captured_minor: amountMinor, currency }) => (amountMinor === 0 ? null : { amountMinor, currency }),
    }),
    way: t.expose('provider', { type: WayRef, description: 'What it is blocked by.' }),
    clientSecret: t.string({
      nullable: true,
      description:
        'What its user confirms it with on the form of the provider; null where there is nothing to confirm, and for others.',
      resolve: (hold, _args, ctx) => actionOf(ctx, hold).clientSecret,
    }),
    approvalUrl: t.field({
      type: 'URL',
      nullable: true,
      description:
        'The page of the provider on which its user confirms it; null where there is nothing to confirm, and for others.',
      resolve: (hold, _args, ctx) => {
        const { approvalUrl } = actionOf(ctx, hold)
        return approvalUrl === null ? null : new URL(approvalUrl)
      },
    }),
    declineCode: t.exposeString('decline_code', { nullable: true, description: 'Why it was declined, in the provider’s word.' }),
    session: t.field({
      type: SessionRef,
      nullable: true,
      description: 'The session that began with it; null where none has.',
      resolve: ({ session_id: id }) => (id === null ? null : { id }),
    }),
    usableUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Until when a session may begin with it; null where none may.',
      resolve: ({ state, session_id, usable_until }) => (state === 'AUTHORISED' && session_id === null ? usable_until : null),
    }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When it was asked for.' }),
  }),
})

const PreauthorizationRef = builder.objectRef<Preauthorization>('Preauthorization').implement({
  description: 'What is blocked before a session begins. Show it: `authorisePayment` takes this amount and no other.',
  fields: (t) => ({
    amount: t.field({
      type: MoneyRef,
      description: 'The exact amount, with VAT: `preauthorizeAmount` of the tariff that the connector has now.',
      resolve: ({ amountMinor, currency }) => ({ amountMinor, currency }),
    }),
    ways: t.expose('ways', {
      type: [WayRef],
      description: 'What can block it: providers that take such an amount, and the wallet.',
    }),
    usableMinutes: t.int({
      description: 'How long a session may begin with it, in minutes from its request on.',
      resolve: () => HOLD_LIMITS.usableMs / 60_000,
    }),
  }),
})

const AuthoriseInput = builder.inputType('AuthorisePaymentInput', {
  description: 'What to block, and of what. Give one of paymentMethodId, provider and wallet.',
  fields: (t) => ({
    idempotencyKey: t.field({ type: 'UUID', description: 'Made by the client for this hold. Repeated, it gives the same hold.' }),
    connectorId: t.field({ type: 'UUID', description: 'Where the session is to begin.' }),
    amountMinor: t.int({
      description: 'What the user was shown (`Connector.preauthorization`), in minor units.',
      validate: z.number().int().min(1, 'At least 1 minor unit.'),
    }),
    currency: t.string({
      description: 'Its currency, ISO 4217.',
      validate: z.string().regex(/^[A-Z]{3}$/, 'A code of ISO 4217, e.g. EUR.'),
    }),
    paymentMethodId: t.field({ type: 'UUID', required: false, description: 'A way to pay that the user keeps.' }),
    provider: t.field({
      type: ProviderRef,
      required: false,
      description: 'A provider, on whose form or page the user gives a way to pay.',
    }),
    wallet: t.boolean({ required: false, description: 'True: of the wallet in this currency.' }),
    keepMethod: t.boolean({
      required: false,
      description: 'With `provider`: keep the way to pay, if the user agrees. False by default.',
    }),
  }),
})
const ReleaseInput = builder.inputType('ReleaseHoldInput', {
  description: 'A hold that is not needed.',
  fields: (t) => ({ holdId: t.field({ type: 'UUID', description: 'Id of the hold.' }) }),
})

builder.objectFields(ConnectorRef, (t) => ({
  preauthorization: t.field({
    type: PreauthorizationRef,
    nullable: true,
    description: 'What is blocked before a session begins here; null where nothing is. For everybody.',
    resolve: ({ id }, _args, ctx) => preauthorizationAt(ctx, id),
  }),
}))

builder.objectFields(SessionRef, (t) => ({
  hold: t.field({
    type: HoldRef,
    nullable: true,
    description: 'The hold that it began with; null where there is none, and for others than its user and admins.',
    resolve: ({ id }, _args, ctx) => holdOfSession(ctx, id),
  }),
}))

builder.objectFields(UserRef, (t) => ({
  holds: t.connection(
    {
      type: HoldRef,
      nullable: true,
      description: 'Holds, the newest first; null for others than the user and admins.',
      resolve: ({ id }, args, ctx) => holdsOf(ctx, id, args),
    },
    { name: 'PaymentHoldConnection', description: "A page of a user's holds." },
    { name: 'PaymentHoldEdge', description: "A place in a user's holds." },
  ),
}))

builder.queryField('paymentHold', (t) =>
  t.field({
    type: HoldRef,
    nullable: true,
    description: 'A hold of yours; null where there is none.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the hold.' }) },
    resolve: (_root, { id }, ctx) => findHold(ctx, id),
  }),
)

builder.mutationFields((t) => ({
  authorisePayment: t.field({
    type: HoldRef,
    description: `Blocks the amount that was shown, so that a session may begin. You may have ${HOLD_LIMITS.openPerUser} open holds. Where it REQUIRES_ACTION its user confirms it, and \`holdUpdated\` tells what became of it. Declined, it is FAILED, which is no error. NOT_FOUND: no such connector or way to pay. HOLD_AMOUNT_CHANGED: another amount is blocked there now; show that. HOLD_NOT_NEEDED: nothing is. PAYMENT_OVERDUE: a bill has to be paid first. WALLET_TOO_LOW, METHOD_EXPIRED, AMOUNT_NOT_TAKEN: pay in another way. CONFLICT: nothing begins at the connector any more, or the key was used for another hold. RATE_LIMITED: too many open holds or tries.`,
    args: { input: t.arg({ type: AuthoriseInput, description: 'What to block.' }) },
    resolve: (_root, { input }, ctx) => authorisePayment(ctx, input),
  }),
  releaseHold: t.field({
    type: HoldRef,
    description:
      'Lets a hold go that no session began with; again it changes nothing. NOT_FOUND: it is none of yours. CONFLICT: a session has begun with it, and what is not needed is let go when its bill is paid.',
    args: { input: t.arg({ type: ReleaseInput, description: 'Which one.' }) },
    resolve: (_root, { input }, ctx) => releaseHold(ctx, input.holdId),
  }),
}))

builder.subscriptionField('holdUpdated', (t) =>
  t.field({
    type: HoldRef,
    description: 'A hold of yours as it is now, then whenever it changes, until it has come to its end.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the hold.' }) },
    subscribe: (_root, { id }, ctx) => watchHold(ctx, id),
    resolve: (hold) => hold,
  }),
)

import { builder } from '../builder.ts'
import { ProviderRef } from '../providers/provider.schema.ts'
import { UserRef } from '../reference.schema.ts'
import type { PaymentMethod } from '../tables.ts'
import { METHOD_LIMITS } from './limits.ts'
import { isExpired } from './method.ts'
import { methodsOf, removeMethod, setDefaultMethod, setUpActionOf, setUpMethod } from './method.service.ts'

const STATES: Readonly<Record<PaymentMethod['state'], { description: string }>> = {
  SETTING_UP: {
    description: 'Its user has to confirm it, by `clientSecret` or `approvalUrl`, or the provider has not answered yet.',
  },
  ACTIVE: { description: 'It can be paid with.' },
  FAILED: { description: 'It was declined, or not confirmed in time. `declineCode` says why.' },
  REMOVED: { description: 'It was removed.' },
}
const StateRef = builder.enumType('PaymentMethodState', { description: 'Where a way to pay stands.', values: STATES })

const KINDS: Readonly<Record<NonNullable<PaymentMethod['kind']>, { description: string }>> = {
  CARD: { description: 'A card.' },
  PAYPAL: { description: 'An account at PayPal.' },
}
const KindRef = builder.enumType('PaymentMethodKind', { description: 'What one pays with.', values: KINDS })

const MethodRef = builder.objectRef<PaymentMethod>('PaymentMethod').implement({
  description: 'A way to pay that a provider keeps for its user. No number of a card is here.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the way to pay.' }),
    state: t.expose('state', { type: StateRef, description: 'Where it stands.' }),
    provider: t.expose('provider', { type: ProviderRef, description: 'Who keeps it.' }),
    kind: t.expose('kind', { type: KindRef, nullable: true, description: 'What it is; null until it is set up.' }),
    label: t.exposeString('label', {
      nullable: true,
      description: 'What its user knows it by, e.g. `visa •••• 4242`; null until it is set up.',
    }),
    expiresOn: t.string({
      nullable: true,
      description: 'The last day on which a card is good, e.g. 2027-08-31; null for what does not expire.',
      resolve: ({ expires_on: on }) => on && `${on.getFullYear()}-${two(on.getMonth() + 1)}-${two(on.getDate())}`,
    }),
    expired: t.boolean({ description: 'True after that day: set up another one.', resolve: (method) => isExpired(method) }),
    isDefault: t.exposeBoolean('is_default', { description: 'Bills are charged to it.' }),
    declineCode: t.exposeString('decline_code', { nullable: true, description: 'Why it failed, in the provider’s word.' }),
    clientSecret: t.string({
      nullable: true,
      description: 'What its user confirms it with on the form of the provider; null where there is nothing to confirm.',
      resolve: (method, _args, ctx) => setUpActionOf(ctx, method).clientSecret,
    }),
    approvalUrl: t.field({
      type: 'URL',
      nullable: true,
      description: 'The page of the provider on which its user confirms it; null where there is nothing to confirm.',
      resolve: (method, _args, ctx) => {
        const { approvalUrl } = setUpActionOf(ctx, method)
        return approvalUrl === null ? null : new URL(approvalUrl)
      },
    }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When its set-up was begun.' }),
  }),
})
const two = (count: number): string => String(count).padStart(2, '0')

const SetUpInput = builder.inputType('SetUpPaymentMethodInput', {
  description: 'Where a way to pay is to be kept.',
  fields: (t) => ({
    idempotencyKey: t.field({ type: 'UUID', description: 'Made by the client for this set-up. Repeated, it gives the same one.' }),
    provider: t.field({ type: ProviderRef, description: 'One of `paymentProviders`.' }),
  }),
})
const methodInput = (name: string, description: string) =>
  builder.inputType(name, {
    description,
    fields: (t) => ({ paymentMethodId: t.field({ type: 'UUID', description: 'Id of the way to pay.' }) }),
  })
const DefaultInput = methodInput('SetDefaultPaymentMethodInput', 'A way to pay that bills are to be charged to.')
const RemoveInput = methodInput('RemovePaymentMethodInput', 'A way to pay that is to be forgotten.')

builder.objectFields(UserRef, (t) => ({
  paymentMethods: t.connection(
    {
      type: MethodRef,
      nullable: true,
      description: 'Ways to pay that are kept or being set up, the newest first; null for others than the user.',
      resolve: ({ id }, args, ctx) => methodsOf(ctx, id, args),
    },
    { name: 'PaymentMethodConnection', description: "A page of a user's ways to pay." },
    { name: 'PaymentMethodEdge', description: "A place in a user's ways to pay." },
  ),
}))

builder.mutationFields((t) => ({
  setUpPaymentMethod: t.field({
    type: MethodRef,
    description: `Begins to keep a way to pay, for charges while its user is away. You may keep ${METHOD_LIMITS.perUser}, and begin ${METHOD_LIMITS.setUpsDaily} in a day. The first one becomes the default. BAD_USER_INPUT: the provider takes nothing here. CONFLICT: the key was used at another provider. RATE_LIMITED: that many are kept, were begun or were declined.`,
    args: { input: t.arg({ type: SetUpInput, description: 'Where.' }) },
    resolve: (_root, { input }, ctx) => setUpMethod(ctx, input.idempotencyKey, input.provider),
  }),
  setDefaultPaymentMethod: t.field({
    type: MethodRef,
    description:
      'Makes a way to pay the one that bills are charged to. NOT_FOUND: it is none of yours. CONFLICT: it is not set up yet. METHOD_EXPIRED: the card is past its last day.',
    args: { input: t.arg({ type: DefaultInput, description: 'Which one.' }) },
    resolve: (_root, { input }, ctx) => setDefaultMethod(ctx, input.paymentMethodId),
  }),
  removePaymentMethod: t.field({
    type: MethodRef,
    description:
      'Forgets a way to pay, here and at the provider. METHOD_IN_USE while something is still to be paid with it; the message says what. NOT_FOUND: it is none of yours.',
    args: { input: t.arg({ type: RemoveInput, description: 'Which one.' }) },
    resolve: (_root, { input }, ctx) => removeMethod(ctx, input.paymentMethodId),
  }),
}))

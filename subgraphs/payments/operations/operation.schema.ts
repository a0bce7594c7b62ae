import { builder } from '../builder.ts'
import { ProviderRef } from '../providers/provider.schema.ts'
import { MoneyRef } from '../reference.schema.ts'
import type { Operation, OperationKind } from '../tables.ts'
import { operationsIn, retryOperation } from './operation.service.ts'

const STATES: Readonly<Record<Operation['state'], { description: string }>> = {
  OPEN: { description: 'It is wanted, perhaps sent, and not over.' },
  DONE: { description: 'The provider has done it, or something else has ended it.' },
  REFUSED: { description: 'The provider has certainly done nothing.' },
  LOST: { description: 'Nobody can say what became of it, or the amount differs: a person must look.' },
}
const StateRef = builder.enumType('PaymentOperationState', { description: 'Where an operation stands.', values: STATES })

const KINDS: Readonly<Record<OperationKind, { description: string }>> = {
  SET_UP: { description: 'Keep a way to pay.' },
  AUTHORISE: { description: 'Block an amount.' },
  CAPTURE: { description: 'Take a blocked amount, or a part of it.' },
  RELEASE: { description: 'Let a blocked amount go.' },
  CHARGE: { description: 'Block and take at once.' },
  REFUND: { description: 'Give back.' },
  PAY_OUT: { description: "Send what is an operator's." },
  ANSWER_DISPUTE: { description: 'Say something in a dispute.' },
  REMOVE: { description: 'Forget a way to pay.' },
}
const KindRef = builder.enumType('PaymentOperationKind', { description: 'What is wanted of a provider.', values: KINDS })

const OperationRef = builder.objectRef<Operation>('PaymentOperation').implement({
  description: 'What was wanted of a payment provider. Its id is the idempotency key there.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the operation; the provider shows it beside what it made.' }),
    kind: t.expose('kind', { type: KindRef, description: 'What is wanted.' }),
    provider: t.expose('provider', { type: ProviderRef, description: 'Of whom.' }),
    state: t.expose('state', { type: StateRef, description: 'Where it stands.' }),
    subjectType: t.exposeString('subject_type', { description: 'What it is for, e.g. HOLD or BILL.' }),
    subjectId: t.expose('subject_id', { type: 'UUID', description: 'Id of that.' }),
    amount: t.field({
      type: MoneyRef,
      nullable: true,
      description: 'The amount; null where there is none.',
      resolve: ({ amount_minor: amountMinor, currency }) =>
        amountMinor === null || currency === null ? null : { amountMinor, currency },
    }),
    externalId: t.exposeString('external_id', {
      nullable: true,
      description: "The provider's id of what it made; null while not known.",
    }),
    refusal: t.exposeString('refusal', { nullable: true, description: 'Why it was refused or is lost, in a word.' }),
    tries: t.exposeInt('tries', { description: 'How often it was looked at.' }),
    firstSentAt: t.expose('first_sent_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was first sent; null if it was not yet.',
    }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When it was wanted.' }),
  }),
})

const RetryInput = builder.inputType('RetryPaymentOperationInput', {
  description: 'An operation that is LOST.',
  fields: (t) => ({ operationId: t.field({ type: 'UUID', description: 'Id of the operation.' }) }),
})

builder.queryField('paymentOperations', (t) =>
  t.connection(
    {
      type: OperationRef,
      description: 'What was wanted of providers and is in a state, the newest first. For admins and COMPLIANCE.',
      args: {
        state: t.arg({
          type: StateRef,
          defaultValue: 'LOST',
          description: 'Those that a person must look at, where it is left out.',
        }),
      },
      resolve: (_root, { state, ...args }, ctx) => operationsIn(ctx, state, args),
    },
    { name: 'PaymentOperationConnection', description: 'A page of operations.' },
    { name: 'PaymentOperationEdge', description: 'A place among operations.' },
  ),
)

builder.mutationField('retryPaymentOperation', (t) =>
  t.field({
    type: OperationRef,
    description:
      'Has an operation that is LOST looked at again. It is the same operation: nothing is done twice. For admins. CONFLICT: it is not LOST.',
    args: { input: t.arg({ type: RetryInput, description: 'Which one.' }) },
    resolve: (_root, { input }, ctx) => retryOperation(ctx, input.operationId),
  }),
)

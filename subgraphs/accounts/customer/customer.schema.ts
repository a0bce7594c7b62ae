import { z } from 'zod'
import { entity } from '#lib/graph.ts'
import { someText, text } from '#lib/text.ts'
import { ID_TOKEN_LIMITS } from '#lib/id-token.ts'
import { builder } from '../builder.ts'
import { IdToken, IdTokenType } from '../id-token/id-token.schema.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import type { CustomerRow } from '../tables.ts'
import { blockCustomerIdToken, issueCustomerIdToken, tokensOf } from './customer-token.service.ts'
import { createCustomer, customerById, customers, customerSeen, setCustomerBlocked, updateCustomer } from './customer.service.ts'

const Customer = builder.objectRef<CustomerRow>('Customer').implement({
  description:
    'A customer of a partner, e.g. a driver of their fleet. They have no login here and earn no tokens; their partner sees and does what concerns them, and nobody else.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the customer.' }),
    reference: t.exposeString('reference', { description: 'What the partner calls them; one customer of a partner has it.' }),
    name: t.exposeString('name', { nullable: true, description: 'Their name, where it was given.' }),
    email: t.expose('email', {
      type: 'Email',
      nullable: true,
      description: 'Their address, where it was given. No letters go there.',
    }),
    blockedAt: t.expose('blocked_at', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when chargers refuse what they show; null: they may charge.',
    }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When they were made.' }),
    idTokens: t.field({
      type: [IdToken],
      description: 'What they can show to a charger, the oldest first; the first one is that of the app.',
      resolve: (customer, _args, ctx) => tokensOf(ctx, customer),
    }),
  }),
})
entity(builder, Customer, (id, ctx) => customerSeen(ctx, id))

const FilterInput = builder.inputType('CustomerFilter', {
  description: 'Which customers; what is left out does not narrow the list.',
  fields: (t) => ({
    reference: t.string({
      required: false,
      description: 'The one of this reference.',
      validate: text(ACCOUNTS_LIMITS.customerReference).nullish(),
    }),
    blocked: t.boolean({ required: false, description: 'True: those who are blocked. False: those who are not.' }),
  }),
})

const name = someText(ACCOUNTS_LIMITS.customerName).nullish()
const email = z.string().max(254, 'At most 254 characters.').nullish()
const customerId = { type: 'UUID', description: 'Id of the customer.' } as const

const CreateInput = builder.inputType('CreateCustomerInput', {
  description: 'A customer to make.',
  fields: (t) => ({
    reference: t.string({
      description: `What you call them, e.g. a number of yours; 1 to ${ACCOUNTS_LIMITS.customerReference} characters. It never changes.`,
      validate: someText(ACCOUNTS_LIMITS.customerReference),
    }),
    name: t.string({
      required: false,
      description: `Their name, at most ${ACCOUNTS_LIMITS.customerName} characters.`,
      validate: name,
    }),
    email: t.field({ type: 'Email', required: false, description: 'Their address.', validate: email }),
  }),
})

const UpdateInput = builder.inputType('UpdateCustomerInput', {
  description: 'A customer, and what is to change. What is left out stays; null takes it away.',
  fields: (t) => ({
    customerId: t.field(customerId),
    name: t.string({ required: false, description: 'Their name.', validate: name }),
    email: t.field({ type: 'Email', required: false, description: 'Their address.', validate: email }),
  }),
})

const BlockInput = builder.inputType('SetCustomerBlockedInput', {
  description: 'Whether a customer may charge.',
  fields: (t) => ({
    customerId: t.field(customerId),
    blocked: t.boolean({ description: 'True: chargers refuse what they show. False: they accept it again.' }),
  }),
})

const IssueInput = builder.inputType('IssueCustomerIdTokenInput', {
  description: 'What a customer charges with: a card by its uid, or a type and a value.',
  fields: (t) => ({
    customerId: t.field(customerId),
    uid: t.string({
      required: false,
      description: "A card's uid: 4, 7 or 10 bytes in hexadecimal; colons, hyphens and spaces between bytes are ignored.",
    }),
    type: t.field({ type: IdTokenType, required: false, description: 'Of what kind the value is; any but APP.' }),
    value: t.string({ required: false, description: 'What the charger will show, as its type has it.' }),
    expiresAt: t.field({ type: 'DateTime', required: false, description: 'From when chargers shall refuse it; never without.' }),
    group: t.string({
      required: false,
      description: "Its group: identities of the customer with the same one may stop each other's charging.",
      validate: someText(ID_TOKEN_LIMITS.groupName),
    }),
  }),
})

const BlockTokenInput = builder.inputType('BlockCustomerIdTokenInput', {
  description: 'An identity that must not charge any more.',
  fields: (t) => ({ idTokenId: t.field({ type: 'UUID', description: 'Id of the identity.' }) }),
})

const CustomerPayload = builder.objectRef<{ customer: CustomerRow }>('CustomerPayload').implement({
  description: 'A customer as they are now.',
  fields: (t) => ({ customer: t.expose('customer', { type: Customer, description: 'The customer.' }) }),
})

const READ = 'For partners who have signed in, and keys with `users:read`.'
const WRITE = 'For partners who have signed in, and keys with `users:write`.'

builder.queryFields((t) => ({
  customers: t.connection(
    {
      type: Customer,
      description: `Your customers, the newest first. ${READ}`,
      args: { filter: t.arg({ type: FilterInput, required: false, description: 'Which.' }) },
      resolve: (_root, { filter, ...args }, ctx) => customers(ctx, filter ?? {}, args),
    },
    { name: 'CustomerConnection', description: 'A page of customers.' },
    { name: 'CustomerEdge', description: 'A customer in their place.' },
  ),
  customer: t.field({
    type: Customer,
    nullable: true,
    description: `A customer of yours; null for somebody else's. ${READ}`,
    args: { id: t.arg({ type: 'UUID', description: 'Id of the customer.' }) },
    resolve: (_root, { id }, ctx) => customerById(ctx, id),
  }),
}))

builder.mutationFields((t) => ({
  createCustomer: t.field({
    type: CustomerPayload,
    description: `Makes a customer. The same reference again gives the same one, or CONFLICT if name or address differ. LIMIT_REACHED with ${ACCOUNTS_LIMITS.customersPerPartner}. ${WRITE}`,
    args: { input: t.arg({ type: CreateInput, description: 'The customer.' }) },
    resolve: async (_root, { input }, ctx) => ({ customer: await createCustomer(ctx, input) }),
  }),
  updateCustomer: t.field({
    type: CustomerPayload,
    description: `Changes name or address of a customer. ${WRITE}`,
    args: { input: t.arg({ type: UpdateInput, description: 'The customer, and the change.' }) },
    resolve: async (_root, { input }, ctx) => ({ customer: await updateCustomer(ctx, input) }),
  }),
  setCustomerBlocked: t.field({
    type: CustomerPayload,
    description: `Blocks a customer, or lets them charge again: chargers hear of it within seconds. A session that runs goes on and is billed. ${WRITE}`,
    args: { input: t.arg({ type: BlockInput, description: 'The customer, and whether.' }) },
    resolve: async (_root, { input }, ctx) => ({ customer: await setCustomerBlocked(ctx, input) }),
  }),
  issueCustomerIdToken: t.field({
    type: IdToken,
    description: `Gives a customer a card, contract, code or vehicle to charge with. What is theirs already stays as it is. ID_TOKEN_TAKEN when somebody else has it, ID_TOKEN_BLOCKED when it was blocked. ${WRITE}`,
    args: { input: t.arg({ type: IssueInput, description: 'The identity.' }) },
    resolve: (_root, { input }, ctx) => issueCustomerIdToken(ctx, input),
  }),
  blockCustomerIdToken: t.field({
    type: IdToken,
    description: `Blocks what a customer charges with, for good. Again changes nothing. ${WRITE}`,
    args: { input: t.arg({ type: BlockTokenInput, description: 'Which one.' }) },
    resolve: (_root, { input }, ctx) => blockCustomerIdToken(ctx, input.idTokenId),
  }),
}))

import { randomBytes } from 'node:crypto'
import type Stripe from 'stripe'
import { missing } from './errors.ts'

/** What the counterpart keeps, each as the SDK's types have it. Objects name each other by id; `expand` puts them in on the way out. */
export interface Objects {
  account: Pick<Stripe.Account, 'id' | 'object'>
  customer: Stripe.Customer
  payment_method: Stripe.PaymentMethod
  payment_intent: Stripe.PaymentIntent
  setup_intent: Stripe.SetupIntent
  charge: Stripe.Charge
  refund: Stripe.Refund
  dispute: Stripe.Dispute
  transfer: Stripe.Transfer
  balance_transaction: Stripe.BalanceTransaction
  event: Stripe.EventBase
}
export type Kind = keyof Objects

/** A test card, and what it does. */
export interface Card {
  number: string
  brand: string
  /** When its bank asks for its user: ALWAYS; UNLESS_AGREED: until they have once agreed to charges while away; NEVER. */
  asks: 'ALWAYS' | 'UNLESS_AGREED' | 'NEVER'
  /** Why a charge is declined: code and decline code. Setting it up works. */
  declines?: readonly [code: string, decline: string]
  /** Declined already when it is set up. */
  alsoSetUp?: true
  disputed?: true
  /** What becomes of a refund: it pends and then succeeds; it succeeds and then fails. */
  refund?: 'PENDS' | 'FAILS'
}

export interface World {
  readonly url: () => string
  readonly tables: { [K in Kind]: Map<string, Objects[K]> }
  /** What no answer of Stripe shows: which test card a payment method is, and whether its user has agreed to charges while away. */
  readonly cards: Map<string, { card: Card; agreed: boolean }>
  /** How far this clock is ahead of the machine's. */
  aheadMs: number
  /** How long until a search sees an object. Stripe says: under a minute, an hour when it is ill. */
  searchLagMs: number
  /** Every refund begins pending, whatever its card. */
  pendingRefunds: boolean
  /** Figures that are told instead of the true ones, by the object's id. */
  readonly lies: Map<string, Record<string, unknown>>
  readonly happen: (type: Stripe.Event.Type, object: { id: string }) => void
}

export const newWorld = (url: () => string, happen: World['happen']): World => ({
  url,
  tables: {
    account: new Map(),
    customer: new Map(),
    payment_method: new Map(),
    payment_intent: new Map(),
    setup_intent: new Map(),
    charge: new Map(),
    refund: new Map(),
    dispute: new Map(),
    transfer: new Map(),
    balance_transaction: new Map(),
    event: new Map(),
  },
  cards: new Map(),
  aheadMs: 0,
  searchLagMs: 60_000,
  pendingRefunds: false,
  lies: new Map(),
  happen,
})

/** Seconds since 1970 by the counterpart's clock. */
export const now = (world: World): number => Math.floor((Date.now() + world.aheadMs) / 1000)

export const newId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`

export function put<K extends Kind>(world: World, kind: K, object: Objects[K]): Objects[K] {
  world.tables[kind].set(object.id, object)
  return object
}

/** An object by its id, or Stripe's `resource_missing`. */
export function get<K extends Kind>(world: World, kind: K, id: string, param = 'id'): Objects[K] {
  const found = world.tables[kind].get(id)
  if (!found) throw missing(kind, id, param)
  return found
}

/** The id that a field holds; fields hold no whole objects here. */
export function idOf(field: unknown): string {
  if (typeof field !== 'string') throw new Error('It holds no id.')
  return field
}

import { randomBytes } from 'node:crypto'

/** An amount as PayPal writes it. */
export interface Amount {
  currency_code: string
  value: string
}

/** How a payer's account behaves: pays, is declined, or asks its payer to look at it. */
export type Way = 'GOOD' | 'DECLINED' | 'ASKS'

export interface Token {
  id: string
  customer: { id: string; merchant_customer_id?: string }
  way: Way
  email: string
  payerId: string
}

export interface Authorization {
  id: string
  status: 'CREATED' | 'CAPTURED' | 'VOIDED'
  amount: Amount
  createdAt: number
  expiresAt: number
  renewalOf: string | null
  renewed: boolean
}

export interface Capture {
  id: string
  status: 'COMPLETED' | 'PENDING' | 'DECLINED'
  amount: Amount
  fee: Amount
  invoiceId: string | null
  authorizationId: string | null
  createdAt: number
}

export interface RefundOf {
  id: string
  status: 'COMPLETED' | 'PENDING' | 'FAILED' | 'CANCELLED'
  amount: Amount
  captureId: string
  customId: string | null
  createdAt: number
}

export interface OrderOf {
  id: string
  intent: 'AUTHORIZE' | 'CAPTURE'
  status: 'CREATED' | 'PAYER_ACTION_REQUIRED' | 'APPROVED' | 'COMPLETED'
  amount: Amount
  customId: string | null
  invoiceId: string | null
  returnUrl: string
  /** The way is kept when it is paid. */
  keep: { customerId: string | null } | null
  payer: { way: Way; email: string; payerId: string } | null
  vaulted: Token | null
  createdAt: number
  authorizations: Authorization[]
  captures: Capture[]
  refunds: RefundOf[]
}

export interface SetupToken {
  id: string
  status: 'PAYER_ACTION_REQUIRED' | 'APPROVED' | 'VAULTED'
  customer: { id: string; merchant_customer_id?: string }
  description: string | null
  returnUrl: string
  payer: OrderOf['payer']
  createdAt: number
}

export interface DisputeOf {
  id: string
  status: 'WAITING_FOR_SELLER_RESPONSE' | 'UNDER_REVIEW' | 'RESOLVED'
  stage: 'INQUIRY' | 'CHARGEBACK'
  outcome: string | null
  reason: string
  captureId: string
  amount: Amount
  dueAt: number
  createdAt: number
  evidence: string[]
}

export interface Batch {
  id: string
  itemId: string
  transactionId: string
  senderBatchId: string
  senderItemId: string
  receiver: string
  amount: Amount
  status: 'PENDING' | 'SUCCESS' | 'UNCLAIMED' | 'RETURNED' | 'FAILED'
  createdAt: number
}

/** A line of PayPal's own books. */
export interface Line {
  id: string
  code: string
  status: 'S' | 'P' | 'D'
  at: number
  amount: Amount
  fee: Amount | null
  reference: string | null
  customId: string | null
  invoiceId: string | null
}

export interface Told {
  id: string
  type: string
  resourceType: string
  resource: unknown
}

/** All that this PayPal knows. */
export interface World {
  base: string
  now: () => number
  orders: Map<string, OrderOf>
  setups: Map<string, SetupToken>
  tokens: Map<string, Token>
  disputes: Map<string, DisputeOf>
  batches: Map<string, Batch>
  lines: Line[]
  tell: (type: string, resourceType: string, resource: unknown) => void
  /** Switches. */
  pendingRefunds: boolean
  pendingCaptures: boolean
  /** Past its honour period, an authorisation is taken without being renewed. */
  honoursLate: boolean
  searchLagMs: number
}

/** PayPal says no. */
export class Problem extends Error {
  readonly status: number
  readonly body: Record<string, unknown>
  constructor(status: number, name: string, issue: string | null, links: unknown[] = []) {
    super(issue ?? name)
    this.status = status
    const details = issue === null ? undefined : [{ issue, description: `${issue} (the sandbox's words).` }]
    this.body = { name, message: `The request could not be done: ${name}.`, debug_id: newId().toLowerCase(), details, links }
  }
}
export const unprocessable = (issue: string, links: unknown[] = []) => new Problem(422, 'UNPROCESSABLE_ENTITY', issue, links)
export const notThere = () => new Problem(404, 'RESOURCE_NOT_FOUND', 'INVALID_RESOURCE_ID')

const SYMBOLS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
/** 17 characters, as PayPal's ids are. */
export const newId = (): string => Array.from(randomBytes(17), (byte) => SYMBOLS[byte % 36]).join('')
export const isoOf = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`
export const DAY = 24 * 3_600_000

const TAKEN = new Set('AUD BRL CAD CNY CZK DKK EUR HKD HUF ILS JPY MYR MXN TWD NZD NOK PHP PLN GBP SGD SEK CHF THB USD'.split(' '))
const decimals = (currency: string) => (['HUF', 'JPY', 'TWD'].includes(currency) ? 0 : 2)

/** The amount in the least that PayPal counts; refuses what PayPal refuses. */
export function unitsOf(given: Partial<Amount> | undefined): number {
  if (typeof given?.value !== 'string' || typeof given.currency_code !== 'string')
    throw new Problem(400, 'INVALID_REQUEST', 'MISSING_REQUIRED_PARAMETER')
  const { value, currency_code: currency } = given
  if (!/^-?((\d+)|(\d+\.\d+))$/.test(value)) throw new Problem(400, 'INVALID_REQUEST', 'INVALID_PARAMETER_SYNTAX')
  if (!TAKEN.has(currency)) throw unprocessable('CURRENCY_NOT_SUPPORTED')
  const fraction = value.split('.')[1] ?? ''
  if (fraction.length > decimals(currency))
    throw unprocessable(decimals(currency) === 0 ? 'DECIMALS_NOT_SUPPORTED' : 'DECIMAL_PRECISION')
  const units = Math.round(Number(value) * 10 ** decimals(currency))
  if (units <= 0) throw unprocessable('CANNOT_BE_ZERO_OR_NEGATIVE')
  return units
}
/** Of amounts that are its own. */
export const count = ({ value, currency_code: currency }: Amount): number => Math.round(Number(value) * 10 ** decimals(currency))
export const inUnits = (units: number, currency: string): Amount => ({
  currency_code: currency,
  value: (units / 10 ** decimals(currency)).toFixed(decimals(currency)),
})

/** 2.9 % and a fixed part, never more than the amount. */
export function feeOf(amount: Amount): Amount {
  const units = count(amount)
  return inUnits(
    Math.min(units, Math.round(units * 0.029) + (decimals(amount.currency_code) === 0 ? 40 : 35)),
    amount.currency_code,
  )
}

/** Writes a line into the books: positive amounts come to the merchant. */
export function book(world: World, line: Partial<Line> & Pick<Line, 'code'> & { units: number; currency: string }): Line {
  const { units, currency, ...rest } = line
  const written: Line = {
    id: newId(),
    status: 'S',
    at: world.now(),
    amount: inUnits(units, currency),
    fee: null,
    reference: null,
    customId: null,
    invoiceId: null,
    ...rest,
  }
  world.lines.push(written)
  return written
}

/** What the merchant has. */
export const balance = (world: World, currency: string): number =>
  world.lines
    .filter(({ status, amount, code }) => status === 'S' && amount.currency_code === currency && !code.startsWith('T13'))
    .reduce((sum, { amount, fee }) => sum + count(amount) + (fee === null ? 0 : count(fee)), 0)

export const captureWith = (world: World, id: string): { order: OrderOf; capture: Capture } | null => {
  for (const order of world.orders.values()) for (const capture of order.captures) if (capture.id === id) return { order, capture }
  return null
}

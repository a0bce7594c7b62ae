import { signStorageLink, verifyStorageLink } from '#lib/storage.ts'
import type { Config } from './config.ts'
import type { Format } from './invoices/render.ts'

type Signing = Pick<Config, 'publicUrl' | 'linkSecret'>

/** Seconds that a link to an invoice or a table is good: long enough to click on it. */
const SHORT_SECONDS = 900
/** A receipt's link is all that a guest has of it, whose account ends after a day. */
const RECEIPT_SECONDS = 30 * 86_400

/** A link that gives an invoice's file to whoever has it, for a quarter of an hour. */
export const invoiceUrl = (config: Signing, invoiceId: string, format: Format): string =>
  signed(config, `invoices/${invoiceId}.${format}`, SHORT_SECONDS)

/** A link that shows what was paid for a bill, with its invoices, to whoever has it, for 30 days. */
export const receiptUrl = (config: Signing, billId: string): string => signed(config, `receipts/${billId}`, RECEIPT_SECONDS)

export type TableKind = 'invoices' | 'statement' | 'operator-statement'

/** A link that gives a part of a table to whoever has it, for as long. What was asked for, and was found allowed, stands in it. */
export const tableUrl = (config: Signing, kind: TableKind, asked: object): string =>
  signed(config, `tables/${kind}/${Buffer.from(JSON.stringify(asked)).toString('base64url')}`, SHORT_SECONDS)

/** What a link of `tableUrl` was made for. */
export const askedOf = (text: string): unknown => JSON.parse(Buffer.from(text, 'base64url').toString())

/** True for a link of ours that is still good. The secret is compared in constant time. */
export const isGoodLink = ({ linkSecret }: Signing, key: string, query: URLSearchParams): boolean =>
  verifyStorageLink(linkSecret, 'GET', key, query)

const signed = ({ publicUrl, linkSecret }: Signing, key: string, seconds: number): string =>
  signStorageLink(
    { publicUrl: `${publicUrl.replace(/\/?$/, '/')}documents/`, secret: linkSecret },
    'GET',
    key,
    Math.floor(Date.now() / 1000) + seconds,
  )

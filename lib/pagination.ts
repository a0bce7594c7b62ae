import { validate } from 'uuid'
import { badInput } from './errors.ts'
import { LIMITS } from './limits.ts'

/** Relay's arguments, as GraphQL hands them in. */
export interface PageArgs {
  first?: number | null | undefined
  after?: string | null | undefined
  last?: number | null | undefined
  before?: string | null | undefined
}

export interface Page<Row> {
  edges: { node: Row; cursor: string }[]
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null }
}

/** Key of a row in its list's order: the values of the columns it is sorted by, the last one unique. */
export type KeysetKey = readonly (string | number)[]

export interface PageRequest {
  /** Rows past this key, in the list's order (`forward`) or against it. */
  past: KeysetKey | null
  /** Stop before this key, if the client gave both ends. */
  until: KeysetKey | null
  forward: boolean
  /** One more than the page has, to see whether something follows. */
  limit: number
}

/**
 * A Relay connection by keyset: `fetch` reads the rows after a key (before it when going backwards), `key` names a row's place. Pages stay
 * right while rows are added, and cost the same at any depth. `first` and `last` are 20 by default and 100 at most.
 */
export async function keysetPage<Row>(options: {
  args: PageArgs
  fetch: (request: PageRequest) => Promise<Row[]>
  key: (row: Row) => KeysetKey
  /** Checks of a cursor's parts, one after the other. A cursor that fails is refused by the name of its argument. */
  parts?: readonly ((part: unknown) => boolean)[]
}): Promise<Page<Row>> {
  const { args, fetch, key, parts } = options
  if (args.first != null && args.last != null) throw badInput(['last'], 'Give first or last, not both.')
  const forward = args.last == null
  const size = pageSize(forward ? args.first : args.last, forward ? 'first' : 'last')
  const after = args.after == null ? null : readCursor(args.after, 'after', parts)
  const before = args.before == null ? null : readCursor(args.before, 'before', parts)
  const rows = await fetch({ past: forward ? after : before, until: forward ? before : after, forward, limit: size + 1 })
  const more = rows.length > size
  const page = rows.slice(0, size)
  if (!forward) page.reverse()
  const edges = page.map((node) => ({ node, cursor: writeCursor(key(node)) }))
  return {
    edges,
    pageInfo: {
      hasNextPage: forward ? more : before !== null,
      hasPreviousPage: forward ? after !== null : more,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

/** The same for a list in the order of its rows' ids. */
export const idPage = <Row extends { id: string }>(
  args: PageArgs,
  fetch: (request: PageRequest) => Promise<Row[]>,
): Promise<Page<Row>> => keysetPage({ args, fetch, key: ({ id }) => [id], parts: [isIdPart] })

/** The opaque cursor of a key. */
export const writeCursor = (key: KeysetKey): string => Buffer.from(JSON.stringify(key)).toString('base64url')

/** A part of a key that is a moment, written as `toISOString` writes it. A database has no year 0. */
export const isMomentPart = (part: unknown): boolean =>
  typeof part === 'string' &&
  /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(part) &&
  !Number.isNaN(Date.parse(part)) &&
  new Date(part).toISOString() === part

/** A part of a key that is a day, e.g. 2026-11-22. */
export const isDayPart = (part: unknown): boolean => typeof part === 'string' && isMomentPart(`${part}T00:00:00.000Z`)

/** A part of a key that is a whole number of 32 bits. */
export const isInt32Part = (part: unknown): boolean => Number.isInteger(part) && Math.abs(part as number) <= 0x7fffffff

/** A part of a key that is a UUID. */
export const isIdPart = (part: unknown): boolean => validate(part)

/** A part of a key that is text a database can hold. */
export const isTextPart = (part: unknown): boolean => typeof part === 'string' && !part.includes('\0')

function readCursor(cursor: string, argument: string, parts: Parameters<typeof keysetPage>[0]['parts']): KeysetKey {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(key) && key.length > 0 && key.every((part) => typeof part === 'string' || typeof part === 'number'))
      if (!parts || (key.length === parts.length && parts.every((isPart, i) => isPart(key[i])))) return key
  } catch {
    // Falls through to the refusal.
  }
  throw badInput([argument], 'This is not a cursor of this list.')
}

function pageSize(wanted: number | null | undefined, argument: string): number {
  if (wanted == null) return LIMITS.page.default
  if (wanted < 1 || wanted > LIMITS.page.max) throw badInput([argument], `A page has 1 to ${LIMITS.page.max} entries.`)
  return wanted
}

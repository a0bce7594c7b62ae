import { gunzipSync, gzipSync } from 'node:zlib'
import type { Transaction } from 'kysely'
import type { EventCatalogue, EventName } from '#lib/events.ts'
import { noteForgotten } from './forgotten.ts'
import type { Handlers } from './handling.ts'
import { emitEach, type MessagingTables } from './outbox.ts'

/** Rows that a list of a part has at most, the newest: a part is made in memory. */
export const PART_ROWS = 20_000
/** Characters of a part that travel in one event. */
const PIECE = 64 * 1024
/** Who gathers what the boxes say of a person. */
const GATHERER = 'accounts'

/** Why somebody may not leave. With `passes` they may later, without anybody doing anything. */
export interface Hold {
  text: string
  passes: boolean
}

/** What a box has of people. `db/messaging.ts` has it done, when accounts says so. */
export interface Person<Context, DB> {
  /** One sentence on what its part has, for whoever reads it. */
  about: string
  /**
   * What becomes of each table with a column that refers to a person (`user_id`, `actor_id`, `…_by`): `gone`, or the reason why rows stay
   * under the id alone. `test/person.ts` holds that none is left out.
   */
  tables: Readonly<Record<string, string>>
  /** What it has of a user, as lists by name, each of at most `PART_ROWS`. What it noted of their acts (`audit`) is added. */
  part: (trx: Transaction<DB>, userId: string) => Promise<Readonly<Record<string, readonly object[]>>>
  /** Why a user may not leave yet; null if they may. */
  holds?: (trx: Transaction<DB>, userId: string) => Promise<Hold | null>
  /**
   * Takes away all by which a user could be known: names, addresses, places, photos, cards. What money needs stays under the id. It may be
   * called again, and finds nothing then.
   */
  forget: (trx: Transaction<DB>, userId: string, ctx: Context) => Promise<void>
}

/** A box's part of an export, as it travels. */
export interface Part {
  about: string
  lists: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
}

/** True of what boxes say of persons. Every box says these, so no box is their producer. */
export const isAboutPersons = (name: string): boolean => name.startsWith('person.')

/** What every box does when accounts asks for a person. A box without anything of people answers so too. */
export function personHandlers<Context, DB extends MessagingTables>(
  box: string,
  person: Person<Context, DB> | undefined,
): Handlers<Context, DB> {
  const handlers: Handlers<Context, MessagingTables> = {
    'accounts.export.wanted': async (trx, { data: { exportId, userId } }) => {
      const own = (await person?.part(trx as unknown as Transaction<DB>, userId)) ?? {}
      const lists = { ...own, acts: await actsOf(trx, userId) }
      const pieces = piecesOf({ about: person?.about ?? 'Nothing but what you did here.', lists })
      await answer(
        trx,
        'person.part.told',
        `${exportId} ${box}`,
        pieces.map((data, number) => ({ exportId, userId, box, number, pieces: pieces.length, data })),
      )
    },
    'accounts.deletion.proposed': async (trx, { data }) => {
      const hold = (await person?.holds?.(trx as unknown as Transaction<DB>, data.userId)) ?? null
      await answer(trx, 'person.leaving.judged', `${data.userId} ${box}`, [{ ...data, box, hold }])
    },
    'accounts.user.deleted': async (trx, { data: { userId } }, ctx) => {
      await noteForgotten(trx, userId)
      await person?.forget(trx as unknown as Transaction<DB>, userId, ctx)
      await answer(trx, 'person.user.forgotten', `${userId} ${box}`, [{ userId, box }])
    },
  }
  // The tables of `db/shared` are all that these read themselves.
  return handlers as unknown as Handlers<Context, DB>
}

const answer = <Name extends EventName>(
  trx: Transaction<MessagingTables>,
  name: Name,
  aggregateId: string,
  each: readonly EventCatalogue[Name][],
) =>
  emitEach(
    trx,
    name,
    each.map((data) => ({ aggregateId, data, to: GATHERER })),
  )

const piecesOf = (part: Part): string[] => {
  const text = gzipSync(JSON.stringify(part)).toString('base64')
  return Array.from({ length: Math.ceil(text.length / PIECE) }, (_, i) => text.slice(i * PIECE, (i + 1) * PIECE))
}

/** The pieces of a part, in their order, as one again. */
export const partOf = (pieces: readonly string[]): Part =>
  // Written by `piecesOf`.
  JSON.parse(gunzipSync(Buffer.from(pieces.join(''), 'base64')).toString()) as Part

const actsOf = (trx: Transaction<MessagingTables>, userId: string) =>
  trx
    .selectFrom('audit')
    .select(['at', 'action', 'subject_id', 'detail'])
    .where('actor_id', '=', userId)
    .orderBy('at', 'desc')
    .limit(PART_ROWS)
    .execute()

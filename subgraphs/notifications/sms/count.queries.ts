import { sql } from 'kysely'
import type { Db, Trx } from '../tables.ts'
import { SMS_LIMITS } from './limits.ts'

/** An SMS that is about to be sent. */
export interface Counted {
  /** The message's id: it is counted once, however often it is tried. */
  id: string
  purpose: 'TELL' | 'CODE'
  /** Keyed hashes. */
  user: string
  number: string
  country: string
}
type Limits = Readonly<Record<keyof typeof SMS_LIMITS, number>>
export type Reached = 'USER' | 'NUMBER' | 'COUNTRY'

/**
 * Counts an SMS against the limits of the day, before it is sent. Null if it may be sent; else the limit that it would pass, and nothing is
 * counted. However many come at once, no more are counted than may be sent: the database counts and compares in one statement.
 */
export async function countSms(db: Db, sms: Counted, limits: Limits = SMS_LIMITS): Promise<Reached | null> {
  const { perUser, perNumber, codesPerUser, codesPerNumber, perCountry, codesPerCountry } = limits
  const code = sms.purpose === 'CODE'
  // In one order, so that two never wait for each other. The country, which all share, comes last and is held the shortest.
  const steps: readonly [Reached, string, number][] = [
    ['USER', `${sms.purpose} ${sms.user}`, code ? codesPerUser : perUser],
    ['NUMBER', `${sms.purpose} ${sms.number}`, code ? codesPerNumber : perNumber],
    // Apart: whoever has codes sent by the thousand silences nobody's news.
    ['COUNTRY', `${sms.purpose} ${sms.country}`, code ? codesPerCountry : perCountry],
  ]
  try {
    await db.transaction().execute(async (trx) => {
      if (!(await isNew(trx, sms.id))) return
      for (const [what, subject, limit] of steps) if (!(await countOne(trx, subject, limit))) throw new LimitReached(what)
    })
    return null
  } catch (error) {
    if (error instanceof LimitReached) return error.what
    throw error
  }
}

/** Takes back what was counted. */
class LimitReached extends Error {
  readonly what: Reached
  constructor(what: Reached) {
    super(what)
    this.what = what
  }
}

async function isNew(trx: Trx, id: string): Promise<boolean> {
  const row = trx
    .insertInto('sms_counted')
    .values({ id })
    .onConflict((conflict) => conflict.doNothing())
  return (await row.returning('id').executeTakeFirst()) !== undefined
}

async function countOne(trx: Trx, subject: string, limit: number): Promise<boolean> {
  const day = sql<Date>`(now() AT TIME ZONE 'UTC')::date`
  const row = await trx
    .insertInto('sms_count')
    .values({ subject, day, count: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['subject', 'day'])
        .doUpdateSet({ count: sql`sms_count.count + 1` })
        .where('sms_count.count', '<', limit),
    )
    .returning('count')
    .executeTakeFirst()
  return row !== undefined
}

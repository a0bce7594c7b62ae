import { sql, type RawBuilder } from 'kysely'
import { PLANNED_ANEW } from '#db/connect.ts'
import { pageBy } from '#db/page.ts'
import type { KeysetKey, PageRequest } from '#lib/pagination.ts'
import type { Db, Station } from '../tables.ts'

/** A text as the database folds it: its words, without accents, in small. */
export async function wordsOf(db: Db, text: string): Promise<string[]> {
  const { rows } = await sql<{ folded: string }>`SELECT fold(${text}) AS folded`.execute(db)
  return rows[0]?.folded.split(' ').filter((word) => word !== '') ?? []
}

/** The conditions that a station has words that begin with these, in its name, address or city. Words have no wildcards. */
export const hasWords = (words: readonly string[]): RawBuilder<boolean>[] =>
  words.map((word) => sql`station.folded LIKE ${`% ${word}%`}`)

/** The conditions that a station's name has these words, one after the other; of the first and the last only a part may be there. */
export function nameHas(words: readonly string[]): RawBuilder<boolean>[] {
  const part = `%${words.join(' ')}%`
  // The first is for the index.
  return words.length === 0 ? [] : [sql`station.folded LIKE ${part}`, sql`fold(station.name) LIKE ${part}`]
}

/** A station found by words. Those whose name begins with them come first: rank 0. */
export type Ranked = Station & { rank: number }
export const keyOf = ({ rank, folded, id }: Ranked): KeysetKey => [rank, folded, id]

/** Stations that have these words: those whose name begins with them, then the others, each in the order of their folded text. */
export async function listByWords(
  db: Db,
  words: readonly string[],
  conditions: readonly RawBuilder<boolean>[],
  { past, until, forward, limit }: PageRequest,
): Promise<Ranked[]> {
  const begins = sql<boolean>`station.folded COLLATE "C" LIKE ${` ${words.join(' ')}%`}`
  const behind = (rank: number, key: KeysetKey) => (forward ? rank < Number(key[0]) : rank > Number(key[0]))
  const inside = (rank: number, key: KeysetKey | null) => (key !== null && key[0] === rank ? key.slice(1) : null)
  const found: Ranked[] = []
  for (const rank of forward ? [0, 1] : [1, 0]) {
    if (past && behind(rank, past)) continue
    if (found.length === limit || (until && !behind(rank, until) && rank !== until[0])) break
    let query = db.selectFrom('station').selectAll().modifyEnd(sql.raw(PLANNED_ANEW))
    for (const condition of [...(rank === 0 ? [begins] : [sql<boolean>`NOT ${begins}`, ...hasWords(words)]), ...conditions])
      query = query.where(condition)
    const page = { past: inside(rank, past), until: inside(rank, until), forward, limit: limit - found.length }
    const rows = await pageBy(
      query,
      [
        [sql`station.folded COLLATE "C"`, 'text'],
        ['station.id', 'uuid'],
      ],
      'asc',
      page,
    )
    found.push(...rows.map((row) => ({ ...row, rank })))
  }
  return found
}

import type { DBSchema, IDBPDatabase } from 'idb'

/** What a reader was last told on one question, and when. */
export interface Answer {
  reader: string
  key: number
  data: unknown
  /** `Date.now()` of when it was heard. */
  at: number
}

interface Schema extends DBSchema {
  answers: { key: [string, number]; value: Answer; indexes: { at: number } }
}

/** The answers of this origin, as many as a person looks at in some days. */
const KEPT = 100

/** Nobody's: what everybody may see. A user's id is never empty. */
const NOBODY = ''

/**
 * What readers were told last, so that it can be read without a network. Answers belong to one reader: those of another are removed as soon as somebody else
 * is here, or nobody. A browser that keeps nothing (a private window, a full disk) costs the offline pages and nothing else.
 */
export function createAnswers(readerNow: () => string | null) {
  const open = opened()
  const isHere = (reader: string | null) => reader === readerNow()

  return {
    async find(reader: string | null, key: number): Promise<Answer | null> {
      const found = await quietly(async () => (await open).get('answers', [reader ?? NOBODY, key]))
      return found && isHere(reader) ? found : null
    },

    /** An answer may come after its reader has left: then it is not kept. */
    save: (reader: string | null, key: number, data: unknown) =>
      quietly(async () => {
        const database = await open
        if (!isHere(reader)) return
        await database.put('answers', { reader: reader ?? NOBODY, key, data, at: Date.now() })
        await removeOldest(database)
      }),

    /** Removes all that is not this reader's. */
    keepOnly: (reader: string | null) =>
      quietly(async () => {
        const removing = (await open).transaction('answers', 'readwrite')
        const keys = await removing.store.getAllKeys()
        await Promise.all(keys.filter(([of]) => of !== (reader ?? NOBODY)).map((key) => removing.store.delete(key)))
        await removing.done
      }),
  }
}

export type Answers = ReturnType<typeof createAnswers>

/** Loaded when it is wanted: the first page does not wait for it. */
async function opened(): Promise<IDBPDatabase<Schema>> {
  const { openDB } = await import('idb')
  return openDB<Schema>('evergraph-answers', 1, {
    upgrade: (database) => database.createObjectStore('answers', { keyPath: ['reader', 'key'] }).createIndex('at', 'at'),
  })
}

async function removeOldest(database: IDBPDatabase<Schema>): Promise<void> {
  const tooMany = (await database.count('answers')) - KEPT
  if (tooMany <= 0) return
  const removing = database.transaction('answers', 'readwrite')
  let cursor = await removing.store.index('at').openCursor()
  for (let left = tooMany; cursor && left > 0; left--) {
    await cursor.delete()
    cursor = await cursor.continue()
  }
  await removing.done
}

async function quietly<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work()
  } catch {
    return undefined
  }
}

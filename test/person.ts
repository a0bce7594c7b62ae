import type pg from 'pg'
import { BOXES, type BoxEntry } from '../lib/boxes.ts'

/** Columns that refer to a person: ids of these names, or of who did something. */
const REFERS = '(^|_)(user|actor|driver|host|operator|partner|owner|reviewer|customer|person|admin)_id$|_by$'
/** The last word on a variable is of a command. */
const REFERS_NOT = 'reported_by'
/** Tables that every schema has. */
const SHARED = ['audit', 'forgotten']

/** The tables of a box that have something of a person, with the columns that refer to one. */
export async function tablesOfPersons(client: pg.Client, schema: string): Promise<Record<string, string[]>> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `SELECT c.relname AS table, a.attname AS column FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = $1::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND NOT a.attisdropped
        AND a.atttypid = 'uuid'::regtype AND a.attname ~ $2 AND a.attname <> $3
        AND c.relname <> ALL ($4) ORDER BY 1, 2`,
    [schema, REFERS, REFERS_NOT, SHARED],
  )
  const tables: Record<string, string[]> = {}
  for (const { table, column } of rows) (tables[table] ??= []).push(column)
  return tables
}

/** Where some texts are written in any column of any table of the platform: `box.table has TEXT`, but for those named. */
export async function placesOf(
  client: pg.Client,
  texts: readonly string[],
  except: Readonly<Record<string, string>>,
): Promise<string[]> {
  const schemas = BOXES.flatMap(({ name, ...more }: BoxEntry) => (more.jobs ? [name, `${name}_jobs`] : [name]))
  const { rows: tables } = await client.query<{ table: string }>(
    `SELECT format('%I.%I', relnamespace::regnamespace::text, relname) AS table FROM pg_class
      WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace::regnamespace::text = ANY ($1) ORDER BY 1`,
    [schemas],
  )
  const found: string[] = []
  for (const { table } of tables) {
    if (table in except || `*.${table.split('.')[1]}` in except) continue
    for (const text of texts) {
      const { rowCount } = await client.query(`SELECT FROM ${table} t WHERE strpos(lower(t::text), lower($1)) > 0 LIMIT 1`, [text])
      if (rowCount !== 0) found.push(`${table} has ${text}`)
    }
  }
  return found
}

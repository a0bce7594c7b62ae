import pg from 'pg'
import { SCHEMAS } from './schemas.ts'

/**
 * `DATABASE_ADMIN_URL=… node db/replay.ts BOX [EVENT_ID]` marks the box's dead letters, or one of them. The running box handles them again
 * within seconds; what fails again stays. Without arguments it lists how many each box has.
 */
const USAGE = `Usage: DATABASE_ADMIN_URL=… node db/replay.ts [BOX [EVENT_ID]], where BOX is one of: ${SCHEMAS.join(', ')}\n`

const [box, eventId] = process.argv.slice(2)
const url = process.env['DATABASE_ADMIN_URL']
const known = SCHEMAS.find((schema) => schema === box)
if (!url || (box && !known)) {
  process.stderr.write(`${url ? `There is no box ${box}.` : 'DATABASE_ADMIN_URL is not set.'}\n\n${USAGE}`)
  process.exit(64)
}
const client = new pg.Client({ connectionString: url })
await client.connect()
if (known) {
  const { rowCount } = await client.query(
    `UPDATE ${known}.dead_letter SET replay = true WHERE $1::text IS NULL OR event_id::text = $1`,
    [eventId ?? null],
  )
  process.stdout.write(`${rowCount} to be handled again\n`)
} else {
  for (const schema of SCHEMAS) {
    const { rows } = await client.query<{ letters: string }>(`SELECT count(*) AS letters FROM ${schema}.dead_letter`)
    process.stdout.write(`${schema}: ${rows[0]?.letters}\n`)
  }
}
await client.end()

import pg from 'pg'
import { SCHEMAS } from './schemas.ts'

/** Has a running box learn the past of what it listens to once more. Shows how far each box is. */
const USAGE = `Usage: DATABASE_ADMIN_URL=… node db/relearn.ts [BOX [PRODUCER | EVENT]], where BOX and PRODUCER are among: ${SCHEMAS.join(', ')}

Without arguments: what each box is still learning.
BOX alone: it learns again all that the other boxes can still say. PRODUCER or EVENT (such as stations.station.saved): that alone.

The running box begins within seconds, works on meanwhile, and tells how far it is at /ready and in evergraph_past_left.
What is there is written over by what is told; what no longer exists is told by nobody. To rebuild a projection that was wrong,
empty its tables first. Tables that are no projection (records, rewards, readings) must stay as they are.
`

const [box, what] = process.argv.slice(2)
const url = process.env['DATABASE_ADMIN_URL']
const known = SCHEMAS.find((schema) => schema === box)
if (!url || (box && !known)) {
  process.stderr.write(`${url ? `There is no box ${box}.` : 'DATABASE_ADMIN_URL is not set.'}\n\n${USAGE}`)
  process.exit(64)
}
const client = new pg.Client({ connectionString: url })
await client.connect()
const names = (rows: { name: string }[]) => rows.map(({ name }) => name).join(', ')
if (known) {
  // One statement. With two, a telling under way could end in between, and note as learnt what it began before.
  const { rows } = await client.query<{ name: string }>(
    `WITH again AS (UPDATE ${known}.past SET learnt_at = NULL WHERE $1::text IS NULL OR $1 IN (producer, name) RETURNING producer, name),
      stopped AS (DELETE FROM ${known}.telling WHERE producer IN (SELECT producer FROM again))
    SELECT name FROM again ORDER BY name`,
    [what ?? null],
  )
  process.stdout.write(rows.length > 0 ? `to be learnt again: ${names(rows)}\n` : `${known} listens to nothing like that\n`)
} else {
  for (const schema of SCHEMAS) {
    const { rows } = await client.query<{ name: string }>(`SELECT name FROM ${schema}.past WHERE learnt_at IS NULL ORDER BY name`)
    process.stdout.write(`${schema}: ${names(rows) || 'knows all'}\n`)
  }
}
await client.end()

import { readFile, writeFile } from 'node:fs/promises'
import { BOXES, processName, type BoxEntry, type BoxName } from '#lib/boxes.ts'
import { errorTable, limitTable } from './tables.ts'
import { kindsDocument } from '../subgraphs/partners/kinds/document.ts'
import { otherMessages, sentMessages, takenMessages } from '../ocpp-bridge/message-table.ts'

type Entry = BoxEntry & { name: BoxName }
const boxes: readonly Entry[] = BOXES
/** Boxes that start with what every box is given, and on one port. The others are written by hand, with what they need, or what they can do with it. */
const plain = boxes.filter(
  ({ name, needs = [], graphPort }) => needs.length === 0 && graphPort === undefined && name !== 'notifications',
)
const lines = (of: readonly Entry[], line: (box: Entry & { NAME: string }) => string): string =>
  of.map((box) => line({ ...box, NAME: box.name.toUpperCase() })).join('\n')

const SUPERGRAPH = `# From lib/boxes.ts, by \`npm run compose\`, which turns this into gateway/supergraph.graphql (what the gateway runs)
# and gateway/schema.graphql (what clients see). A routing url is where the subgraph listens by default; a gateway can be sent
# elsewhere by GATEWAY_SUBGRAPH_<NAME>_URL.
federation_version: =2.14.4
subgraphs:
${lines(
  boxes,
  ({ name, folder, port, graphPort = port }) => `  ${name}:
    routing_url: http://127.0.0.1:${graphPort}/graphql
    schema:
      file: ${folder}/schema.graphql`,
)}
`

/** Parts of files, by file and by the name in the line above the part. */
const SECTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'deploy/compose.yaml': {
    passwords: lines(boxes, ({ NAME }) => `      DATABASE_PASSWORD_${NAME}: \${DATABASE_PASSWORD_${NAME}:?}`),
    boxes: lines(
      plain,
      ({ name, folder, NAME }) => `  ${name}:
    <<: *box
    command: ['node', '${folder}/box.ts']
    environment:
      <<: *common
      DATABASE_URL: postgres://evergraph_${name}:\${DATABASE_PASSWORD_${NAME}:?}@postgres/evergraph
`,
    ).trimEnd(),
    healthy: lines(boxes, ({ name }) => `      ${processName(name)}: { condition: service_healthy }`),
    urls: lines(
      boxes,
      ({ name, port, graphPort = port, NAME }) =>
        `      GATEWAY_SUBGRAPH_${NAME}_URL: http://${processName(name)}:${graphPort}/graphql`,
    ),
  },
  'deploy/README.md': {
    commands: lines(
      plain,
      ({
        name,
        folder,
        port,
        NAME,
      }) => `DATABASE_URL=$(db ${name} "$DATABASE_PASSWORD_${NAME}") REDIS_URL=$REDIS_URL CALLER_PUBLIC_KEY=$CALLER_PUBLIC_KEY \\
${NAME}_PORT=${port} npx node ${folder}/box.ts &
`,
    ).trimEnd(),
  },
  'README.md': {
    ports: `| box | port | its variables begin with | hears |
|---|---|---|---|
${lines(boxes, ({ name, port, hears, NAME }) => `| ${processName(name)} | ${port} | \`${NAME}_\` | ${hears.join(', ')} |`)}`,
  },
  'subgraphs/partners/WEBHOOKS.md': { kinds: kindsDocument() },
  'ocpp-bridge/README.md': { taken: takenMessages(), sent: sentMessages(), others: otherMessages() },
}

/** Every file that derives from the register, or from what the bridge takes and sends, with the text it should have. */
export async function derived(root: URL): Promise<Map<string, string>> {
  const files = new Map([['supergraph.yaml', SUPERGRAPH]])
  const tables = { 'gateway/README.md': { errors: await errorTable(root), limits: await limitTable(root) } }
  for (const [file, sections] of Object.entries({ ...SECTIONS, ...tables })) {
    let text = await readFile(new URL(file, root), 'utf8')
    for (const [name, content] of Object.entries(sections)) {
      const section = new RegExp(`^(.*from [\\w./-]+: ${name}\\b.*\\n)[^]*?^( *(?:#|<!--) end\\b.*)$`, 'm')
      if (!section.test(text)) throw new Error(`${file} has no section "from …: ${name}"`)
      text = text.replace(section, (_, begin: string, end: string) => `${begin}${content}\n${end}`)
    }
    files.set(file, text)
  }
  return files
}

if (import.meta.main) {
  const root = new URL('../', import.meta.url)
  for (const [file, text] of await derived(root)) await writeFile(new URL(file, root), text)
}

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { BOXES, type BoxEntry } from '#lib/boxes.ts'

const USAGE = `npm run new -- NAME THING

Makes the subgraph NAME with one aggregate THING, which its users have: its folder, its tables, its line in the register.
NAME is one word in lower case (favourites), THING its singular in lower case (favourite, or charging-tip).
CONTRIBUTING.md says what to do with them.
`

const root = new URL('../', import.meta.url)
const [name = '', thing = '', ...more] = process.argv.slice(2)
if (!/^[a-z][a-z0-9]{2,30}$/.test(name) || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(thing) || more.length > 0) {
  process.stderr.write(USAGE)
  process.exit(64)
}
if (BOXES.some((box) => box.name === name || box.folder.endsWith(`/${name}`))) {
  process.stderr.write(`There is a box ${name}; the register is lib/boxes.ts.\n`)
  process.exit(64)
}
// Tables of `db/shared` would be every box's; those of an earlier release's box would come with its migrations.
// `past` names the messages about the past, and INTERNAL_PORT is every box's.
const taken = ['gateway', 'public', 'past', 'internal', ...(await readdir(new URL('db/', root)))]
if (taken.includes(name)) {
  process.stderr.write(`A box cannot be called ${name}: db/${name}, its schema or its variables are something else's.\n`)
  process.exit(64)
}

const pascal = (kebab: string): string => kebab.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())
// A type of another box, or one that the templates import.
const type = new RegExp(`^(type|interface|union|enum|scalar|input) ${pascal(thing)}\\b`, 'm')
const imported = ['context', 'db', 'page', 'page-args', 'page-request', 'services', 'trx']
if (imported.includes(thing) || type.test(await readFile(new URL('gateway/schema.graphql', root), 'utf8'))) {
  process.stderr.write(`There is a type ${pascal(thing)} already; call the thing something else.\n`)
  process.exit(64)
}

const camel = (kebab: string): string => kebab.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
const words: Readonly<Record<string, string>> = {
  name,
  Name: pascal(name),
  nameCamel: camel(name),
  CONSTANT: name.toUpperCase(),
  thing,
  things: `${camel(thing)}s`,
  Thing: pascal(thing),
  Things: `${pascal(thing)}s`,
  thingCamel: camel(thing),
  table: thing.replaceAll('-', '_'),
  words: thing.replaceAll('-', ' '),
}
const filled = (text: string): string => text.replaceAll(/%(\w+)%/g, (whole, word: string) => words[word] ?? whole)

const templates = new URL('new/', import.meta.url)
const written: string[] = []
const write = async (file: string, text: string) => {
  await writeFile(new URL(file, root), text, { flag: 'wx' })
  written.push(file)
}

await mkdir(new URL(`subgraphs/${name}/`, root), { recursive: true })
await mkdir(new URL(`db/${name}/`, root), { recursive: true })
for (const template of await readdir(templates)) {
  const text = filled(await readFile(new URL(template, templates), 'utf8'))
  const file = template.replace(/\.txt$/, '')
  const stamp = new Date().toISOString().replaceAll(/[-:]/g, '').slice(0, 13)
  await write(
    file === 'tables.sql' ? `db/${name}/${stamp}-${name}.sql` : `subgraphs/${name}/${file.replace(/^thing\./, `${thing}.`)}`,
    text,
  )
}

const register = new URL('lib/boxes.ts', root)
const port = Math.max(...BOXES.map((box: BoxEntry) => box.graphPort ?? box.port).filter((taken) => taken < 9_000)) + 1
const entry = `  { name: '${name}', folder: 'subgraphs/${name}', port: ${port}, hears: [] },\n`
await writeFile(register, (await readFile(register, 'utf8')).replace('] as const satisfies', `${entry}] as const satisfies`))

process.stdout.write(`${[...written, 'lib/boxes.ts'].map((file) => `  ${file}`).join('\n')}

Now: npm run format && npm run compose && npx vitest run subgraphs/${name} test/boxes.test.ts
CONTRIBUTING.md, "A new subgraph", goes on from there.
`)

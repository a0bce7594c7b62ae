import { expect, test } from 'vitest'
import { copies } from './copies.ts'
import { sourceFiles, type SourceFile } from './source-files.ts'

const files = sourceFiles()
const code = files.filter(
  ({ path }) => !path.endsWith('.test.ts') && !/^(test|bench)\//.test(path) && !/\/fixtures\/|\.fixture\.ts$/.test(path),
)

/** Folder that a path of ours belongs to: `lib`, `gateway`, `subgraphs/charging`; null for a package. */
function home(path: string): string | null {
  const [top = '', second = ''] = path.split('/')
  if (top === 'subgraphs') return `subgraphs/${second}`
  // A process of ours; the other clients are others' programs, and import nothing of the platform.
  if (top === 'clients' && second === 'serve') return 'clients/serve'
  return OURS.has(top) ? top : null
}
const OURS = new Set([
  'lib',
  'db',
  'box',
  'gateway',
  'ocpp-bridge',
  'verification',
  'contracts',
  'clients',
  'deploy',
  'test',
  'bench',
])

/** What each folder may import besides itself. The composition roots in `deploy` may import everything. */
function allowed(folder: string): string[] {
  if (folder === 'lib' || folder === 'contracts' || folder === 'clients') return []
  if (folder === 'db') return ['lib']
  if (folder === 'box') return ['lib', 'db']
  if (folder === 'gateway' || folder === 'clients/serve') return ['lib']
  if (folder === 'subgraphs/rewards') return ['lib', 'db', 'box', 'contracts']
  return ['lib', 'db', 'box']
}

const where = (file: SourceFile, imported: string) => `${file.path} imports ${imported}`

test('the search for imports sees them all', () => {
  expect(files.length).toBeGreaterThan(50)
  const here = files.find(({ path }) => path === 'test/architecture.test.ts')
  expect(here?.imports).toEqual(['vitest', 'test/copies.ts', 'test/source-files.ts'])
})

test('a folder imports itself and what the law allows it', () => {
  const broken = code
    .filter(({ path }) => home(path) !== null && home(path) !== 'deploy')
    .flatMap((file) =>
      file.imports
        .filter((imported) => {
          const [from, to] = [home(file.path) ?? '', home(imported)]
          return to !== null && to !== from && !allowed(from).includes(to)
        })
        .map((imported) => where(file, imported)),
    )
  expect(broken).toEqual([])
})

test('every file has a place in the law: it lies in a folder that is named above', () => {
  expect(code.map(({ path }) => path).filter((path) => home(path) === null)).toEqual(['codegen.ts', 'vitest.config.ts'])
})

/** What the end of a file's name says: the floor it stands on. A file without such a name stands where its imports put it. */
const FLOORS: readonly [floor: RegExp, height: number][] = [
  [/^(box|main|app|consumers|schema)\.ts$/, 5],
  [/\.schema\.ts$/, 4],
  [/\.(service|handler)\.ts$/, 3],
  [/\.queries\.ts$/, 2],
  [/^tables\.ts$/, 1],
]
const floorOf = (path: string) => FLOORS.find(([name]) => name.test(path.split('/').at(-1) ?? ''))?.[1] ?? null

const byPath = new Map(files.map((file) => [file.path, file]))
const inBox = (path: string) => byPath.get(path)?.imports.filter((imported) => home(imported) === home(path)) ?? []

/** What a file leads to inside its box: what it imports, and what is behind those that have no floor of their own. */
function leadsTo(path: string, known = new Set<string>()): Set<string> {
  for (const imported of inBox(path)) {
    if (known.has(imported)) continue
    known.add(imported)
    if (floorOf(imported) === null) leadsTo(imported, known)
  }
  return known
}

test('inside a box, imports lead down: box, *.schema, *.service and *.handler, *.queries, tables', () => {
  const broken = code.flatMap(({ path }) => {
    const floor = floorOf(path)
    if (floor === null) return []
    return [...leadsTo(path)].filter((other) => (floorOf(other) ?? 0) > floor).map((other) => `${path} leads up to ${other}`)
  })
  expect(broken).toEqual([])
})

/** The ways of a graph that lead back to where they began, one of each circle. */
function circles(ways: ReadonlyMap<string, Iterable<string>>): string[] {
  const done = new Set<string>()
  const found: string[] = []
  const walk = (node: string, way: readonly string[]) => {
    if (way.includes(node)) return void found.push([...way.slice(way.indexOf(node)), node].join(' → '))
    if (done.has(node)) return
    for (const next of ways.get(node) ?? []) walk(next, [...way, node])
    done.add(node)
  }
  for (const node of ways.keys()) walk(node, [])
  return found
}

test('the search for circles finds them', () => {
  const ways = { a: ['b'], b: ['c', 'd'], c: ['b'], d: ['d'] }
  expect(circles(new Map(Object.entries(ways)))).toEqual(['b → c → b', 'd → d'])
})

test('no files import each other in a circle, types neither', () => {
  expect(circles(new Map(files.map(({ path, imports }) => [path, imports])))).toEqual([])
})

test('the rooms of a box have one direction', () => {
  const room = (path: string) => {
    const inside = path.slice((home(path) ?? '').length + 1).split('/')
    return inside.length > 1 ? `${home(path)}/${inside[0]}` : null
  }
  const ways = new Map<string, Set<string>>()
  for (const { path } of code) {
    const from = room(path)
    const others = inBox(path).flatMap((imported) => room(imported) ?? [])
    if (from !== null) ways.set(from, new Set([...(ways.get(from) ?? []), ...others.filter((other) => other !== from)]))
  }
  expect(ways.size).toBeGreaterThan(10)
  expect(circles(ways)).toEqual([])
})

test('a folder has at most 30 files, its tests not counted', () => {
  const folders = Map.groupBy(code, ({ path }) => path.split('/').slice(0, -1).join('/'))
  const crowded = [...folders].filter(([, inside]) => inside.length > 30)
  expect(crowded.map(([folder, inside]) => `${folder}: ${inside.length}`)).toEqual([])
})

test('the search for copies finds them under other names, and no lists', () => {
  const lines = (name: string) => ['a', 'b', 'c'].map((each) => `  ${name}.${each}(() => ${name}.total('${name}'))`).join('\n')
  const list = ['a', 'b', 'c'].map((each) => `  ${each}: 'x',`).join('\n')
  const texts = { 'one.ts': lines('dog'), 'two.ts': `// Not the same.\n${lines('cat')}`, 'three.ts': list, 'four.ts': list }
  const found = copies(
    Object.entries(texts).map(([path, text]) => ({ path, text })),
    3,
  )
  expect(found).toEqual(['two.ts:2 like one.ts:1'])
})

test('no fifteen lines of code stand twice, under other names neither', () => {
  // A catalogue of words has the same lines in each language, and a list of addresses in each app.
  expect(
    copies(
      code.filter(({ path }) => !/\/(texts|i18n\/kit)\/|\/routes\.tsx$/.test(path)),
      15,
    ),
  ).toEqual([])
})

test('each of these libraries has one place', () => {
  const places: Record<string, RegExp> = {
    ioredis: /^lib\/redis\.ts$/,
    'pg-boss': /^lib\/work\/jobs\.ts$/,
    ethers: /^(subgraphs\/rewards|contracts)\//,
    'onnxruntime-node': /^verification\/networks\/model\.ts$/,
    flydrive: /^lib\/storage\.ts$/,
    '@apollo/gateway': /^gateway\//,
    '@simplewebauthn/server': /^subgraphs\/accounts\/passkey\//,
    'openid-client': /^subgraphs\/accounts\/oidc\//,
    viem: /^(subgraphs\/accounts\/wallet\/|clients\/driver\/pages\/reward\/prove\.ts$)/,
    stripe: /^subgraphs\/payments\/providers\/stripe/,
  }
  const broken = code.flatMap((file) =>
    file.imports
      .filter((imported) => {
        const place = places[imported]
        return place !== undefined && !place.test(file.path)
      })
      .map((imported) => where(file, imported)),
  )
  expect(broken).toEqual([])
})

test('a *.schema.ts knows nothing of SQL', () => {
  const broken = code.filter(
    ({ path, imports }) => path.endsWith('.schema.ts') && imports.some((imported) => imported === 'kysely' || imported === 'pg'),
  )
  expect(broken.map(({ path }) => path)).toEqual([])
})

test('the simulated charge point knows nothing of the platform', () => {
  const simulator = files.filter(({ path }) => /^test\/charge-point[\w-]*\.ts$/.test(path) && !path.endsWith('.test.ts'))
  expect(simulator.length).toBeGreaterThan(0)
  const broken = simulator.flatMap((file) =>
    file.imports
      .filter((imported) => home(imported) !== null && !imported.startsWith('test/charge-point'))
      .map((imported) => where(file, imported)),
  )
  expect(broken).toEqual([])
})

test('a box emits the events that bear its name and no others', () => {
  const producer: Record<string, string> = { 'ocpp-bridge': 'ocpp' }
  const broken = code.flatMap((file) => {
    const box = home(file.path)?.replace('subgraphs/', '') ?? ''
    const emitted = [...file.text.matchAll(/\bemit\(\s*\w+,\s*'([^']+)'/g)].map(([, name = '']) => name)
    return emitted.filter((name) => !name.startsWith(`${producer[box] ?? box}.`)).map((name) => `${file.path} emits ${name}`)
  })
  expect(broken).toEqual([])
})

test('the audit speaks one dialect: aggregate.past-tense', () => {
  const past = /^[a-z-]+\.([a-z]+-)*([a-z]+ed|given|set|withdrawn)$/
  const actions = code.flatMap(({ text }) =>
    [...text.matchAll(/\baudit\(\s*trx,\s*[\w.]+,\s*'([^']+)'/g)].map(([, action = '']) => action),
  )
  expect(actions.length).toBeGreaterThan(10)
  expect(actions.filter((action) => !past.test(action))).toEqual([])
})

test('nobody asks Intl for a minor unit: what it shows is another thing than ISO 4217', () => {
  const asks = /Intl\.NumberFormat|supportedValuesOf\('currency'\)/
  // Invoices and mails are written in people's way of writing numbers, with the decimals of `lib/currency.ts`; a test there holds them.
  const written = [
    'subgraphs/payments/invoices/format.ts',
    'subgraphs/notifications/templates/values.ts',
    // Pages show what the graph says in major units, with as many decimals.
    'clients/web/i18n/format.ts',
  ]
  expect(code.filter(({ path, text }) => !written.includes(path) && asks.test(text)).map(({ path }) => path)).toEqual([])
})

/** Functions and values that a file exports: the comment above, the name, and what follows up to the next blank line. */
const exportsOf = ({ text }: SourceFile) =>
  [...text.matchAll(/(\/\*\*(?:(?!\*\/)[^])*\*\/\n)?^export (?:async )?(?:function\*?|const) (\w+)((?:.+\n)*)/gm)].map(
    ([, comment = '', name = '', body = '']) => ({ comment, name, body, first: body.replace(/^(<.*?>)?( = (async )?)?\(\s*/, '') }),
  )
const breaking = (suffix: string, breaks: (exported: ReturnType<typeof exportsOf>[number]) => boolean) =>
  code
    .filter(({ path }) => path.endsWith(suffix))
    .flatMap((file) =>
      exportsOf(file)
        .filter(breaks)
        .map(({ name }) => `${file.path}: ${name}`),
    )

test('a *.service.ts holds what a caller may do: each takes ctx first', () => {
  expect(breaking('.service.ts', ({ first }) => !/^(ctx|\{[^}]*\}): (Context|Pick<Context)\b/.test(first))).toEqual([])
})

test('a rule begins with who may, or says that it is for everybody', () => {
  const asks = /\brequire[A-Z]\w*\(|\bmay[A-Z]\w*\(|\bisSelf\w*\(|\bcaller\.kind\b|\b[a-z]\w*\(ctx[,)]/
  const begins = (body: string) => asks.test(body.split('\n').slice(0, 10).join('\n'))
  expect(breaking('.service.ts', ({ comment, body }) => !begins(body) && !/\beverybody\b/.test(comment))).toEqual([])
})

test('a *.handler.ts holds what an event or a timer causes: each takes the transaction first, or the services', () => {
  expect(breaking('.handler.ts', ({ first }) => !/^(trx: Trx|(\w+|\{[^}]*\}): (Services|Pick<Services))\b/.test(first))).toEqual([])
})

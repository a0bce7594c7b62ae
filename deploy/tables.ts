import { existsSync, globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { BOXES, processName, type BoxEntry, type BoxName } from '#lib/boxes.ts'

const boxes: readonly (BoxEntry & { name: BoxName })[] = BOXES
const places = [
  { of: 'all', folder: 'lib' },
  { of: 'gateway', folder: 'gateway' },
  ...boxes.map(({ name, folder }) => ({ of: processName(name), folder })),
]

/** A table of every code of an error: whose it is, what it means, what to do. From the comments of the types in each `errors.ts`. */
export async function errorTable(root: URL): Promise<string> {
  const rows = (await texts(root, 'errors.ts')).flatMap(({ of, text }) =>
    codesIn(text).map(({ code, comment }) => `| \`${code}\` | ${of} | ${comment} |`),
  )
  tellUnsaid(await thrownBy(root), new Set(rows.map((row) => /`(.*?)`/.exec(row)?.[1] ?? '')))
  return ['| code | of | what it means, and what to do |', '|---|---|---|', ...new Set(rows)].join('\n')
}

/** Whose codes are written out where they are thrown. A box's have the type of its `errors.ts`, which the compiler holds. */
const THROWERS = ['gateway', 'lib/graphql']

/** Codes that the sources of these folders throw, and where. */
async function thrownBy(root: URL): Promise<{ place: string; code: string }[]> {
  const files = THROWERS.flatMap((folder) =>
    globSync(`${folder}/**/*.ts`, { cwd: fileURLToPath(root) }).filter((file) => !/\.test\.|fixtures/.test(file)),
  )
  const all = files.map(async (place) => thrownIn(await readFile(new URL(place, root), 'utf8')).map((code) => ({ place, code })))
  return (await Promise.all(all)).flat()
}

/** As the code of an error, as what a refusal is made of, or as what a status means. */
export const thrownIn = (text: string): string[] =>
  [
    ...text.matchAll(
      /(?:\bcode: |\b(?:refusal|failure|refuse|DomainError)\(\s*|^\s+\d{3}: )'([A-Z][A-Z\d]*_[A-Z\d_]+|CONFLICT|FORBIDDEN)'/gm,
    ),
  ].map(([, code = '']) => code)

/** Throws where a code has no sentence in the table. */
export function tellUnsaid(thrown: readonly { place: string; code: string }[], said: ReadonlySet<string>): void {
  const unsaid = thrown.find(({ code }) => !said.has(code))
  if (unsaid) throw new Error(`${unsaid.code} is thrown in ${unsaid.place}, and no errors.ts says what it means and what to do`)
}

export const codesIn = (text: string): { code: string; comment: string }[] =>
  [...text.matchAll(/(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\s*)?(?:\|\s*|export const refuse = refusal<)'([A-Z][A-Z\d_]+)'/g)].map(
    ([, comment = '', code = '']) => ({
      code,
      comment: sentence(comment),
    }),
  )

/** A table of every limit: whose it is, its name, its value, what it limits. From each `limits.ts`. */
export async function limitTable(root: URL): Promise<string> {
  const rows = await Promise.all(
    (await texts(root, 'limits.ts')).map(async ({ of, url, text }) => {
      const exported = (await import(url.href)) as Record<string, unknown>
      const comments = commentsIn(text)
      return Object.entries(exported)
        .filter(([name, value]) => name.endsWith('LIMITS') && typeof value === 'object')
        .flatMap(([, value]) => leavesOf(value))
        .map(([path, value]) => `| ${of} | \`${path}\` | ${shown(value)} | ${comments.get(path) ?? ''} |`)
    }),
  )
  return ['| of | limit | value | what it limits |', '|---|---|---|---|', ...rows.flat()].join('\n')
}

async function texts(root: URL, file: string) {
  const found = places
    .map(({ of, folder }) => ({ of, url: new URL(`${folder}/${file}`, root) }))
    .filter(({ url }) => existsSync(url))
  return Promise.all(found.map(async (each) => ({ ...each, text: await readFile(each.url, 'utf8') })))
}

function leavesOf(value: unknown, path = ''): [path: string, value: unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[path, value]]
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, path ? `${path}.${key}` : key))
}

const shown = (value: unknown): string => (typeof value === 'number' ? String(value) : JSON.stringify(value).replaceAll('|', '\\|'))

/** The comment above each member of the objects in a text, by the member's path. */
function commentsIn(text: string): Map<string, string> {
  const comments = new Map<string, string>()
  const path: string[] = []
  let comment = ''
  for (const line of text.replace(/\/\*\*[^]*?\*\//g, (each) => each.replaceAll('\n', ' ')).split('\n')) {
    const said = /^\s*(?:\/\*\*(.*)\*\/|\/\/(.*))\s*$/.exec(line)
    if (said) {
      comment = sentence(said[1] ?? said[2] ?? '')
      continue
    }
    const member = /^\s+(\w+):/.exec(line)?.[1]
    if (member !== undefined && comment) comments.set([...path, member].join('.'), comment)
    if (member !== undefined && /[{]\s*$/.test(line)) path.push(member)
    else if (/^\s+\},?\s*$/.test(line)) path.pop()
    comment = ''
  }
  return comments
}

const sentence = (comment: string): string =>
  comment
    .replaceAll(/^\s*\*\s?/gm, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('|', '\\|')
    .trim()

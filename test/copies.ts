import type { SourceFile } from './source-files.ts'

/** Words of the language; any other word is a name, which a copy may have changed. */
const KEYWORDS = new Set(
  'async await break case catch class const else export extends false finally for function if in interface new null of readonly return switch throw true try type typeof'.split(
    ' ',
  ),
)

/** What a line does, whatever its names and values are. */
const shapeOf = (line: string): string =>
  line
    .trim()
    .replaceAll(/'[^']*'|`[^`]*`/g, "'x'")
    .replaceAll(/[A-Za-z_$][\w$]*/g, (word) => (KEYWORDS.has(word) ? word : 'x'))
    .replaceAll(/\d[\d_]*/g, '0')

/** Imports, comments, brackets alone, types and lists of values: two of these may be alike without being a copy. */
const isPlain = (line: string, shape: string): boolean =>
  /^\s*(import\b|\} from|\/\/|\/?\*)/.test(line) ||
  /^[\])}>,;]*$/.test(shape) ||
  /^(export )?(type|interface)\b/.test(shape) ||
  /^\| 'x'$/.test(shape) ||
  /^(readonly )?(x|'x')\??: [^(=]*$/.test(shape)

/** Places where so many lines of code in a row do what others do, as `path:line like path:line`; the first line of each. */
export function copies(files: readonly Pick<SourceFile, 'path' | 'text'>[], length: number): string[] {
  const first = new Map<string, { path: string; at: number; line: number }>()
  const found = new Map<string, string>()
  for (const { path, text } of files) {
    const lines = text
      .split('\n')
      .map((line, index) => ({ line, number: index + 1, shape: shapeOf(line) }))
      .filter(({ line, shape }) => !isPlain(line, shape))
    for (let at = 0; at + length <= lines.length; at++) {
      const window = lines.slice(at, at + length)
      const key = window.map(({ shape }) => shape).join('\n')
      const line = window[0]?.number ?? 0
      const before = first.get(key)
      if (!before) first.set(key, { path, at, line })
      else if (before.path !== path || at - before.at >= length) {
        const pair = `${path} ${before.path}`
        if (!found.has(pair)) found.set(pair, `${path}:${line} like ${before.path}:${before.line}`)
      }
    }
  }
  return [...found.values()]
}

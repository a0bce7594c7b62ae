import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'

export const root = dirname(import.meta.dirname)

export interface SourceFile {
  /** Path from the repository's root, e.g. `lib/bus.ts`. */
  path: string
  text: string
  /** What it imports: files of ours by path from the root, packages by specifier. */
  imports: string[]
}

const SKIP = new Set(['node_modules', '.evergraph', '.git', 'generated', '.build', 'dist', 'coverage'])

/** Every TypeScript file of ours, generated ones left out. */
export function sourceFiles(folder = root): SourceFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return SKIP.has(entry.name) ? [] : sourceFiles(path)
    if (!/\.tsx?$/.test(entry.name)) return []
    const text = readFileSync(path, 'utf8')
    return [{ path: relative(root, path), text, imports: importsOf(path, text) }]
  })
}

function importsOf(path: string, text: string): string[] {
  const specifiers = [
    ...text.matchAll(/^\s*(?:import|export)\b(?:[^'"]*?\bfrom)?\s*['"]([^'"\n]+)['"]/gm),
    ...text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g),
  ]
  return specifiers.map(([, specifier = '']) => {
    if (specifier.startsWith('.')) return relative(root, normalize(join(dirname(path), specifier)))
    if (specifier.startsWith('#')) return specifier.slice(1)
    return specifier
  })
}

import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Row } from './photos/variants/row.ts'

/**
 * `npm run bench -- photos`: what photos are worth, before and now. Every file of `photos/` is a group of rows and has `rows`. What our own data
 * cannot show is not claimed: rows that need the licensed photos are left out where those are missing.
 */
export async function run(): Promise<void> {
  const folder = join(import.meta.dirname, 'photos')
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort()
  const line = (...cells: string[]) => process.stdout.write(`| ${cells.join(' | ')} |\n`)
  line('measure', 'before', 'now', 'goal')
  line('---', '---', '---', '---')
  for (const file of files) {
    const { rows } = (await import(join(folder, file))) as { rows: () => AsyncIterable<Row> }
    for await (const { measure, before, now, goal } of rows()) line(measure, before, `**${now}**`, goal)
  }
}

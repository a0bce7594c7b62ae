import { readdir } from 'node:fs/promises'

/** What is no bench. */
const OTHERS = ['run.ts', 'database.ts']
const [name] = process.argv.slice(2)
const names = (await readdir(import.meta.dirname))
  .filter((file) => file.endsWith('.ts') && !OTHERS.includes(file))
  .map((file) => file.slice(0, -'.ts'.length))

if (!name || !names.includes(name)) {
  console.error(`Usage: npm run bench -- NAME, where NAME is one of: ${names.join(', ')}`)
  process.exit(64)
}
const { run } = (await import(`./${name}.ts`)) as { run: () => Promise<void> }
await run()
process.exit(0)

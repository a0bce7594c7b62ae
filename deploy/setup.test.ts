import { spawn } from 'node:child_process'
import { chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { root } from '../test/source-files.ts'
import { temporaryFolder } from '../test/temporary-folder.ts'

let folder: string
beforeEach(async () => {
  // A clone in which nothing is installed yet, and an npm that only tells of its call: the registry is not asked.
  folder = await temporaryFolder()
  await mkdir(join(folder, 'clone/deploy'), { recursive: true })
  for (const file of ['deploy/setup.mjs', 'deploy/node-version.cjs', 'package.json', 'package-lock.json'])
    await cp(join(root, file), join(folder, 'clone', file))
  await writeFile(
    join(folder, 'npm'),
    `#!${process.execPath}\nrequire('node:fs').writeFileSync(${JSON.stringify(join(folder, 'called'))}, JSON.stringify({ args: process.argv.slice(2), env: process.env }))`,
  )
  await chmod(join(folder, 'npm'), 0o755)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function setUp(...nodeOptions: string[]): Promise<{ code: number; stderr: string }> {
  const child = spawn(process.execPath, [...nodeOptions, 'deploy/setup.mjs'], {
    cwd: join(folder, 'clone'),
    env: { PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<[number]>])
  return { code, stderr }
}

test('packages are told to fetch nothing of their own, for an npm that does not know allowScripts', async () => {
  expect((await setUp()).code).toBe(0)
  const { args, env } = JSON.parse(await readFile(join(folder, 'called'), 'utf8')) as { args: string[]; env: object }
  expect(args[0]).toBe('install')
  expect(env).toMatchObject({ ONNXRUNTIME_NODE_INSTALL: 'skip', SHARP_IGNORE_GLOBAL_LIBVIPS: '1' })
})

test.each(['18.20.8', '4.9.1'])('Node %s is told which Node it takes, before anything is installed', async (version) => {
  const pretend = join(folder, 'pretend.cjs')
  await writeFile(pretend, `Object.defineProperty(process.versions, 'node', { value: '${version}' })`)
  const { code, stderr } = await setUp('--require', pretend)
  expect(code).toBe(1)
  expect(stderr).toContain(`This is Node ${version}`)
  expect(stderr).toContain('Node 20 or newer')
  await expect(readFile(join(folder, 'called'))).rejects.toThrow('ENOENT')
})

test('every npm script is set up first', async () => {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
  const without = Object.keys(scripts).filter((name) => {
    const before = name.startsWith('pre') && name.slice(3) in scripts ? name : `pre${name}`
    return !scripts[before]?.startsWith('node deploy/setup.mjs')
  })
  expect(without).toEqual([])
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEther } from 'ethers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectChain, key } from '../../test/chain.ts'
import { until } from '../../test/until.ts'
import { startAnvil, type Anvil } from './anvil.ts'
import { freePort } from './postgres.ts'

const MNEMONIC = 'test test test test test test test test test test test junk'
const SOMEBODY = '0x00000000000000000000000000000000c0ffee00'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evergraph-anvil-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function give(anvil: Pick<Anvil, 'url'>, ether: string): Promise<void> {
  const provider = connectChain(anvil.url)
  await (await key(0, provider).sendTransaction({ to: SOMEBODY, value: parseEther(ether) })).wait()
  provider.destroy()
}

async function balance(anvil: Anvil): Promise<bigint> {
  const provider = connectChain(anvil.url)
  const value = await provider.getBalance(SOMEBODY)
  provider.destroy()
  return value
}

const pid = async () => Number(await readFile(join(folder, 'anvil.pid'), 'utf8'))
const alive = (id: number) => {
  try {
    process.kill(id, 0)
    return true
  } catch {
    return false
  }
}

test('the chain is still there after a restart', async () => {
  const first = await startAnvil({ folder, mnemonic: MNEMONIC })
  await give(first, '3')
  await first[Symbol.asyncDispose]()
  await using second = await startAnvil({ folder, mnemonic: MNEMONIC })
  expect(await balance(second)).toBe(parseEther('3'))
})

test.skipIf(process.platform !== 'linux')('no key stands where every user of the machine can read it', async () => {
  await using _anvil = await startAnvil({ folder, mnemonic: MNEMONIC })
  const commandLine = await readFile(`/proc/${await pid()}/cmdline`, 'utf8')
  expect(commandLine).toContain('--chain-id')
  expect(commandLine).not.toContain('junk')
})

test('a chain left over by a process that was killed is stopped, and taken over with its state', async () => {
  const script = `import { startAnvil } from ${JSON.stringify(new URL('./anvil.ts', import.meta.url).href)}
    const { url } = await startAnvil({ folder: ${JSON.stringify(folder)}, mnemonic: ${JSON.stringify(MNEMONIC)} })
    process.stdout.write(url)
    setInterval(() => {}, 1000)`
  const parent = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await new Promise<string>((resolve) => parent.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString())))
  await give({ url }, '2')
  const gone = new Promise((resolve) => parent.once('exit', resolve))
  parent.kill('SIGKILL')
  await gone
  const leftover = await pid()
  expect(alive(leftover)).toBe(true)

  await using next = await startAnvil({ folder, mnemonic: MNEMONIC })
  await until(() => !alive(leftover))
  expect(await balance(next)).toBe(parseEther('2'))
  expect(await pid()).not.toBe(leftover)
})

test('a process that has only inherited the pid is left alone', async () => {
  const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  await writeFile(join(folder, 'anvil.pid'), String(bystander.pid))
  await using anvil = await startAnvil({ folder, mnemonic: MNEMONIC })
  expect(await balance(anvil)).toBe(0n)
  expect(bystander.exitCode ?? bystander.signalCode).toBeNull()
  bystander.kill('SIGKILL')
})

test('a state that a crash cut short is replaced by the last sound one', async () => {
  const first = await startAnvil({ folder, mnemonic: MNEMONIC })
  await give(first, '1')
  await first[Symbol.asyncDispose]()
  const second = await startAnvil({ folder, mnemonic: MNEMONIC })
  await second[Symbol.asyncDispose]()
  const state = await readFile(join(folder, 'state.json'), 'utf8')
  await writeFile(join(folder, 'state.json'), state.slice(0, state.length / 2))
  await using third = await startAnvil({ folder, mnemonic: MNEMONIC })
  expect(await balance(third)).toBe(parseEther('1'))
})

test('the state reaches the disk while the chain runs', async () => {
  await using anvil = await startAnvil({ folder, mnemonic: MNEMONIC })
  await give(anvil, '5')
  const hex = parseEther('5').toString(16)
  const written = async () => await readFile(join(folder, 'state.json'), 'utf8')
  await until(async () => (await written()).includes(hex))
  expect(await written()).toContain(hex)
})

test('a taken port is an error that names it', async () => {
  const server = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await expect(startAnvil({ mnemonic: MNEMONIC, port })).rejects.toThrow(String(port))
  await new Promise((resolve) => server.close(resolve))
})

test('a chain ends with the process that exits, also where nobody stops it: a start that is broken off leaves none', async () => {
  const script = `import { startAnvil } from ${JSON.stringify(new URL('./anvil.ts', import.meta.url).href)}
    await startAnvil({ folder: ${JSON.stringify(folder)}, mnemonic: ${JSON.stringify(MNEMONIC)} })
    process.exit(1)`
  const parent = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], { stdio: 'inherit' })
  await once(parent, 'exit')
  const left = await pid()
  await until(() => !alive(left))
})

test('a chain that does not get its money is stopped', async () => {
  const starting = startAnvil({ folder, mnemonic: 'no words of a wallet', port: await freePort() })
  await expect(starting).rejects.toThrow()
  const left = await pid()
  await until(() => !alive(left))
})

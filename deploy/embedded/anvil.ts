import { spawn, type ChildProcess } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, closeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from '#lib/log.ts'
import { localAddresses } from '../../contracts/local.ts'
import { endOf, endWithUs, hasEnded, keepRunning, type Running } from './keep-running.ts'
import { anvilPidFile, anvilStateFile, stopAnvil } from './leftover.ts'
import { freePort } from './postgres.ts'

export interface Anvil extends AsyncDisposable {
  url: string
  port: number
}

export interface AnvilOptions {
  /** Folder for the chain's state, which outlives the process; without one the chain is forgotten. */
  folder?: string
  /** 0 takes a free one. */
  port?: number
  chainId?: number
  /** Its first accounts own 10,000 ETH each. anvil only gets their addresses, because everybody can read a command line. */
  mnemonic: string
  /** Further arguments for anvil. */
  args?: readonly string[]
  /** With a log, a chain that ends by itself is started again, and the log says so. */
  log?: Log
}

const READY_MS = 20_000
const STOP_MS = 10_000
const DUMP_MS = 60_000
const FUNDED_ACCOUNTS = 10
/** 10,000 ether. */
const BALANCE = `0x${(10_000n * 10n ** 18n).toString(16)}`
/**
 * A block is final when this many follow it. Over a restart anvil keeps the state of the newest block alone, and cannot answer for older
 * ones. So a restarted chain mines this many blocks, and its final block is one that it knows.
 */
const BLOCKS_TO_FINALITY = 2

/**
 * Starts a local EVM chain that mines a block whenever there is a transaction. With a folder it keeps its state there, written every
 * second. A chain that an earlier process left running on that folder is stopped first, because it only ends when it is told to. After a
 * power failure the last second of blocks may be missing; the settlement sends those again.
 */
export async function startAnvil(options: AnvilOptions): Promise<Anvil> {
  const { folder, log } = options
  if (folder) {
    mkdirSync(folder, { recursive: true })
    await stopAnvil(folder)
  }
  const wanted = options.port ?? 0
  for (let attempt = 1; ; attempt++) {
    const port = wanted || (await freePort())
    const start = () => launch(options, port)
    try {
      const anvil = await start()
      const kept = log && keepRunning(anvil, { name: 'the chain', start, log })
      return {
        url: urlOf(port),
        port,
        [Symbol.asyncDispose]: async () => {
          await (kept ? kept[Symbol.asyncDispose]() : anvil.stop())
          if (folder) rmSync(anvilPidFile(folder), { force: true })
        },
      }
    } catch (error) {
      // Between our look for a free port and anvil's taking it, somebody else may have taken it.
      if (wanted || attempt === 3) throw error
    }
  }
}

const urlOf = (port: number): string => `http://127.0.0.1:${port}`

async function launch({ folder, mnemonic, chainId = 31337, args = [] }: AnvilOptions, port: number): Promise<Running> {
  if (folder) keepSoundState(folder)
  const settings = ['--host', '127.0.0.1', '--port', String(port), '--chain-id', String(chainId), '--accounts', '0']
  // One slot per epoch: blocks are final when two more follow. By default it is 64, which a quiet chain would never reach.
  settings.push('--hardfork', 'prague', '--slots-in-an-epoch', '1', '--quiet', ...args)
  const continued = folder !== undefined && existsSync(anvilStateFile(folder))
  if (folder) settings.push('--state', anvilStateFile(folder), '--state-interval', '1')
  // To a file, because a broken pipe would end anvil when this process is killed.
  const errors = folder ? openSync(join(folder, 'anvil.log'), 'w') : 'pipe'
  // A process group of its own, so that a Ctrl-C for us does not end it before we have finished.
  const child = spawn(anvilBinary(), settings, { stdio: ['ignore', 'ignore', errors], detached: true })
  endWithUs(child, 'SIGTERM')
  if (typeof errors === 'number') closeSync(errors)
  if (folder && child.pid) writeFileSync(anvilPidFile(folder), String(child.pid))
  if (folder) writeFileSync(urlFile(folder), urlOf(port))
  const said: Buffer[] = []
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk))

  if (!(await answers(urlOf(port), child, chainId))) {
    child.kill('SIGKILL')
    const how = await endOf(child)
    const text = folder ? readFileSync(join(folder, 'anvil.log'), 'utf8') : Buffer.concat(said).toString()
    throw new Error(`anvil did not start on port ${port}: ${text.trim() || `it ended ${how}`}`)
  }
  try {
    await fund(urlOf(port), mnemonic)
    if (continued) await call(urlOf(port), 'anvil_mine', [`0x${(BLOCKS_TO_FINALITY + 1).toString(16)}`])
  } catch (error) {
    // It answers too slowly, say. Nobody else could stop it.
    await stop(child)
    throw error
  }
  return { child, stop: () => stop(child) }
}

/** Also funds a chain that goes on, because an earlier start may have died before this. */
async function fund(url: string, mnemonic: string): Promise<void> {
  for (const address of localAddresses(mnemonic, FUNDED_ACCOUNTS)) {
    if (BigInt(String(await call(url, 'eth_getBalance', [address, 'latest']))) > 0n) continue
    await call(url, 'anvil_setBalance', [address, BALANCE])
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (!hasEnded(child)) child.kill('SIGTERM')
  await Promise.race([
    endOf(child),
    wait(STOP_MS, undefined, { ref: false })
      .then(() => child.kill('SIGKILL'))
      .then(() => endOf(child)),
  ])
}

async function answers(url: string, child: ChildProcess, chainId: number): Promise<boolean> {
  for (const deadline = Date.now() + READY_MS; Date.now() < deadline; await wait(20)) {
    if (hasEnded(child)) return false
    try {
      const result = await call(url, 'eth_chainId', [], 1_000)
      // If another server took the port, it would answer too. So our child must be alive.
      if (Number(result) === chainId && child.exitCode === null) return true
    } catch {
      // Not listening yet.
    }
  }
  return false
}

async function call(url: string, method: string, params: readonly unknown[], timeoutMs = READY_MS): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(timeoutMs) })
  return ((await response.json()) as { result?: unknown }).result
}

/** anvil writes its state in place, so a crash can leave half a file. Then the last sound one is used. */
function keepSoundState(folder: string): void {
  const [file, kept] = [anvilStateFile(folder), join(folder, 'state.sound.json')]
  if (!existsSync(file)) return
  if (isJson(file)) copyFileSync(file, kept)
  else if (existsSync(kept)) copyFileSync(kept, file)
  else rmSync(file)
}

function isJson(file: string): boolean {
  try {
    JSON.parse(readFileSync(file, 'utf8'))
    return true
  } catch {
    return false
  }
}

/** The state of the chain that runs on a folder, in anvil's form: zipped JSON, in hex. */
export async function chainState(folder: string): Promise<string> {
  const dump = await call(readFileSync(urlFile(folder), 'utf8'), 'anvil_dumpState', [], DUMP_MS)
  if (typeof dump !== 'string') throw new Error(`The chain of ${folder} does not tell its state.`)
  return dump
}

const urlFile = (folder: string): string => join(folder, 'anvil.url')

/** The binary itself. A signal to npm's wrapper would not reach anvil. */
function anvilBinary(): string {
  const os = process.platform
  const arch = process.arch === 'x64' ? 'amd64' : process.arch
  const wrapper = createRequire(import.meta.url).resolve('@foundry-rs/anvil/package.json')
  const file = os === 'win32' ? 'anvil.exe' : 'anvil'
  return createRequire(wrapper).resolve(`@foundry-rs/anvil-${os}-${arch}/bin/${file}`)
}

import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const STOP_MS = 10_000

/** Stops a PostgreSQL that outlived the process that started it (`kill -9`). Its pid is in its folder. */
export async function stopPostgres(folder: string): Promise<void> {
  const data = resolve(folder)
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n', 1)[0])
  const isOurs = () => runs(pid, 'postgres', '-D', data)
  if (!isOurs()) return
  process.kill(pid, 'SIGINT')
  for (const deadline = Date.now() + STOP_MS; isOurs(); await wait(20)) {
    if (Date.now() > deadline)
      throw new Error(`A PostgreSQL server (pid ${pid}) still holds ${data} and does not stop. End it, then start again.`)
  }
}

/** Stops a chain that outlived the process that started it. */
export async function stopAnvil(folder: string): Promise<void> {
  const file = anvilPidFile(folder)
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8'))
  const isOurs = () => runs(pid, 'anvil', '--state', anvilStateFile(folder))
  if (isOurs()) {
    process.kill(pid, 'SIGTERM')
    for (const deadline = Date.now() + STOP_MS; isOurs(); await wait(20)) {
      if (Date.now() > deadline) process.kill(pid, 'SIGKILL')
    }
  }
  rmSync(file, { force: true })
}

export const anvilStateFile = (folder: string): string => join(resolve(folder), 'state.json')
export const anvilPidFile = (folder: string): string => join(resolve(folder), 'anvil.pid')

/**
 * True if the process is this program, working on this folder. The pid may by now belong to another process, even to the same program on
 * other data.
 */
function runs(pid: number, program: string, option: string, value: string): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 1) return false
  const words = commandOf(pid)
  return basename(words[0] ?? '') === program && words.some((word, i) => word === option && words[i + 1] === value)
}

/** A process's command line in words. None if there is no such process, or it is a zombie, which holds nothing any more. */
function commandOf(pid: number): string[] {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    // A folder with a space in its name is not recognised here, so its server is left alone.
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' })
      .trim()
      .split(' ')
  } catch {
    return []
  }
}

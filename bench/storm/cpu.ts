import { readdirSync, readFileSync } from 'node:fs'

/** Seconds of CPU that a process and all it has begun have used; those of children that have ended too, once they are waited for. */
export function cpuOf(root: number): { own: number; postgres: number } {
  const parents = new Map<number, { parent: number; name: string; seconds: number }>()
  for (const name of readdirSync('/proc')) if (/^\d+$/.test(name)) read(Number(name), parents)
  let own = 0
  let postgres = 0
  for (const [pid, { name, seconds }] of parents) {
    if (!descends(pid, root, parents)) continue
    if (name === 'postgres') postgres += seconds
    else if (name !== 'anvil') own += seconds
  }
  return { own, postgres }
}

const TICKS_A_SECOND = 100

function read(pid: number, parents: Map<number, { parent: number; name: string; seconds: number }>): void {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    // The children that have ended count for PostgreSQL's backends, not for the programs that a start runs.
    const ticks = (fields[11] ?? 0) + (fields[12] ?? 0) + (name === 'postgres' ? (fields[13] ?? 0) + (fields[14] ?? 0) : 0)
    parents.set(pid, { parent: fields[1] ?? 0, name, seconds: ticks / TICKS_A_SECOND })
  } catch {
    // It has ended meanwhile.
  }
}

function descends(pid: number, root: number, parents: Map<number, { parent: number }>): boolean {
  for (let at = pid; at > 1; at = parents.get(at)?.parent ?? 0) if (at === root) return true
  return false
}

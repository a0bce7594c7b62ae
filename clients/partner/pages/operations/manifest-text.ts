import type { EvergraphError } from '../../../sdk/errors.ts'

export type Manifest = Readonly<Record<string, unknown>>

/** A manifest as it was pasted; null where it is none. What is in it the platform judges. */
export function manifestOf(text: string): Manifest | null {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Manifest) : null
  } catch {
    return null
  }
}

/** What the platform finds wrong with a manifest: of which operation, if of one, and what. */
export function faultsIn(fault: EvergraphError | null, manifest: Manifest | null): { operation: string | null; message: string }[] {
  const issues = fault?.issues.filter(({ path }) => path[1] === 'manifest') ?? []
  return issues.map(({ path, message }) => ({ operation: nameAt(path.slice(2), manifest), message }))
}

function nameAt([first, second]: readonly (string | number)[], manifest: Manifest | null): string | null {
  if (first === undefined) return null
  const { operations } = manifest ?? {}
  // Apollo's form has a list, the codegen's a document by its hash.
  if (first === 'operations' && typeof second === 'number' && Array.isArray(operations)) {
    const { name, body } = (operations[second] ?? {}) as { name?: unknown; body?: unknown }
    return typeof name === 'string' ? name : (nameIn(body) ?? `№ ${second + 1}`)
  }
  return nameIn(manifest?.[first]) ?? String(first)
}

const nameIn = (body: unknown): string | null =>
  /\b(?:query|mutation|subscription)\s+([_A-Za-z]\w*)/.exec(typeof body === 'string' ? body : '')?.[1] ?? null

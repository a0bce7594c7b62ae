import type { Principal } from '../caller.ts'

const known = new WeakMap<Principal, string>()

/** Names who reads. All that a caller is goes into the name, because each part of it may change an answer. */
export function readerOf(principal: Principal): string {
  const hit = known.get(principal)
  if (hit !== undefined) return hit
  const name = JSON.stringify(principal.caller)
  known.set(principal, name)
  return name
}

/** Names who has written something, for all logins of one user. Undefined for those who cannot be told apart. */
export function writerOf({ caller }: Principal): string | undefined {
  if (caller.kind === 'user') return `writer ${caller.userId}`
  return caller.kind === 'client' ? `writer ${caller.clientId}` : undefined
}

/** True for callers to whom the boxes give what they give to everybody. Other roles may see more of the same thing. */
export const isAnybody = ({ caller }: Principal): boolean =>
  caller.kind === 'anonymous' || (caller.kind === 'user' && caller.roles.every((role) => role === 'DRIVER'))

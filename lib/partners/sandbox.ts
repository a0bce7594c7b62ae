import { v5 } from 'uuid'
import type { Caller } from '../auth.ts'
import { DomainError } from '../errors.ts'

/** Names the ids below; it never changes. */
const SANDBOX = '6f1d3f52-0f0a-5c1e-9a5e-6b7c8d9e0f1a'

/**
 * Under which id a partner's sandbox keys act. What they make belongs to it, and nothing of the real world does. So every rule that asks
 * whose a thing is keeps the two worlds apart.
 */
export const sandboxOf = (partnerId: string): string => v5(partnerId, SANDBOX)

/** Whether an operator's id is one of the sandbox. Those of people are of version 7. */
export const isOfSandbox = (operatorId: string): boolean => operatorId[14] === '5'

/** The world that a thing of this owner is in: null is the real one, and each partner's sandbox is one of its own. */
export const worldOf = (ownerId: string | null): string | null => (ownerId !== null && isOfSandbox(ownerId) ? ownerId : null)

/** True for keys that see the sandbox alone. */
export const inSandbox = (caller: Caller): boolean => caller.kind === 'client' && caller.sandbox

/** For what shows the real world to everybody: keys of the sandbox do not see it. */
export function refuseSandbox(caller: Caller): void {
  if (inSandbox(caller)) throw new DomainError('FORBIDDEN', 'This shows the real world, and the key is one of the sandbox.')
}

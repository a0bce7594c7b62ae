import { v5 } from 'uuid'

/** Names the ids below; it never changes. */
const SANDBOX = '6f1d3f52-0f0a-5c1e-9a5e-6b7c8d9e0f1a'

/**
 * Under which id a partner's sandbox keys act. What they make belongs to it, and nothing of the real world does. So every rule that asks
 * whose a thing is keeps the two worlds apart.
 */
export const sandboxOf = (partnerId: string): string => v5(partnerId, SANDBOX)

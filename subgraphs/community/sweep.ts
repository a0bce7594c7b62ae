import type { Services } from './context.ts'
import { sweepWaiting } from './waiting.service.ts'

/** What becomes true because time passes. */
export const sweep = async (services: Services): Promise<void> => {
  await sweepWaiting(services)
}

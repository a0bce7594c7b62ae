import type { Services } from './context.ts'
import { sweepEvents } from './event-feed.service.ts'
import { sweepWaiting } from './waiting.service.ts'

/** What becomes true because time passes. */
export const sweep = (services: Services): Promise<unknown> => Promise.all([sweepWaiting(services), sweepEvents(services)])

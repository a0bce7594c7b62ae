import type { Channels } from './sending/channel.ts'

/** The channels that are there, by what is configured. */
export const openChannels = (): Channels => new Map()

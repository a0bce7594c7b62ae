import { extension } from '#lib/graph.ts'
import { builder } from './builder.ts'

export const UserRef = extension(builder, 'User')
export const SessionRef = extension(builder, 'ChargingSession')
export const ReadingRef = extension(builder, 'OdometerReading')
export const DeedRef = extension(builder, 'Deed')

import { extension, reference } from '#lib/graph.ts'
import { builder } from './builder.ts'

export const UserRef = extension(builder, 'User')
export const StationRef = extension(builder, 'Station')
export const ConnectorRef = reference(builder, 'Connector')
export const SessionRef = reference(builder, 'ChargingSession')

import { extension, moneyType, reference } from '#lib/graph.ts'
import { builder } from './builder.ts'

export const UserRef = extension(builder, 'User')
export const MoneyRef = moneyType(builder)
export const SessionRef = extension(builder, 'ChargingSession')
export const ConnectorRef = extension(builder, 'Connector')
export const ReservationRef = reference(builder, 'Reservation')

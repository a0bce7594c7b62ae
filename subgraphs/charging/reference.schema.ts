import { extension, reference } from '#lib/graph.ts'
import { builder } from './builder.ts'

export const StationRef = reference(builder, 'Station')
export const ConnectorRef = reference(builder, 'Connector')
export const VehicleRef = reference(builder, 'Vehicle')
export const ReservationRef = reference(builder, 'Reservation')
export const TariffRef = reference(builder, 'Tariff')
export const UserRef = extension(builder, 'User')
export const CustomerRef = extension(builder, 'Customer')

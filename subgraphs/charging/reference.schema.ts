import { builder } from './builder.ts'

/** Entities of other subgraphs that sessions point to: charging knows their ids alone. */
const reference = (name: string) =>
  builder
    .externalRef(name, builder.keyDirective(builder.selection<{ id: string }>('id'), false))
    .implement({ fields: (t) => ({ id: t.expose('id', { type: 'UUID', description: `Id of the ${name.toLowerCase()}.` }) }) })

export const StationRef = reference('Station')
export const ConnectorRef = reference('Connector')
export const VehicleRef = reference('Vehicle')
export const TariffRef = reference('Tariff')

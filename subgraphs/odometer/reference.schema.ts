import { builder } from './builder.ts'

/** Entities of other subgraphs that the odometer points to, or gives fields of its own. */
export const PhotoRef = builder
  .externalRef('Photo', builder.keyDirective(builder.selection<{ id: string }>('id'), false))
  .implement({
    description: 'A photo, as far as odometers go.',
    fields: (t) => ({ id: t.expose('id', { type: 'UUID', description: 'Id of the photo.' }) }),
  })

export const VehicleRef = builder
  .externalRef('Vehicle', builder.selection<{ id: string }>('id'), (vehicle) => vehicle)
  .implement({
    description: 'A vehicle, as far as odometers go.',
    fields: (t) => ({ id: t.expose('id', { type: 'UUID', description: 'Id of the vehicle.' }) }),
  })

export const UserRef = builder
  .externalRef('User', builder.selection<{ id: string }>('id'), (user) => user)
  .implement({
    description: 'A user, as far as odometers go.',
    fields: (t) => ({ id: t.expose('id', { type: 'UUID', description: 'Id of the user.' }) }),
  })

import { isAboutPersons } from '#db/person.ts'
import type { AnyServices, Box, BoxDefinition, Own } from './definition.ts'
import { openBox, type Opened } from './open.ts'

const FEDERATION = 'https://specs.apollo.dev/federation/v2.6'

/**
 * Defines a box. Opening it opens its database, makes its services, and starts jobs, messaging, repeating work and graph, in this order.
 * Disposing the app ends them in reverse.
 */
export function defineBox<Services extends AnyServices, Loaders = object, Extras extends object = object>(
  definition: BoxDefinition<Services, Loaders, Extras>,
): Box<Services['config'], Partial<Own<Services>>, Extras> {
  // Kysely's types keep schemas apart. Opening a box only needs the tables that every schema has.
  const plain = definition as unknown as BoxDefinition<Opened, object, Extras>
  const schema = definition.builder?.toSubGraphSchema({ linkUrl: FEDERATION })
  const box: Box<Services['config'], Partial<Own<Services>>, Extras> = {
    name: definition.name,
    schema,
    // What every box says of people comes from no producer of its own.
    hears: Object.keys(definition.consumers ?? {}).filter((name) => !isAboutPersons(name)),
    tablesOfPersons: definition.person?.tables,
    config: definition.config,
    open: (start) => openBox(plain, schema, start),
    // Loaded late: a process with all boxes does not need it.
    run: async () => (await import('./run.ts')).runBox(box, definition),
  }
  return box
}

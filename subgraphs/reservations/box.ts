import { boxConfig } from '#box/config.ts'
import { defineBox } from '#box/define.ts'
import { builder } from './builder.ts'
import type { Services } from './context.ts'
import { person } from './person.ts'
import './reservations.schema.ts'

/** Slots at chargers: booked, held, used or not, and what is owed for them. */
export const box = defineBox<Services>({
  name: 'reservations',
  config: boxConfig('reservations', {}),
  person,
  builder,
})

if (import.meta.main) await box.run()

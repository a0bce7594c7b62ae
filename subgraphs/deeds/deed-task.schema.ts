import { deedTaskType } from '#lib/deed-task.ts'
import type { Material } from '#lib/events.ts'
import { builder } from './builder.ts'

export const TaskRef = deedTaskType(builder)

export const MaterialRef = builder.enumType('Material', {
  description: 'What is recycled.',
  values: {
    CARDBOARD: { description: 'Cardboard.' },
    GLASS: { description: 'Glass.' },
    METAL: { description: 'Metal.' },
    PAPER: { description: 'Paper.' },
    PLASTIC: { description: 'Plastic.' },
  } as const satisfies Record<Material, object>,
})

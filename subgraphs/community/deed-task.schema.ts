import type { DeedTask, Material } from '#lib/events.ts'
import { builder } from './builder.ts'

export const TaskRef = builder.enumType('DeedTask', {
  description: 'What can be done for the climate and for the surroundings.',
  values: {
    TREE_PLANTING: { description: 'Planting a tree.' },
    LITTER_CLEAN_UP: { description: 'Clearing litter.' },
    RECYCLING: { description: 'Bringing material to be recycled.' },
    CYCLING: { description: 'Going by bicycle.' },
    PUBLIC_TRANSPORT: { description: 'Going by bus, tram or train.' },
    EV_CHARGING: { description: 'Charging an electric vehicle with us.' },
  } as const satisfies Record<DeedTask, object>,
})

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

import type { DeedTask } from './events.ts'
import type { Builder } from './graph.ts'

/** The enumeration `DeedTask`. Deeds and meetups both have it. */
export const deedTaskType = <Context>(builder: Builder<Context>) =>
  builder.enumType('DeedTask', {
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

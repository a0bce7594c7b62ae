import { builder } from '../builder.ts'
import type { MeterValue } from '../tables.ts'

export const MeterValueRef = builder.objectRef<MeterValue>('MeterValue').implement({
  description: 'What a charger measured at one moment.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When it was measured.' }),
    registerWh: t.expose('register_wh', {
      type: 'Wh',
      nullable: true,
      description: "The charger's meter; null when this sample has none.",
    }),
    powerW: t.exposeInt('power_w', { nullable: true, description: 'Power in watts; null when this sample has none.' }),
    socPercent: t.exposeFloat('soc_percent', {
      nullable: true,
      description: 'State of charge of the battery in percent; null when this sample has none.',
    }),
  }),
})

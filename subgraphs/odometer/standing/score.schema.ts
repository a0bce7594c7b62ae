import { builder } from '../builder.ts'
import { EMISSIONS, FORMULA, co2SavedG, type EmissionFigure } from './emissions.ts'

const FigureRef = builder.objectRef<EmissionFigure>('EmissionFigure').implement({
  description: 'A published figure that CO₂ savings are computed from.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it says.' }),
    value: t.exposeFloat('value', { description: 'The figure.' }),
    unit: t.exposeString('unit', { description: 'Its unit.' }),
    year: t.exposeInt('year', { description: 'The year it is of.' }),
    source: t.exposeString('source', { description: 'Who says so, and where.' }),
    url: t.field({ type: 'URL', description: 'Where it can be read.', resolve: ({ url }) => url }),
  }),
})

/** A score is a number of metres; its other fields follow from that. */
export const ScoreRef = builder.objectRef<{ distanceM: number }>('SustainabilityScore').implement({
  description: 'Kilometres driven with electricity, and the CO₂ that this has saved against an average new car.',
  fields: (t) => ({
    kilometres: t.float({ description: 'Kilometres between approved readings.', resolve: ({ distanceM }) => distanceM / 1_000 }),
    co2SavedKg: t.float({
      description: `CO₂ saved, in kilograms: ${FORMULA}. An estimate by averages; \`sources\` names them.`,
      resolve: ({ distanceM }) => co2SavedG(distanceM) / 1_000,
    }),
    formula: t.string({ description: 'How it is computed, in grams.', resolve: () => FORMULA }),
    sources: t.field({
      type: [FigureRef],
      description: 'The figures of the formula and where they are from.',
      resolve: () => Object.values(EMISSIONS),
    }),
  }),
})

import { EMISSIONS } from '#lib/emissions.ts'
import { emissionFigureType } from '#lib/graph.ts'
import { builder } from '../builder.ts'
import { FORMULA, co2SavedG } from './emissions.ts'

const FigureRef = emissionFigureType(builder)

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

import { builder } from '../builder.ts'

export const CorrectionStateRef = builder.enumType('BillCorrectionState', {
  description: 'What became of the correction of a bill.',
  values: {
    PROPOSED: { description: 'Somebody else must decide.' },
    APPROVED: { description: 'It is billed so.' },
    REJECTED: { description: 'It is not.' },
    WITHDRAWN: { description: 'Whoever proposed it took it back.' },
    EXPIRED: { description: 'Nobody decided in time.' },
  } as const,
})

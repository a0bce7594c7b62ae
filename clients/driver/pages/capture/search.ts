import type { DeedTask } from '../../generated/graphql.ts'

/** What is photographed. */
export interface CaptureSearch {
  for: 'odometer' | 'deed'
  /** Of which vehicle. */
  vehicle?: string
  /** What was done. */
  task?: DeedTask
}

const TASKS = [
  'TREE_PLANTING',
  'LITTER_CLEAN_UP',
  'RECYCLING',
  'CYCLING',
  'PUBLIC_TRANSPORT',
  'EV_CHARGING',
] as const satisfies DeedTask[]

export function captureSearch(given: Record<string, unknown>): CaptureSearch {
  const task = TASKS.find((each) => each === given['task'])
  if (given['for'] === 'deed') return { for: 'deed', ...(task && { task }) }
  return { for: 'odometer', ...(typeof given['vehicle'] === 'string' && { vehicle: given['vehicle'] }) }
}

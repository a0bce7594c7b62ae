import type { Issue } from '../../../sdk/errors.ts'

export const STEPS = 4

/** Which step is shown, from 1; it is part of the address, so that the browser's way back leads a step back. */
export const stepOf = ({ step }: Record<string, unknown>): { step?: number } =>
  typeof step === 'number' && Number.isInteger(step) && step > 1 && step <= STEPS ? { step } : {}

/** The first step that has something the platform finds wrong. */
export function stepAtFault(issues: readonly Issue[]): number {
  const steps = issues.map(({ path }) => {
    if (path.includes('tariffId')) return 3
    if (path.includes('evses')) return 2
    if (path.includes('identity') || path.includes('password') || path.includes('passwordFormat')) return 4
    return 1
  })
  return Math.min(...steps)
}

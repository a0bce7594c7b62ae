import { styleText } from 'node:util'

/** A step of the demo that failed; the message says what to do. */
export class StepError extends Error {
  override readonly name = 'StepError'
}

/** Milliseconds of each step, in their order. */
export type Times = Record<string, number>

/** Tells a list of steps on stdout: what is under way, how it went, how long it took. */
export function createTeller(write: (line: string) => void = (line) => console.log(line)) {
  const times: Times = {}
  return {
    times,
    /** Does a step and tells of it. `outcome` makes its line from the result. */
    step: async <T>(name: string, work: () => Promise<T>, outcome: (value: T) => string, advice: string): Promise<T> => {
      const start = performance.now()
      try {
        const value = await work()
        times[name] = Math.round(performance.now() - start)
        write(`${styleText('green', '✓')} ${outcome(value)} ${styleText('dim', `${times[name]} ms`)}`)
        return value
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        throw new StepError(`The step "${name}" failed: ${reason}\n${advice}`, { cause: error })
      }
    },
    /** A line of news within a step. */
    say: (line: string) => write(`  ${line}`),
  }
}

export type Teller = ReturnType<typeof createTeller>

import { LIMITS } from '../limits.ts'
import { sentenceOf } from '../work/outage.ts'

/** What every box's composition root returns. Disposing it finishes the work in hand and closes all it opened. */
export interface App extends AsyncDisposable {
  readonly name: string
  /** GraphQL (and the box's other routes) over fetch; absent in boxes that serve none. */
  readonly fetch?: (request: Request) => Promise<Response>
  /** Each dependency: null when it is fine, else a sentence that says what is wrong. */
  ready(): Promise<Readonly<Record<string, string | null>>>
}

/** What somebody should look at while the box works on: null when there is nothing, else a sentence. It leaves the box ready. */
export interface Degradable {
  degraded?(): Promise<Readonly<Record<string, string | null>>>
}

/** Null when `check` passes, else its error as a sentence; one that hangs is at fault too. */
export async function probe(check: () => Promise<unknown>): Promise<string | null> {
  const { probeMs } = LIMITS.outage
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`There is no answer within ${probeMs / 1_000} s.`), probeMs)
  })
  try {
    return await Promise.race([check().then(() => null, sentenceOf), late])
  } finally {
    clearTimeout(timer)
  }
}
